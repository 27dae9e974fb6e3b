import { sentinelOf } from '../../failures.ts'
import type { FailureTest, Value } from '../../model.ts'
import { matchBrackets } from './blanks.ts'
import { exportOf } from './program.ts'

/** How a language calls, compares and asks whether there is something. Patterns are sources of regular expressions. */
export interface LookSyntax {
  /** Operators that ask whether two values are the same, longer ones first. */
  readonly same: string
  /** The operator that negates a condition: `!`, `not`; absent where a result cannot be a condition. */
  readonly not?: string
  /** What stands before and behind a bare name that is a condition; absent where a name cannot be one. */
  readonly bare?: readonly [before: string, behind: string]
  /** The value that a name is compared with where it is a condition by itself. */
  readonly missing: Value
  /** Functions of a library are called through an object; a bare name is a function of the program. */
  readonly needsOwner?: true
  /** A method that compares with its argument. */
  readonly equals?: string
  /** The values that an expression stands for; undefined where that is not known. */
  values(written: string): readonly Value[] | undefined
}

/** A program as the scanner sees it. `masked` has blanks for comments and texts, and the places of `text`. */
export interface LookedAt {
  readonly text: string
  readonly masked: string
  /** Where the function around a place ends. */
  end(at: number): number
}

export interface ResultLook {
  readonly name: string
  /** What stands before the name: `Kernel32.INSTANCE.` */
  readonly owner: string
  readonly at: number
  readonly tests: readonly FailureTest[]
}

