import type { Topic } from './topics/index.ts'

/** HRESULT_FROM_WIN32: https://learn.microsoft.com/en-us/windows/win32/api/winerror/nf-winerror-hresult_from_win32 */
const facilityWin32 = 0x8007
/** The bit that HRESULT_FROM_NT sets. */
const facilityNt = 0x10000000

/** Words before a number that is a code. */
const codeWord =
  /^(?:win32|windows|winerror|system|last|exit|errors?|err|code|status|ntstatus|hresult|getlasterror(?:\(\))?)(?![a-z0-9_])[\s:#=]*/i

/** A text without the quotes, brackets and stops around it. */
function unquoted(words: string): string {
  return words.replace(/^[\s"'`“”‘’«»[(]+|[\s"'`“”‘’«»\]).,:;!?]+$/g, '')
}

/** A number as people paste it: `6`, `error code 6`, `[WinError 6]`, `win32 87`, `0x80070006`, `-2147024890`, `C0000024`, `6L`. */
export function parseCode(words: string): number | undefined {
  let bare = unquoted(words)
  while (codeWord.test(bare)) bare = bare.replace(codeWord, '')
  bare = bare.replace(/^((?:0x[0-9a-f]+|-?\d+))(?:u?l{1,2}|ul?)$/i, '$1')
  const hex = /^(?:0x|&h)([0-9a-f]{1,8})$/i.exec(bare) ?? /^([0-9a-f]{8})$/i.exec(bare)
  if (hex?.[1] !== undefined) return Number.parseInt(hex[1], 16)
  return /^-?\d{1,10}$/.test(bare) ? Number(bare) >>> 0 : undefined
}

/** The numbers under which a code may be known: itself, and what an HRESULT wraps. */
function unwrapped(code: number): {
  readonly win32: readonly number[]
  readonly nt: readonly number[]
} {
  const low = code & 0xffff
  if (code >>> 16 === facilityWin32) return { win32: [low], nt: [] }
  return {
    win32: [code],
    nt: [code, ...((code & facilityNt) === 0 ? [] : [(code & ~facilityNt) >>> 0])],
  }
}

/** Other names under which people know a topic. */
const otherNames: Readonly<Record<string, string>> = {
  e_handle: 'error_invalid_handle',
  tagged: 'tag',
  native: 'kernel',
  simulated: 'kernel',
  sim: 'engine',
  wine: 'engine',
  windows: 'engine',
  measured: 'lane',
  unavailable: 'lane',
  'invalid-handle-value': 'sentinel',
  'same failure': 'same',
  'emulated cpu': 'lane',
}

/** `wine-x64`, `sim-ia32-tagged`: a lane as reports name it. */
const laneName = /^(?:windows|wine|sim)-(?:x64|ia32|arm64)(?:-[a-z0-9-]+)?$/

function isCalled(topic: Topic, name: string): boolean {
  return topic.name.toLowerCase() === (otherNames[name] ?? name)
}

/** A name as it may be spelt: as it is, with `_` or `-` for spaces, in the singular. */
function spellings(name: string): readonly string[] {
  const own = [name, name.replaceAll(' ', '_'), name.replaceAll(/[ _]/g, '-')]
  return [...own, ...own.flatMap(one => (/[a-z]{2}s$/.test(one) ? [one.slice(0, -1)] : []))]
}

/** The topics that a user means by some words: by name, or by number; empty where there are none. */
export function findTopics(topics: readonly Topic[], words: string): readonly Topic[] {
  // A report names a probe with its scene: `heap-i32@above-4gib`.
  const name = unquoted(words)
    .toLowerCase()
    .replace(/@[a-z0-9@-]*$/, '')
  if (laneName.test(name)) return topics.filter(topic => isCalled(topic, 'lane'))
  for (const spelt of spellings(name)) {
    const byName = topics.filter(topic => isCalled(topic, spelt))
    if (byName.length > 0) return byName
  }
  const code = parseCode(words)
  if (code === undefined) return []
  const { win32, nt } = unwrapped(code)
  return topics.filter(
    ({ kind, number }) => number !== undefined && (kind === 'code' ? win32 : nt).includes(number),
  )
}
