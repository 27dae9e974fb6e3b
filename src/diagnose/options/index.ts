import { withoutContradiction } from '../contradictions.ts'
import { OptionProblem } from './problem.ts'
import type { SeenCall, Symptom } from '../symptom.ts'
import { isUnknownFfi } from '../known/ffis.ts'
import { runtimeNamed } from '../text/runtimes.ts'
import { architectureOf } from './architecture.ts'
import { calledBy, parseFailed } from './calls.ts'
import { parseSeen } from './observations.ts'

export { OptionProblem, parseFailed }

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
): Pick<Symptom, 'ffi' | 'ffiName' | 'host' | 'runtime' | 'unknownFfi'> {
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
    ...(isUnknownFfi(ffi ?? '') ? { unknownFfi: ffi?.trim() } : {}),
  }
}

/** What `--seen` and `--intermittent` tell beside how a call ended, as it is shown. */
function toldOf({ seen, intermittent }: SymptomOptions): readonly string[] {
  return [
    ...seen.filter(text => !text.startsWith('outcome=')),
    ...(intermittent === undefined ? [] : [`rhythm=${intermittent ? 'sometimes' : 'always'}`]),
  ]
    .map(text => text.trim())
    .filter((text, index, all) => all.indexOf(text) === index)
}

/** The symptom that options describe. Throws OptionProblem with one sentence. */
export function symptomOf(options: SymptomOptions): Symptom {
  const { arch, okOn, sameOn, intermittent, handle, ffi, runtime } = options
  const calls = parseCalls(options)
  const seen = parseSeen(options.seen)
  const told = toldOf(options)
  return withoutContradiction({
    ...calls,
    failed: withUnnamed(calls.failed, seen, arch !== undefined && (okOn ?? sameOn) !== undefined),
    also: seen.also,
    ...(arch ? { architecture: arch } : {}),
    ...(okOn ? { okOn } : {}),
    ...(sameOn ? { sameOn } : {}),
    ...(intermittent === undefined ? {} : { intermittent }),
    ...(handle === undefined ? {} : { handle: parseHandle(handle) }),
    ...parseFfi(ffi, runtime),
    ...(told.length === 0 ? {} : { told }),
  })
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