/** In characters; longer functions are generated code. */
const longest = 20_000
const call =
  /(?<![\w.$])([\w$][\w.$]{0,100}(?:\[\w{1,20}\])?)\s*=\s*(?:\(\s*[\w.]+\s*\*?\s*\)\s*)?((?:[\w$]+(?:\(\))?\s*[.:]\s*){0,6})(\w{3,60})\s*\(/g
const condition =
  /\b(?:if|elif|elseif|while|until|assert)\b[\s(]{0,20}((?:[\w$]+(?:\(\))?\s*[.:]\s*){0,6})(\w{3,60})\s*\(/g
/** Names of functions that may check the result that they are passed. */
const elsewhere = /valid|check|assert|throw|fail|null|error|bad|ok\b/i

/**
 * Results of functions with a failure value of their own that are compared with constants in the function of the call.
 * Where any look at the result is not understood, the call is left alone.
 */
export function looksIn(program: LookedAt, syntax: LookSyntax): ResultLook[] {
  const { masked } = program
  const closing = matchBrackets(masked, '(', ')')
  return [...heldLooks(program, syntax, closing), ...directLooks(program, syntax, closing)]
}

/** Calls whose result is compared at once: `if (CreateFile(…) == INVALID_HANDLE_VALUE)`. */
function directLooks(
  { text, masked }: LookedAt,
  syntax: LookSyntax,
  closing: ReadonlyMap<number, number>,
): ResultLook[] {
  return [...masked.matchAll(condition)].flatMap(found => {
    const [whole, owner = '', called = ''] = found
    const name = exportOf(called, 'W')
    const closes = closing.get(found.index + whole.length - 1)
    if (sentinelOf(name) === undefined || closes === undefined) return []
    if (syntax.needsOwner && owner === '') return []
    const asked = new RegExp(`^\\s*(${syntax.same})`).exec(masked.slice(closes + 1, closes + 200))
    const spell = (said: string): string => `${called}(…) ${asked?.[1] ?? ''} ${said}`
    const tests = asked && testOf(text, closes + 1 + asked[0].length, spell, syntax)
    return Array.isArray(tests)
      ? [{ name, owner: owner.replace(/\s/g, ''), at: found.index, tests }]
      : []
  })
}

function heldLooks(
  program: LookedAt,
  syntax: LookSyntax,
  closing: ReadonlyMap<number, number>,
): ResultLook[] {
  const { masked } = program
  return [...masked.matchAll(call)].flatMap(found => {
    const [whole, variable = '', owner = '', called = ''] = found
    const name = exportOf(called, 'W')
    const opens = found.index + whole.length - 1
    const closes = closing.get(opens)
    if (sentinelOf(name) === undefined || closes === undefined) return []
    if (syntax.needsOwner && owner === '') return []
    const isInner = /[(&|]\s*$/.test(masked.slice(Math.max(0, found.index - 40), found.index))
    const end = Math.min(program.end(found.index), closes + longest)
    const again = new RegExp(`(?<![\\w.$])${escaped(variable)}\\s*=(?![=])`, 'g')
    again.lastIndex = closes
    const next = again.exec(masked)?.index ?? end
    const tests = [
      directTest(program, closes + 1, isInner, syntax),
      ...testsOf(variable, program, [closes + 1, Math.min(end, next)], syntax),
    ]
    const known = tests.flatMap(test => (test === 'unclear' ? [] : (test ?? [])))
    return tests.includes('unclear') || known.length === 0
      ? []
      : [{ name, owner: owner.replace(/\s/g, ''), at: found.index, tests: known }]
  })
}

function escaped(name: string): string {
  return name.replace(/[.$[\]]/g, '\\$&')
}

type Test = FailureTest[] | 'unclear' | undefined

/** `if ((h = CreateFile(…)) == INVALID_HANDLE_VALUE)`, or a call that is a condition itself. */
function directTest(
  { text, masked }: LookedAt,
  from: number,
  isInner: boolean,
  syntax: LookSyntax,
): Test {
  const behind = masked.slice(from, from + 200)
  const [whole, brackets = '', operator] =
    new RegExp(`^\\s*([)\\s]*)(${syntax.same})`).exec(behind) ?? []
  if (whole !== undefined && brackets.includes(')'))
    return testOf(text, from + whole.length, written => `… ${operator ?? ''} ${written}`, syntax)
  const goesOn = /^[ \t]*([.?<>+\-|&:]|or\b|and\b)/.test(behind) || whole !== undefined
  return isInner || goesOn ? 'unclear' : undefined
}

const value = /^\s*((?:-\s*)?[\w.$~]+(?:\s*\((?:[^()\n]|\([^()\n]*\))*\))?)/

/** A comparison with what stands at a place. */
function testOf(
  text: string,
  at: number,
  spell: (written: string) => string,
  { values }: LookSyntax,
): Test {
  const written = value.exec(text.slice(at, at + 200))?.[1]?.trim()
  const found = written === undefined ? undefined : values(written)
  return written !== undefined && found
    ? found.map(one => ({ spelled: spell(written), value: one, loose: false }))
    : 'unclear'
}

/** What the program asks of a name at each place where it stands, up to `to`. */
function testsOf(
  variable: string,
  program: LookedAt,
  [from, to]: readonly [from: number, to: number],
  syntax: LookSyntax,
): Test[] {
  const name = new RegExp(`(?<![\\w.$])${escaped(variable)}(?![\\w$\\[])`, 'g')
  return [...program.masked.slice(from, to).matchAll(name)].map(({ index }) =>
    lookAt(variable, program, from + index, syntax),
  )
}

function lookAt(
  variable: string,
  { text, masked }: LookedAt,
  at: number,
  syntax: LookSyntax,
): Test {
  const { same, not, bare, missing, equals } = syntax
  const end = at + variable.length
  const before = masked.slice(Math.max(0, at - 200), at)
  const behind = masked.slice(end, end + 200)
  const isOwner = /^\s*\.|^:\w/.test(behind)
  const asked = new RegExp(`^\\s*(${same})`).exec(behind)
  if (asked)
    return testOf(
      text,
      end + asked[0].length,
      said => `${variable} ${asked[1] ?? ''} ${said}`,
      syntax,
    )
  const turned = new RegExp(`([\\w.$-]+(?:\\([^()\\n]*\\))?)\\s*(?:${same})\\s*$`).exec(before)
  if (turned)
    return isOwner
      ? 'unclear'
      : testOf(text, at - turned[0].length, said => `${said} and ${variable}`, syntax)
  if (equals !== undefined) {
    const other = new RegExp(`^\\s*\\.\\s*${equals}\\s*\\(`).exec(behind)
    const owner = new RegExp(`[\\w.$]+\\s*\\.\\s*${equals}\\s*\\(\\s*$`).exec(before)
    const spell = (said: string): string => `${said}.${equals}(${variable})`
    if (other)
      return testOf(text, end + other[0].length, said => `${variable}.${equals}(${said})`, syntax)
    if (owner) return ownerTest(text, at - owner[0].length, equals, spell, syntax)
  }
  if (isUnclear(before, behind, syntax)) return 'unclear'
  const negated = not === undefined ? null : new RegExp(`(?:${not})\\s*$`).exec(before)
  const isBehind = bare !== undefined && new RegExp(`^\\s*(?:${bare[1]})`).test(behind)
  const condition = negated ?? (isBehind ? new RegExp(`(?:${bare[0]})\\s*$`).exec(before) : null)
  const spelled = `${condition?.[0].replace(/[\s(]+/g, ' ').trim() ?? ''} ${variable}`
  return condition && !isOwner ? [{ spelled, value: missing, loose: true }] : undefined
}

/** `INVALID_HANDLE_VALUE.equals(h)`. */
function ownerTest(
  text: string,
  at: number,
  equals: string,
  spell: (said: string) => string,
  { values }: LookSyntax,
): Test {
  const said = new RegExp(`^([\\w.$]+?)\\s*\\.\\s*${equals}`).exec(text.slice(at, at + 200))?.[1]
  const found = said === undefined ? undefined : values(said)
  return said !== undefined && found
    ? found.map(one => ({ spelled: spell(said), value: one, loose: false }))
    : 'unclear'
}

/** Whether the result is compared by order, converted before it is compared, or passed to a function that may check it. */
function isUnclear(before: string, behind: string, { same }: LookSyntax): boolean {
  if (/^\s*[<>]/.test(behind) || /[^-=][<>]=?\s*$/.test(before)) return true
  const [rest = ''] = (behind.split('\n')[0] ?? '').split(/\band\b|\bor\b|&&|\|\|/)
  if (/^\s*[.:)]/.test(rest) && new RegExp(`(?:${same})|[<>]`).test(rest)) return true
  const passedTo = /(\w+)\s*\(\s*(?:[^()\n]*,\s*)?$/.exec(before)?.[1]
  return passedTo !== undefined && elsewhere.test(passedTo)
}
