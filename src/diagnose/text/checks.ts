import { failureOf } from '../../declare/failures.ts'
import { openWidthTable } from '../../declare/widths/table.ts'
import { makesSocket } from '../functions.ts'
import type { Described } from './description.ts'
import { gated } from '../patterns/gated.ts'

/** A variable that takes the result of a function: `h = kernel32.CreateFileW(`. */
const assigned =
  /\b([A-Za-z_]\w{0,30}) ?(?::=|=(?!=)) ?[\w.:>(*) -]{0,40}?\b([A-Z][A-Za-z]{3,40}|_beginthread(?:ex)?|_get_osfhandle|socket|accept) ?\(/
/** The same in Go: `r0, _, e1 := syscall.Syscall(procCreateFileW.Addr(), …)`, `r1, _, err := procCreateFileW.Call(`. */
const assignedInGo = gated(
  /\b(\w{1,20}) ?, ?\w{1,20} ?, ?\w{1,20} ?:?= ?(?:[\w.]{1,30}\()?(?:\w{1,20}\.)?proc([A-Z]\w{3,40})\.(?:Addr\(\)|Call\()/i,
)
/** Longest line of code or of a sentence. Characters. */
const longest = 600
/** How far below its result is compared. Lines. */
const reach = 8
/** What a function that fails with -1 never returns as its failure. */
const zeros = String.raw`(?:0|NULL|null|nullptr|nil|None|Nothing|IntPtr\.Zero|(?:\w{1,12}::)?null(?:_mut)?\(\))`
/** The same of a function that fails with 0. */
const ones = String.raw`(?:-1|0[xX][fF]{8,16}|4294967295|INVALID_HANDLE_VALUE|(?:\w{1,12}\.)?InvalidHandle(?:Value)?)`
/** -1 in 32 bits, which a handle of 64 bits never is. */
const shortOnes = String.raw`(?:0[xX][fF]{8}|4294967295)`

/** Functions of the C runtime: https://learn.microsoft.com/en-us/cpp/c-runtime-library/reference/beginthread-beginthreadex */
const ofRuntime: Readonly<Record<string, 'zero' | 'all-ones'>> = {
  _beginthread: 'all-ones',
  _beginthreadex: 'zero',
  _get_osfhandle: 'all-ones',
}

/** What a function returns that failed, as far as it is a handle. */
function sentinelOf(called: string): 'zero' | 'all-ones' | undefined {
  if (Object.hasOwn(ofRuntime, called)) return ofRuntime[called]
  const name = openWidthTable().resolveFunctionName(called)
  const failure = name === undefined ? undefined : failureOf(name)?.failure
  return failure === 'zero' || failure === 'all-ones' ? failure : undefined
}

/** Whether a line compares a variable with one of some values, whichever stands first. */
function compares(line: string, variable: string, values: string): boolean {
  return new RegExp(
    [
      String.raw`\b${variable} ?(?:[=!]==?|<>|~=|\bis(?: not)?\b) ?(?:\(\w{1,12}\) ?\(?)?${values}(?![\w.])`,
      String.raw`(?<![\w.])${values} ?(?:[=!]==?|<>) ?(?:\w{1,12}(?:->|\.))?${variable}(?![\w.(])`,
      // Basic and Pascal compare with one sign.
      String.raw`\b(?:[Ii]f|[Ww]hile|[Uu]ntil|[Aa]nd|[Oo]r|Assert)\b ?\(?${variable} ?= ?(?:\w{1,12}\()?${values}(?![\w.])`,
    ].join('|'),
  ).test(line)
}

/** Whether a line only asks whether there is anything in a variable: `if (!h)`, `if not h`, `h.is_null()`. */
function asksForAny(line: string, variable: string): boolean {
  return new RegExp(
    String.raw`\b(?:if|unless|assert) ?\(?(?:!|not )? ?${variable} ?(?:\)|:|$|then\b|\{)|\b${variable}\.is_null\(\)`,
  ).test(line)
}

/** Whether a line gives a handle to a macro for an HRESULT, or of a variable of which only the sign counts. */
function asksAsResult(line: string, variable: string): boolean {
  return new RegExp(String.raw`\b(?:FAILED|SUCCEEDED) ?\( ?${variable} ?\)`).test(line)
}

/** Whether a line asks whether a variable is negative, which no socket is. */
function asksForSign(line: string, variable: string): boolean {
  return new RegExp(
    String.raw`(?<![\w.>])(?:\w{1,12}(?:->|\.))?${variable} ?(?:>=?|<) ?0(?![\w.])`,
  ).test(line)
}

/** Whether a variable is declared as a socket of Winsock; as an `int` it keeps the sign of -1. */
function isSocketIn(lines: readonly string[], variable: string): boolean {
  const declared = new RegExp(String.raw`\bSOCKET(?:[ ,]{1,2}\w{1,20}){0,4}[ ,]{1,2}${variable}\b`)
  return lines.some(line => line.length <= longest && declared.test(line))
}

function isMissed(line: string, variable: string, failure: 'zero' | 'all-ones'): boolean {
  if (asksAsResult(line, variable)) return true
  return failure === 'all-ones'
    ? compares(line, variable, zeros) ||
        compares(line, variable, shortOnes) ||
        asksForAny(line, variable)
    : compares(line, variable, ones)
}

/** A function whose result is compared where it is called: `if (CreateFileA(…) == NULL)`, `if ((h = OpenProcess(…)) == INVALID_HANDLE_VALUE)`. */
const comparedAtOnce = new RegExp(
  String.raw`\b([A-Z][A-Za-z]{3,40}|_beginthread(?:ex)?|_get_osfhandle) ?\([^;]{0,300}\)\)? ?(?:[=!]==?|<>) ?(?:(${zeros})|(${ones}))(?![\w.])|(?<![\w.])(?:(${zeros})|(${ones})) ?(?:[=!]==?|<>) ?\(?(?:\w{1,30} ?= ?)?([A-Z][A-Za-z]{3,40}|_beginthread(?:ex)?|_get_osfhandle) ?\(`,
)

function isComparedWrong(line: string): boolean {
  const [, before, zero, one, zeroBefore, oneBefore, behind] = comparedAtOnce.exec(line) ?? []
  const failure = sentinelOf(before ?? behind ?? '')
  if (failure === 'all-ones') return (zero ?? zeroBefore) !== undefined
  return failure === 'zero' && (one ?? oneBefore) !== undefined
}

const spokenZero = String.raw`(?:NULL|null(?:ptr)?|nil|zero|IntPtr\.Zero|0)`
const spokenOnes = String.raw`(?:INVALID_HANDLE_VALUE|invalid handle value|-1)`
const spoken = String.raw`[\x60'"“(]?(?:(${spokenZero})|(${spokenOnes}))(?!\w|\.\w)`
/** What people say that a result is compared with. */
const comparedInWords = gated(
  ...[
    String.raw`\b(?:check|compar|test|verif|validat)\w{0,4}\b.{0,60}?\b(?:against|with|to|for|if|is|equals?|using|whether|==|!=)\b ?(?:it |it['’]s |is |the result |equal to |the value )?${spoken}`,
    String.raw`\b(?:check|compar|test|verif|validat)\w{0,4} ${spoken}`,
    String.raw`(?<![\w.])(?:(NULL|null|nil|zero)|(INVALID_HANDLE_VALUE|-1))[- ](?:checks?|tests?|comparisons?)\b`,
    String.raw`\b(?:with|by|is|an?) [\x60'"“]?(if ?\( ?!? ?h\w{0,20} ?\))`,
  ].map(source => new RegExp(source, 'i')),
)
const namedFunction =
  /(?<!\w)([A-Z][a-z]+[A-Z][A-Za-z]{2,40}|_beginthread(?:ex)?|_get_osfhandle)\b/g
/** Words that say that it is right so. */
const asItShould =
  /\b(?:should|must|needs? to|ha(?:s|ve) to|please|better|correct(?:ly)?|fix(?:ed|es)?)\b[^.]{0,30}\b(?:check|compar|test|verif|validat)/i

/** Whether a sentence says that the result of a function is compared with what it returns when it fails, or with what it does not; `undefined` where it says neither. */
export function checkSaidIn(line: string): 'right' | 'wrong' | undefined {
  const match = asItShould.test(line) ? null : comparedInWords.exec(line)
  if (!match) return undefined
  const [, zero, , zeroAlone, , zeroBefore, , anyAsked] = match
  const compared = (zero ?? zeroAlone ?? zeroBefore ?? anyAsked) === undefined ? 'all-ones' : 'zero'
  const returned = [...line.matchAll(namedFunction)].flatMap(
    ([, name = '']) => sentinelOf(name) ?? [],
  )
  if (returned.length === 0) return undefined
  return returned.every(own => own === compared) ? 'right' : 'wrong'
}

function described(line: string, index: number): Described {
  return {
    classes: ['sentinel-mismatch', 'failed-open'],
    first: 'sentinel-mismatch',
    quote: line.trim().slice(0, 120),
    index,
    count: 1,
  }
}

/** The variable into which a result is converted on one of the next lines: `handle = Handle(r0)`. */
function keptIn(lines: readonly string[], at: number, variable: string): string {
  const kept = new RegExp(String.raw`\b(\w{1,30}) ?:?= ?[\w.]{1,30}\(${variable}\)`)
  const found = lines.slice(at + 1, at + 3).map(line => kept.exec(line)?.[1])
  return found.find(own => own !== undefined) ?? variable
}

/** Code, or a sentence, that compares what an open returned with a value that no failure of it has; the Windows headers say what it returns. */
export function wrongCheckIn(lines: readonly string[]): Described | undefined {
  for (const [at, line] of lines.entries()) {
    if (line.length > longest) continue
    if (isComparedWrong(line) || checkSaidIn(line) === 'wrong') return described(line, at)
    const inGo = assignedInGo.exec(line)
    const [, own = '', called = ''] = inGo ?? assigned.exec(line) ?? []
    const variable = inGo ? keptIn(lines, at, own) : own
    const isSocket = makesSocket.test(called)
    if (isSocket && !isSocketIn(lines, variable)) continue
    const failure = called === '' ? undefined : isSocket ? 'all-ones' : sentinelOf(called)
    if (failure === undefined) continue
    const below = lines
      .slice(at, at + reach)
      .findIndex(text =>
        isSocket ? asksForSign(text, variable) : isMissed(text, variable, failure),
      )
    if (below !== -1) return described(lines[at + below] ?? '', at + below)
  }
  return undefined
}

/** A call from Go whose result is not looked at: its error is the last error, and never nil. https://pkg.go.dev/syscall?GOOS=windows#Proc.Call */
const withoutResult = gated(/(?:^|[\s;])_ ?, ?_ ?, ?(err\w{0,8}|e) ?:?= ?[\w.]{1,40}\.Call\(/)

/** Code in Go that looks at the last error of a call, and not at its result. */
export function ignoredResultIn(lines: readonly string[]): Described | undefined {
  const index = lines.findIndex((line, at) => {
    const [, variable] = line.length > longest ? [] : (withoutResult.exec(line) ?? [])
    return (
      variable !== undefined &&
      lines
        .slice(at, at + 3)
        .some(own =>
          new RegExp(
            String.raw`\b${variable} ?!= ?(?:nil|\w{0,12}\.?NO_ERROR|ERROR_SUCCESS)\b`,
          ).test(own),
        )
    )
  })
  return index === -1
    ? undefined
    : {
        classes: ['stale-last-error'],
        quote: (lines[index] ?? '').trim().slice(0, 120),
        index,
        isTopic: true,
      }
}
