import type { Features, FeatureName } from '../mistakes/features.ts'
import { valuesOf } from '../mistakes/features.ts'
import { sentinelOf } from '../declare/failures.ts'
import { functionFacts } from './functions.ts'
import { type SeenCall, type Symptom } from './symptom.ts'
import type { Architecture } from '../declare/win32/architecture.ts'
import { UserProblem } from '../os/problem.ts'
import { similarNames } from '../text/near-names.ts'
import { allCodeNames, codeNames, codeOfName } from './text/codes.ts'
import { statusOutcomes } from './text/said.ts'
import { callBehind } from './known/typed-stand-ins.ts'
import { isTypedFunction } from './typed-functions.ts'
import { plainOutcome, typedOutcomes } from './typed-outcomes.ts'
import { runtimeNamed } from './text/runtimes.ts'

/** What a person typed, before it is understood. */
export interface SymptomOptions {
  readonly arch?: 'x64' | 'ia32' | 'arm64' | undefined
  readonly failed: readonly string[]
  readonly ok: readonly string[]
  readonly okOn?: 'x64' | 'ia32' | 'arm64' | undefined
  readonly sameOn?: 'x64' | 'ia32' | 'arm64' | undefined
  readonly intermittent?: boolean | undefined
  readonly handle?: string | undefined
  readonly ffi?: string | undefined
  readonly runtime?: string | undefined
  readonly seen: readonly string[]
}

/** An option that says nothing: one sentence. */
export class OptionProblem extends UserProblem {
  override readonly name = 'OptionProblem'
}

const architectureNames: Readonly<Record<string, Architecture>> = {
  ...{ x64: 'x64', amd64: 'x64', x86_64: 'x64', '64': 'x64', '64-bit': 'x64', win64: 'x64' },
  ...{
    ia32: 'ia32',
    x86: 'ia32',
    i386: 'ia32',
    i686: 'ia32',
    '386': 'ia32',
    '32': 'ia32',
    '32-bit': 'ia32',
    win32: 'ia32',
  },
  ...{ arm64: 'arm64', aarch64: 'arm64', arm: 'arm64' },
}

/** An architecture by any of its names: `x86` is ia32. Throws OptionProblem with one sentence. */
export function architectureOf(name: string): Architecture {
  const key = name.trim().toLowerCase()
  const found = Object.hasOwn(architectureNames, key) ? architectureNames[key] : undefined
  if (found) return found
  throw new OptionProblem(
    `Not an architecture: ${JSON.stringify(name)}; expected x64 (amd64), ia32 (x86) or arm64 (aarch64)`,
  )
}

/** How a number says that a call ended: a Win32 code, an HRESULT that wraps one, or an NTSTATUS. */
function outcomeOfNumber(text: string): Omit<SeenCall, 'call'> {
  const value = BigInt(text)
  if (!text.startsWith('0x') && value >= 0n && value < 0x80000000n)
    return { outcome: String(value) }
  const status = BigInt.asUintN(32, value).toString(16)
  if (/^8007[0-9a-f]{4}$/.test(status))
    return { outcome: String(Number.parseInt(status.slice(4), 16)) }
  const known = statusOutcomes[status]
  if (known === undefined) return { outcome: String(BigInt.asUintN(32, value)) }
  return known === '6' ? { outcome: known, status } : { outcome: known }
}

/** ` did you mean …?`, where a name is similar; empty where none is. */
function meant(names: readonly string[], typed: string): string {
  const near = similarNames(names, typed)
  return near.length === 0 ? '' : ` did you mean ${near.join(' or ')}?`
}

/** What was meant by a code: of the names that are met most, else of all of them. */
function meantCode(value: string): string {
  return meant([...typedOutcomes, ...codeNames], value) || meant(allCodeNames(), value)
}

/** A function by the name that a person gives it: one of a runtime stands for the one of Windows that it calls. */
function calledBy(name: string): Pick<SeenCall, 'call' | 'via'> {
  const call = functionFacts(name) === undefined ? callBehind(name) : undefined
  return call === undefined ? { call: name } : { call, via: name }
}

/** Functions of runtimes have dots or colons in their names: `Console.ReadKey`, `Command::spawn`, `[Console]::Title`. */
const functionName = String.raw`\[?[A-Za-z_][\w.:[\]]{0,79}`

const failedCall = new RegExp(
  String.raw`^(?:(${functionName})?=)?(-?\d{1,10}|0x[0-9a-f]{1,8}|c[0-9a-f]{7}|[a-z_-]+)(?:\/(?:0x)?(c0[0-9a-f]{6}))?$`,
  'i',
)

