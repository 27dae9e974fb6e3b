import { foreignModules, neutralExceptions, ofNames } from '../known/neutral-exceptions.ts'
import { callsOn } from './calls.ts'
import { linesOfFiles } from './lines-of-files.ts'
import { linesOfServices } from './lines-of-services.ts'
import { linesOfOthers, neutralEnds, type KindOfLine } from './lines-of-others.ts'
import { listedIn } from './listed.ts'
import { readOutcome } from './codes.ts'
import { describedIn } from './described.ts'
import { gated } from '../patterns/gated.ts'
import { wordIn } from './outcome-words.ts'
import type { NotTaken } from './said.ts'
import { withoutWanted } from './wanted.ts'

/** How far above and below an exception its stack is looked for. Lines. */
const mostFrames = 60
/** How many lines announce an exception, or stand between it and what an editor shows of the source. */
const mostAnnounced = 4

/** An exception at the end of a line or in front of its message, with the module that it is of. */
const exception = gated(
  /(?:^|[\s"'(>:|[])((?:[A-Za-z_][\w$]{0,40}(?:\.|::|\\{1,2})){0,8})([A-Z]\w{2,50}(?:Error|Exception)|ComparisonFailure|BadZipFile)(?: \[[A-Z_]{3,40}\])?(?: \(0x[0-9A-Fa-f]{8}\))?(?:: |:?\)?$)/,
)
/** What a message has that speaks of the system and not of the program's own values. */
const ofSystem = gated(
  /\b(?:handles?|hwnd|hmodule|win(?:32|dows|api|usb)|dlls?|pointers?|ctypes|c_\w{2,12}|LP_\w{2,20}|byref|DWORD|U?IntPtr|COM\d{1,3}|serial|ports?|consoles?|std(?:in|out|err)|GetLastError|struct\w{0,6}|callbacks?|kernel32|user32|native|memory|devices?|drivers?|librar(?:y|ies)|closed file)\b/i,
  /\.dll\b/i,
)
/** A line that names a frame, below an exception. */
const frameBelow =
  /^\s?(?:at |bei |à |en |в |場所 |在 |위치: |--- |---> |\.\.\. \d|#\d{1,4} |\d{1,4}: |from |\[\w{4,10}\]$|goroutine \d|[\w./*()]{1,160}\((?:\.\.\.|0x.{1,120}|)\)$|\S{1,200}\.go:\d|(?:left|right): |note: )/
/** Lines of a Python traceback, and of a source that pytest shows, above an exception. */
const frameAbove = /^(?:[ >]|E )/
/** What a runtime or a logger says in front of an exception. */
const announcement =
  /^\s?(?:fail|crit|error|warn): [\w.]{1,120}\[\d{1,6}\]$|\b[Uu]nhandled [Ee]xception\b|\bexception was thrown\b|\bException in (?:thread|callback)\b|\bpanicked at\b|^\s?Traceback/
/** Where Node.js shows the source, with its line. */
const shownSource = /^(?:node:|file:|[A-Z]:\\|\/).{1,300}:\d{1,6}$/
/** The record that PowerShell writes below a message, its lines marked with a plus sign. */
const recordAbove = /^\s?\+ |\bchar:\d|^\S{1,80} : /

/** All kinds of lines that report of something else. */
const kinds: readonly KindOfLine[] = [...linesOfFiles, ...linesOfServices, ...linesOfOthers]

/** Whether a line has a code or a sentence of Windows, other than one that a test looked for. */
function hasCode(line: string): boolean {
  const { said } = readOutcome(withoutWanted(line) ?? line)
  return said !== undefined && said.outcome !== '0' && ['code', 'sentence'].includes(said.form)
}

/** Whether the sentence on a line is what a test looked for, and nothing else is said. */
function isWanted(line: string): boolean {
  return withoutWanted(line) !== undefined && readOutcome(line).said !== undefined && !hasCode(line)
}

/** A width, that of the process where a program says how it was started. */
const showsWidth = /\b(?:32|64)[- ]?bit|\b(?:x64|x86|amd64|arm64)\b/i

/** Whether a line of a kind is read all the same. */
function isRead({ unless }: KindOfLine, line: string, next: string): boolean {
  if (unless === undefined) return false
  if (unless === 'exact') return readOutcome(line).said?.form === 'code'
  if (unless === 'any')
    return readOutcome(line).said !== undefined || callsOn(line).length > 0 || showsWidth.test(line)
  return hasCode(line) || (unless === 'told' && describedIn([line, next]).length > 0)
}

/** Whether an exception says nothing of Windows, by its type and by its line. */
function isNeutral(line: string): boolean {
  const [, module = '', name = ''] = exception.exec(line) ?? []
  if (name === '') return false
  const isForeign = foreignModules.has(/^\w+/.exec(module)?.[0] ?? '')
  if (!isForeign && !neutralExceptions.has(name) && !ofNames.has(name)) return false
  // `Access Denied` is also said by servers.
  if (isForeign ? readOutcome(line).said?.form === 'code' : hasCode(line)) return false
  if (isForeign || ofNames.has(name)) return true
  const said = readOutcome(line).said ?? wordIn(line)
  return (
    !['refused', 'overflow', 'crash'].includes(said?.outcome ?? '') &&
    said?.outcome !== '6' &&
    !ofSystem.test(line) &&
    callsOn(line).length === 0
  )
}

/** A source as a compiler shows it below its message. */
const excerpt = /^\s?(?:(?:symbol|location): |--> |\d{0,6} ?\| |\|$|\||= (?:note|help): )/

/** Whether a program ended for a reason of its own. */
function isNeutralEnd(line: string): boolean {
  return neutralEnds.some(end => end.test(line)) && !hasCode(line)
}

/** The lines of the stack of an exception: above it in Python and PowerShell, below it elsewhere. */
function stackOf(texts: readonly string[], index: number): readonly number[] {
  const found = [index]
  const isRecord = /^\s?\+ CategoryInfo\b/.test(texts[index] ?? '')
  let above = index - 1
  const least = Math.max(0, index - mostFrames)
  while (above >= least && (isRecord ? recordAbove : frameAbove).test(texts[above] ?? '')) above--
  const isStack =
    isRecord ||
    /^\s?Traceback/.test(texts[above] ?? '') ||
    texts.slice(above + 1, index).some(text => /^\s?(?:File "|> )|^>/.test(text))
  if (isStack) for (let at = above + 1; at < index; at++) found.push(at)
  else above = index - 1
  // What announces it, and the source that Node.js shows.
  for (let at = Math.max(0, above - mostAnnounced); at <= above; at++) {
    const text = texts[at] ?? ''
    if (announcement.test(text)) found.push(at)
    if (shownSource.test(text)) for (let own = at; own <= above; own++) found.push(own)
  }
  let below = index + 1
  const most = Math.min(texts.length, index + mostFrames)
  // Go leaves a line empty in front of its stack.
  while (
    below < most &&
    (frameBelow.test(texts[below] ?? '') ||
      (texts[below]?.trim() === '' && frameBelow.test(texts[below + 1] ?? '')))
  )
    found.push(below++)
  // The properties of an error, which Node.js prints behind its stack.
  if (texts[below - 1]?.endsWith('{') === true)
    while (below < most) {
      found.push(below)
      if (/^\s?\}/.test(texts[below++] ?? '')) break
    }
  if (isRecord && /^\s?\+ FullyQualifiedErrorId/.test(texts[below] ?? '')) found.push(below)
  return found
}

/** A question in advance, `Nothing is broken here, just asking`: both halves, since a report also says where nothing fails. */
const nothingFails =
  /\bnothing (?:is broken|is failing|has failed|fails)(?: (?:here|so far|yet|at the moment|right now))\b/i

const asksAhead = gated(
  /\bjust (?:asking|wondering|curious)\b/i,
  /\bjust want(?:ed)? to (?:avoid|know|understand|be sure|ask)\b/i,
  /\b(?:are|am) about to (?:port|move|migrate|switch)\b/i,
  /\bhave(?:n['’]t| not) (?:tried|ported|started)\b/i,
  /\bIs it (?:safe|enough|ok(?:ay)?)\b/i,
)

/** The reason why nothing is read on each line that is about something else than a call of Windows. */
function reasonsFor(texts: readonly string[]): ReadonlyMap<number, string> {
  if (texts.some(text => nothingFails.test(text)) && texts.some(text => asksAhead.test(text)))
    return new Map(texts.map((_, index) => [index, 'the text says that nothing fails'] as const))
  const reasons = new Map(listedIn(texts))
  const rows = new Map<KindOfLine, number[]>()
  for (const [index, text] of texts.entries()) {
    if (text.trim() === '' || reasons.has(index)) continue
    for (const kind of kinds)
      if (kind.pattern.test(text) && !isRead(kind, text, texts[index + 1] ?? '')) {
        if (kind.atLeast === undefined) {
          reasons.set(index, kind.reason)
          for (let own = index + 1; excerpt.test(texts[own] ?? ''); own++)
            reasons.set(own, kind.reason)
        } else rows.set(kind, [...(rows.get(kind) ?? []), index])
        break
      }
    if (
      (reasons.has(index) &&
        // What a test of Go logged stands below its end.
        !text.startsWith('--- FAIL') &&
        (exception.test(text) || frameBelow.test(texts[index + 1] ?? ''))) ||
      isNeutral(text) ||
      isWanted(text) ||
      isNeutralEnd(text)
    )
      for (const own of stackOf(texts, index))
        if (!hasCode(texts[own] ?? '') || own === index)
          reasons.set(own, 'the exception says nothing of Windows')
  }
  for (const [{ atLeast = 0, reason }, indices] of rows)
    if (indices.length >= atLeast) for (const index of indices) reasons.set(index, reason)
  return reasons
}

/** So much of a line is shown that was not taken. Characters. */
const mostShown = 60

/** The lines of a text, those left empty that report of something else than a call of Windows; and these, with the reason. */
export function withoutOthers(texts: readonly string[]): {
  readonly texts: readonly string[]
  readonly ignored: readonly NotTaken[]
} {
  const reasons = reasonsFor(texts)
  if (reasons.size === 0) return { texts, ignored: [] }
  return {
    texts: texts.map((text, index) => (reasons.has(index) ? '' : text)),
    ignored: [...reasons]
      .sort(([one], [other]) => one - other)
      .map(([index, reason]) => ({
        text: (texts[index] ?? '').trim().slice(0, mostShown),
        reason,
      })),
  }
}
