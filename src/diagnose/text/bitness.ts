import {
  widthsOfProcesses,
  widthsOfThemselves,
  type WidthOfProcess,
} from '../known/widths-of-processes.ts'
import { gated } from '../patterns/gated.ts'
import type { Architecture } from '../../declare/win32/architecture.ts'
import { readOutcome } from './codes.ts'
import { narrowOnWide, onlyWidthIn } from './one-width.ts'
import type { NotTaken } from './said.ts'
import {
  bitWord,
  systemBefore,
  systemElsewhere,
  systemBehind,
  isOn,
  valueBefore,
  valueBehind,
  fails,
  works,
  failsElsewhere,
  isFine,
  not,
  isAbsent,
} from './words-of-widths.ts'

/** What a text says of processes and their widths. */
export interface Bitness {
  /** Of the process that fails. */
  readonly architecture?: Architecture
  /** Of a process in which the same works. */
  readonly okOn?: Architecture
  readonly ignored: readonly NotTaken[]
}

/** The width that a clause in front named: `on ARM it was never observed there`. */
const backwards = /\b(?:there|in that (?:one|build|case|version|process))\b/i
/** The process of which the text is, whatever else it says: `when the calling process is 64-bit`. */
const ofItself = gated(
  /\b(?:calling|current|running|my|our|host|target(?:ed)?|own) (?:process|program|app(?:lication)?|executable|interpreter|build)\b (?:itself )?(?:is|was|runs? as|being)\b.{0,12}?\b(?:(64[- ]?bits?|x64|amd64)|(arm64)|32[- ]?bits?|x86|ia32)\b/i,
)

/** That it is to work there one day. */
const wished = /\b(?:to|should|must|make (?:it|this))\s(?:run|work)\b/i

/** Clauses of a sentence: what one half says does not hold for the other. */
function clausesOf(line: string): readonly string[] {
  return line.split(
    /[.;,!?](?=\s|$)|[。；！？]|\b(?:but|while|whereas|however|though|and|aber|only on)\b| \/ |(?<!\p{L})(?:mais|pero|ma|mas|maar|men|ale|но|але)(?!\p{L})|が(?= ?[x36])|지만|(?<=\p{Script=Hangul})고 |但是?/iu,
  )
}

/** A clause that says that it does not happen there. */
const absent = /^\s?not\s(?:(?:in|on|with|for|under)\s)?(?:an?\s)?\S{2,8}\s?$/i

interface Width {
  readonly architecture: Architecture
  readonly isSystem: boolean
}

function widthsIn(clause: string): readonly Width[] {
  return [...clause.matchAll(bitWord)].flatMap((match): Width[] => {
    const before = clause.slice(Math.max(0, match.index - 40), match.index)
    const behind = clause.slice(match.index + match[0].length)
    if (valueBefore.test(before) || valueBehind.test(behind)) return []
    const architecture =
      match[1] === undefined ? (match[2] === undefined ? 'ia32' : 'x64') : 'arm64'
    return [
      {
        architecture,
        // Windows of 32 bits runs no other processes: `on 32-bit Windows`.
        isSystem:
          systemBefore.test(before) ||
          systemElsewhere.test(before) ||
          (systemBehind.test(behind) && !(architecture === 'ia32' && isOn.test(before))),
      },
    ]
  })
}

const narrowOne = String.raw`(?:x86|i[36]86|386|ia32|win32|32(?:[- ]?bits?)?)`
const wideOne = String.raw`(?:x64|x86[_-]64|amd64|win64|64(?:[- ]?bits?)?)`
const ofBuild = '(?: (?:builds?|versions?|process(?:es)?))?'
const andOr = String.raw`(?: ?[/&+] ?|,? (?:and|or|as well as|und|et|y|or even|and also) (?:(?:on|in|for|under|with) )?(?:an? |the )?)`
/** Both widths in one breath, of which neither is that of the process: `for 32-bit and 64-bit`; not of `works on x86 and x64 fails`. */
const bothWidths = new RegExp(
  String.raw`(?<![\w-])(?:${narrowOne}${ofBuild}${andOr}${wideOne}|${wideOne}${ofBuild}${andOr}${narrowOne})(?![\w-])(?! (?:it |one |version |build )?(?:fails?|failed|crash\w*|do(?:es)?(?:n['’]t| not)|is not|works?|runs?))`,
  'gi',
)