/**
 * `ReadFile=6`, `ReadFile=6/C0000024`, `ReadFile=0x80070006`, `ReadFile=C0000005`, `ReadFile=crash`; `6`, `crash` or `=6` where
 * the call is not known, and a function alone where its code is not.
 */
export function parseFailed(text: string): SeenCall {
  const alone = text.trim()
  if (isTypedFunction(alone) || callBehind(alone) !== undefined)
    return { ...calledBy(alone), outcome: 'failed' }
  const match = failedCall.exec(alone)
  const typed = match?.[2]?.toLowerCase() ?? ''
  const value = plainOutcome(typed)
  const named = codeOfName(value.toUpperCase())
  const isNumber = /^(?:-?\d|0x|c[0-9a-f]{7}$)/.test(value)
  const own = calledBy(match?.[1] ?? '')
  if (match && named !== undefined) return { ...own, outcome: named }
  if (!match || !(isNumber || value === 'failed' || typedOutcomes.includes(value)))
    throw new OptionProblem(
      `Not a failed call: ${JSON.stringify(text)};${meantCode(value)} expected FUNCTION=CODE, for example --failed ReadFile=6, ReadFile=ERROR_INVALID_HANDLE or ReadFile=6/C0000008 (with its NTSTATUS), CODE alone where the function is not known, for example --failed 6, or a function alone where its code is not; instead of the code, one of ${typedOutcomes.join(', ')}`,
    )
  const status = match[3]?.toLowerCase()
  // A function that returns its status sets no code.
  const ofStatus = value === '0' && status !== undefined ? statusOutcomes[status] : undefined
  if (ofStatus !== undefined && ofStatus !== '6') return { ...own, outcome: ofStatus }
  // What FindWindow returns is typed as its code.
  if (value === '0' && sentinelOf(functionFacts(own.call)?.name ?? '') === 'zero')
    return { ...own, outcome: 'failed', isZero: true }
  return {
    ...own,
    ...(isNumber ? outcomeOfNumber(value.replace(/^c/, '0xc')) : { outcome: value }),
    ...(status === undefined ? {} : { status }),
  }
}

/** Calls of one process: what stands behind `ia32:` (or its like) belongs to the process of the other width. */
function parseCalls({
  arch,
  failed,
  ok,
}: SymptomOptions): Pick<Symptom, 'failed' | 'ok' | 'elsewhere'> {
  const apart = (
    texts: readonly string[],
  ): { readonly here: readonly string[]; readonly there: readonly string[] } => {
    const here: string[] = []
    const there: string[] = []
    for (const text of texts) {
      const [, named, rest = ''] = /^(x64|ia32|arm64|x86|amd64):(.*)$/i.exec(text.trim()) ?? []
      if (named !== undefined && arch === undefined)
        throw new OptionProblem(
          `${JSON.stringify(text)} names a process; say with --arch which one fails, so that the other can be told from it`,
        )
      if (named === undefined || architectureOf(named) === arch)
        here.push(named === undefined ? text : rest)
      else there.push(rest)
    }
    return { here, there }
  }
  const failures = apart(failed)
  const successes = apart(ok)
  const elsewhere = {
    failed: failures.there.map(parseFailed),
    ok: successes.there.map(name => calledBy(name).call),
  }
  return {
    failed: failures.here.map(parseFailed),
    ok: successes.here.map(name => calledBy(name.trim()).call),
    ...(elsewhere.failed.length + elsewhere.ok.length > 0 ? { elsewhere } : {}),
  }
}

function parseHandle(text: string): bigint {
  if (!/^(?:-?\d{1,20}|0x[0-9a-f]{1,16})$/i.test(text.trim()))
    throw new OptionProblem(
      `Not a handle: ${JSON.stringify(text)}; expected a number, for example --handle 0x54`,
    )
  return BigInt(text.trim())
}

/** Observations that `--seen` takes; the others have options of their own. */
const seenNames = [
  'outcome',
  'call',
  'open',
  'layout',
  'check',
  'siblings',
  'before',
  'redirected',
  'hint',
  'rhythm',
] as const satisfies readonly FeatureName[]

function notSeen(text: string, name: string, value: string): OptionProblem {
  const known = seenNames.find(one => one === name)
  const expected =
    known === undefined
      ? seenNames.map(one => `${one}=${valuesOf(one).join('|')}`).join(', ')
      : `${valuesOf(known)
          .map(one => `${known}=${one}`)
          .join(' or ')}${known === 'outcome' ? ', or another code' : ''}`
  const near =
    known === undefined
      ? meant(seenNames, name)
      : known === 'outcome'
        ? meantCode(value)
        : meant(valuesOf(known), value)
  return new OptionProblem(
    `Not an observation: ${JSON.stringify(text)};${near} expected ${expected}`,
  )
}

