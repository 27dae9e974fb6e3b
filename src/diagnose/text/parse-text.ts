import { isKnownCall } from '../call-groups.ts'
import type { SeenCall, Symptom } from '../symptom.ts'
import { outcomeIn } from './codes.ts'
import { hintsIn } from './hints.ts'
import { ffiIn } from './runtimes.ts'

/** Lines looked at, from the end: the last error of a log is the one asked about, its neighbours explain it. */
const maxLines = 4000
const longestLine = 2000
/** How far from the error a function may be named. Lines. */
const nearby = 6

/** Phrases of libraries that stand for a call. */
const phrases: readonly (readonly [RegExp, string])[] = [
  [/could not open port|Opening COM\d|SerialPort\.open|Error opening/i, 'CreateFileW'],
  [/Cannot configure port/i, 'SetCommState'],
  [/ClearCommError failed/i, 'ClearCommError'],
  [/GetConsoleMode|get console mode/i, 'GetConsoleMode'],
]

/** Win32 functions that a line names, the last one first: in a stack the innermost call stands last in Python, first elsewhere, on its own line either way. */
function callsIn(line: string): string[] {
  const phrase = phrases.find(([pattern]) => pattern.test(line))?.[1]
  const names = [...line.matchAll(/\b_?[A-Za-z][A-Za-z0-9_]{3,39}\b/g)]
    .map(([name]) => name)
    .filter(isKnownCall)
  return [...names.reverse(), ...(phrase === undefined ? [] : [phrase])]
}

function callNear(callOn: (index: number) => string | undefined, at: number): string {
  for (let distance = 0; distance <= nearby; distance++) {
    for (const index of distance === 0 ? [at] : [at - distance, at + distance]) {
      const call = callOn(index)
      if (call !== undefined) return call
    }
  }
  return ''
}

function handleIn(text: string): bigint | undefined {
  const match = /handle[^0-9a-z\n]{1,12}(0x[0-9a-f]{1,16}|-?\d{1,20})\b/i.exec(text)
  const address =
    /(?:reading|writing|read of|write of|at address)[^0-9\n]{0,20}(0x[0-9a-f]{8,16})\b/i.exec(text)
  const value = match?.[1] ?? address?.[1]
  return value === undefined ? undefined : BigInt(value)
}

/** Calls a log says went well: `PurgeComm: ok`, `SetCommState ok`, `CreateFileW -> 0x54`, `ReadFile returned TRUE`. */
function succeeded(lines: readonly string[]): string[] {
  const fine =
    /(?:\bok\b|\bsucceeded\b|\bsuccess\b|returned (?:TRUE|1)\b|-> ?0x[0-9a-f]{1,8}\b|= ?0x[0-9a-f]{1,8}\b)/i
  return [
    ...new Set(
      lines.filter(line => fine.test(line) && outcomeIn(line) === undefined).flatMap(callsIn),
    ),
  ]
}

function failures(lines: readonly string[]): SeenCall[] {
  const found: SeenCall[] = []
  const known = new Map<number, string | undefined>()
  // Each line is the neighbour of many, and looked at once.
  const callOn = (index: number): string | undefined => {
    if (!known.has(index)) known.set(index, callsIn(lines[index] ?? '')[0])
    return known.get(index)
  }
  for (const [index, line] of lines.entries()) {
    const outcome = outcomeIn(line)
    if (outcome === undefined) continue
    const call = callNear(callOn, index)
    if (!found.some(other => other.call === call || (call === '' && other.outcome === outcome)))
      found.push({ call, outcome })
  }
  // A line that names nothing repeats what a better one says.
  return found.some(({ call }) => call !== '') ? found.filter(({ call }) => call !== '') : found
}

function architectureIn(text: string): Symptom['architecture'] | undefined {
  if (/\b(?:arm64|aarch64)\b/i.test(text)) return 'arm64'
  if (/\b(?:x64|amd64|64[- ]?bit|win_amd64|x86_64)\b/i.test(text)) return 'x64'
  return /\b(?:ia32|x86|32[- ]?bit|win32 on win32)\b/i.test(text) ? 'ia32' : undefined
}

/** `32-bit works`, `fine on x86`, in one sentence. */
function okOnIn(text: string): Symptom['okOn'] | undefined {
  if (
    /(?:works?|fine|ok|no (?:error|problem))[^.\n]{0,40}(?:32[- ]?bit|x86\b)|(?:32[- ]?bit|x86\b)[^.\n]{0,40}(?:works?|is fine|ok\b)/i.test(
      text,
    )
  )
    return 'ia32'
  return /(?:works?|fine)[^.\n]{0,40}(?:64[- ]?bit|x64)|(?:64[- ]?bit|x64)[^.\n]{0,40}(?:works?|is fine)/i.test(
    text,
  )
    ? 'x64'
    : undefined
}

/** A message box of VBA says in its third line what its first means. */
function joinDialogs(text: string): string {
  return text.replace(/(run-?time error '[^'\n]{1,40}':)[ \t]*(?:\r?\n[ \t]*){1,3}/gi, '$1 ')
}

/** What a traceback, a log or a report in words says. Never throws; what it does not say is absent. */
export function parseText(text: string): Symptom {
  const lines = joinDialogs(text)
    .split(/\r\n|\r|\n/)
    .slice(-maxLines)
    // No pattern has to look for the end of a run of blanks: with two such runs side by side that takes the square of their length.
    .map(line => line.slice(0, longestLine).replace(/\s+/g, ' '))
  const kept = lines.join('\n')
  const failed = failures(lines)
  const architecture = architectureIn(kept)
  const okOn = okOnIn(kept)
  const handle = handleIn(kept)
  const ffi = ffiIn(kept)
  return {
    failed,
    ok: succeeded(lines).filter(call => !failed.some(seen => seen.call === call)),
    also: hintsIn(kept),
    ...(architecture ? { architecture } : {}),
    ...(okOn ? { okOn } : {}),
    ...(handle === undefined ? {} : { handle }),
    ...(ffi ? { ffi } : {}),
  }
}