/** A title that names the width: `GetEndpoints() returns nothing on 64-bit Windows`. That of the system in a list of versions says nothing. */
const inTitle = gated(
  /(?<!\b(?:am|['’]m|are|running) )\b(?:on|in|under|with|for)\b (?!windows ?\d)(?:[\w.']{1,12} ){0,2}?(?:64[- ]?bits?|x64|win64|amd64)\b(?!-based)/i,
  /\S [[(](?:64[- ]?bits?|x64)[\])]\s{0,3}$/i,
)

function isOfWideTitle(lines: readonly string[]): boolean {
  const title = (lines.find(line => line.trim() !== '') ?? '').replace(bothWidths, ' ')
  return inTitle.test(title) && !works.test(title)
}

/** An address above 4 GB at which a process crashed. */
const wideAddress =
  /\bviolation\b.{0,60}\b0x0{0,7}[1-9a-f][0-9a-f]{8,15}\b|\bfault address 0x0{0,7}[1-9a-f][0-9a-f]{8,15}\b/i

/** The exception of an address in what a debugger says, whatever its language: \`0xC0000005: 0x00000000EDD384A8 …\`. */
const faultAddress = /C0000005: .{0,80}?\b0x([0-9a-f]{16}|[0-9a-f]{8})\b/i

/** Digits of the address at which a process crashed, as a debugger writes them. */
function faultDigits(lines: readonly string[]): number | undefined {
  for (const line of lines) {
    const [, digits] = faultAddress.exec(line) ?? []
    if (digits !== undefined) return digits.length
  }
  return undefined
}

/** An address in as many digits as a pointer has, as printf("%p") and debuggers write it, some digits masked or not: \`access violation reading 0x00000004\`. */
const shortAddress =
  /\bviolation\b.{0,60}\b(?:reading|writing|executing|read of address|write of address)(?: location)?:? (?:0x)?[0-9a-fx?*]{8}(?![0-9a-fx?*])/i
const longAddress =
  /\bviolation\b.{0,60}\b(?:reading|writing|executing|read of address|write of address)(?: location)?:? (?:0x)?[0-9a-fx?*]{16}(?![0-9a-fx?*])/i

/** What clauses say of widths in words. */
interface ToldWidths {
  failing?: Architecture
  okOn?: Architecture
  readonly mentioned: Architecture[]
  /** The clause that names the width of Windows. */
  system?: string
  isArm: boolean
}

/** The same while it is read. */
interface Telling extends ToldWidths {
  isOkOnSystem: boolean
  /** The width that was named last. */
  last?: Architecture | undefined
}

const anyWidth = String.raw`["']?(?:x86|x64|x86[_-]64|amd64|arm64|aarch64|ia32|i386|win32|win64|386|any ?cpu)["']?`
/** Architectures in a list, of which none is that of the process: `[x86, x64, arm64]`. */
const listOfWidths = new RegExp(
  String.raw`\[${anyWidth}(?:, ?${anyWidth}){1,5}\]|(?<![\w-])${anyWidth}(?:(?:, ?| ?[|/] ?)${anyWidth}){1,5}(?:,? (?:and|or|und|et|y) |, ?| ?[|/] ?)${anyWidth}(?![\w-])`,
  'gi',
)

/** Adds what a clause says. */
function readClause(clause: string, told: Telling): void {
  const widths = widthsIn(clause)
  if (widths.length === 0) {
    if (told.last && backwards.test(clause) && isAbsent.test(clause)) told.okOn ??= told.last
    return
  }
  told.last = widths.at(-1)?.architecture
  // "in x86, but not x64": the failure is absent on x64.
  const isOk =
    (isFine(clause) && !wished.test(clause)) || absent.test(clause) || isAbsent.test(clause)
  const isFailing =
    fails.test(clause) ||
    failsElsewhere.test(clause) ||
    not.test(clause) ||
    wished.test(clause) ||
    ofItself.test(clause)
  for (const { architecture, isSystem } of widths) {
    if (isSystem) {
      told.system ??= clause.trim().slice(0, 60)
      told.isArm ||= architecture === 'arm64'
    }
    // "It fails on 64-bit Windows" is meant of the process, however it is said.
    if (isOk) {
      told.isOkOnSystem ||= told.okOn === undefined && isSystem
      told.okOn ??= architecture
    } else if (isFailing) told.failing ??= architecture
    else if (!isSystem) told.mentioned.push(architecture)
  }
}

/** In front of the width of a program in brackets: `(64-Bit-Excel)`. */
const inBrackets =
  /\((?=(?:32|64)[- ]?bit\w{0,4}[- ](?:Python|Excel|Office|Access|Word|JVM|Java|Node|process|build|app|exe|Version)|win(?:32|64)\))/gi
/** That a width has nothing to do with it. */
const isBeside =
  /\bnothing to do with\b|\bnichts (?:damit )?zu tun\b|\brien à voir\b|\bnada que ver\b/i

function widthsToldIn(lines: readonly string[]): ToldWidths {
  const told: Telling = { isArm: false, isOkOnSystem: false, mentioned: [] }
  for (const line of lines)
    if (/32|64|86|amd|arm/i.test(line))
      for (const clause of clausesOf(
        line.replace(listOfWidths, ' ').replace(bothWidths, ' ').replace(inBrackets, ' '),
      ))
        if (!isBeside.test(clause)) readClause(clause, told)
  // Processes of both widths run on 64-bit Windows: that it works there says of a process only where another fails.
  if (told.isOkOnSystem && told.okOn === 'x64' && told.failing !== 'ia32') delete told.okOn
  return told
}

/** Whether a line shows a process in which all is well: `With GOARCH=386 everything works`. */
function isOfGoodOne(line: string, marks: WidthOfProcess['marks']): boolean {
  return clausesOf(line).some(clause => isFine(clause) && marks.some(mark => mark.test(clause)))
}

/** The width of the one process that is shown and in which all is well. */
function fineIn(lines: readonly string[]): Architecture | undefined {
  const fine = widthsOfProcesses.filter(({ marks }) => lines.some(line => isOfGoodOne(line, marks)))
  return fine.length === 1 ? fine[0]?.architecture : undefined
}

/** The widths of the processes that runtimes, debuggers and Windows show, and of which nobody says that all is well there. */
function shownIn(
  lines: readonly string[],
  widths: readonly WidthOfProcess[],
): readonly Architecture[] {
  return widths
    .filter(({ marks }) =>
      marks.some(mark => lines.some(line => mark.test(line) && !isOfGoodOne(line, marks))),
    )
    .map(({ architecture }) => architecture)
}

const inWords = /\b(?:32|64)[- ]?bits?\b|\b(?:x64|x86|amd64|ia32|arm64)\b/i

/** Where two processes are shown, each on a line of its own, that of the one line that tells a failure, and that of the other. */
function failingOf(
  lines: readonly string[],
): Pick<Required<Bitness>, 'architecture' | 'okOn'> | undefined {
  const shown = lines.flatMap(line => {
    const [own, ...rest] = inWords.test(line) ? shownIn([line], widthsOfProcesses) : []
    return own === undefined || rest.length > 0
      ? []
      : [{ own, isFailing: readOutcome(line).said !== undefined }]
  })
  const failing = shown.filter(({ isFailing }) => isFailing)
  const other = shown.filter(({ isFailing }) => !isFailing)
  const [one] = failing
  const [two] = other
  return failing.length === 1 && other.length === 1 && one && two && one.own !== two.own
    ? { architecture: one.own, okOn: two.own }
    : undefined
}

/** Reads widths in words, clause by clause. Lines are short, and each is looked at once. */
export function bitnessIn(lines: readonly string[]): Bitness {
  const own = shownIn(lines, widthsOfThemselves)
  const processes = own.length === 1 ? own : shownIn(lines, widthsOfProcesses)
  // Where runtimes of two widths are shown, the words say which one fails.
  const process = processes.length === 1 ? processes[0] : undefined
  const isWide =
    processes[0] !== 'arm64' &&
    ((processes.length === 0 && faultDigits(lines) === 16) ||
      lines.some(line => wideAddress.test(line) || longAddress.test(line)))
  const told = processes.length > 1 ? failingOf(lines) : undefined
  if (told) return { ...told, ignored: [] }
  const only = processes.length === 0 ? onlyWidthIn(lines) : undefined
  if (only) return { architecture: only, okOn: only === 'x64' ? 'ia32' : 'x64', ignored: [] }
  if (processes.length === 0 && lines.some(line => narrowOnWide.test(line)))
    return { architecture: 'ia32', ignored: [] }
  const isShort =
    processes.length === 0 &&
    (faultDigits(lines) === 8 || lines.some(line => shortAddress.test(line)))
  const { failing, okOn = fineIn(lines), mentioned, system, isArm } = widthsToldIn(lines)
  const architecture =
    (own.length === 1 ? own[0] : undefined) ??
    (isWide ? 'x64' : process) ??
    failing ??
    (isShort && okOn !== 'ia32' ? 'ia32' : undefined) ??
    mentioned.find(own => own !== okOn) ??
    processes[0] ??
    (okOn === undefined && !isArm && isOfWideTitle(lines) ? 'x64' : undefined) ??
    (isArm && okOn !== 'arm64' ? 'arm64' : undefined)
  return {
    ...(architecture ? { architecture } : {}),
    ...(okOn && okOn !== architecture ? { okOn } : {}),
    ignored:
      system !== undefined && architecture === undefined
        ? [{ text: system, reason: 'it says how many bits Windows has, not the process' }]
        : [],
  }
}