/** How an unnamed call ended: `outcome=6`, `outcome=denied`. */
function parseOutcome(text: string, value: string): SeenCall {
  try {
    return parseFailed(`=${value}`)
  } catch (error) {
    if (error instanceof OptionProblem) throw notSeen(text, 'outcome', value)
    throw error
  }
}

/** `layout=wrong`: an observation by its name. An outcome is a call that failed. */
function parseSeen(texts: readonly string[]): {
  readonly also: Features
  readonly failed: readonly SeenCall[]
} {
  const also: Record<string, string[]> = {}
  const failed: SeenCall[] = []
  for (const text of texts) {
    const [, name = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(text.trim()) ?? []
    const known = seenNames.find(one => one === name)
    if (known === 'outcome') failed.push(parseOutcome(text, value))
    else if (known === undefined || !valuesOf(known).includes(value))
      throw notSeen(text, name, value)
    else also[known] = [...(also[known] ?? []), value]
  }
  return { also, failed }
}

/** A failure of which nothing is known but that it is one. */
const unknownFailure: SeenCall = { call: '', outcome: 'failed' }

/** An outcome without a function repeats that of a call that is named, or says how the one ended of which nothing else is known. Who says what kind of call it was, what its message says, or where it works, means one that failed. */
function withUnnamed(
  calls: readonly SeenCall[],
  { also, failed }: ReturnType<typeof parseSeen>,
  isElsewhere: boolean,
): readonly SeenCall[] {
  const [only, ...others] = calls
  const [seen, ...more] = failed
  if (
    only?.outcome === 'failed' &&
    only.isZero !== true &&
    others.length === 0 &&
    seen &&
    more.length === 0
  )
    return [{ ...seen, call: only.call }]
  const all = [
    ...calls,
    ...failed.filter(({ outcome }) => !calls.some(call => call.outcome === outcome)),
  ]
  return all.length === 0 && (isElsewhere || (also.call ?? also.hint) !== undefined)
    ? [unknownFailure]
    : all
}

/** `ctypes`, `P/Invoke`, with the runtime that tells old from new. */
function parseFfi(
  ffi: string | undefined,
  runtime: string | undefined,
): Pick<Symptom, 'ffi' | 'ffiName' | 'host' | 'runtime'> {
  if (ffi === undefined && runtime === undefined) return {}
  const named = runtimeNamed(ffi ?? '', runtime ?? '')
  if ('near' in named)
    throw new OptionProblem(
      `Unknown FFI or runtime ${JSON.stringify(ffi ?? runtime)}${named.near.length === 0 ? ';' : `; did you mean ${named.near.join(' or ')}?`} expected a name such as ctypes, P/Invoke, koffi or VBA, or native for a compiler`,
    )
  return {
    ffi: named.kind,
    ffiName: named.ffi,
    ...(named.host === undefined ? {} : { host: named.host }),
    ...(named.runtime === undefined ? {} : { runtime: named.runtime }),
  }
}

/** The symptom that options describe. Throws OptionProblem with one sentence. */
export function symptomOf(options: SymptomOptions): Symptom {
  const { arch, okOn, sameOn, intermittent, handle, ffi, runtime } = options
  if (okOn !== undefined && okOn === arch)
    throw new OptionProblem(
      `--ok-on ${okOn} says that it works where --arch says that it fails; name the other architecture`,
    )
  if (okOn !== undefined && okOn === sameOn)
    throw new OptionProblem(
      `--ok-on and --same-on both name ${okOn}; it works there or it fails there`,
    )
  const calls = parseCalls(options)
  const seen = parseSeen(options.seen)
  return {
    ...calls,
    failed: withUnnamed(calls.failed, seen, arch !== undefined && (okOn ?? sameOn) !== undefined),
    also: seen.also,
    ...(arch ? { architecture: arch } : {}),
    ...(okOn ? { okOn } : {}),
    ...(sameOn ? { sameOn } : {}),
    ...(intermittent === undefined ? {} : { intermittent }),
    ...(handle === undefined ? {} : { handle: parseHandle(handle) }),
    ...parseFfi(ffi, runtime),
  }
}

/** What the options say counts before what a text says; failures and successes add up. */
export function joinSymptoms(said: Symptom, read: Symptom): Symptom {
  const named = said.failed.filter(call => call !== unknownFailure)
  return {
    ...read,
    ...said,
    failed: [named, read.failed, said.failed].find(({ length }) => length > 0) ?? [],
    ok: [...said.ok, ...read.ok],
    also: { ...read.also, ...said.also },
  }
}
