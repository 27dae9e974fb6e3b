import type { Features, FeatureName } from './features.ts'
import { valuesOf } from './features.ts'
import type { SeenCall, Symptom } from './symptom.ts'
import { ffiOf } from './text/runtimes.ts'

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
export class OptionProblem extends Error {
  override readonly name = 'OptionProblem'
}

const outcomeWords = ['overflow', 'crash', 'hang', 'wrong-data', 'refused']

/** `ReadFile=6`, `ReadFile=0x80070006`, `ReadFile=crash`, `=6`. */
export function parseFailed(text: string): SeenCall {
  const match = /^([A-Za-z_][A-Za-z0-9_]{0,79})?=(\d{1,10}|0x[0-9a-f]{1,8}|[a-z-]+)$/i.exec(text.trim())
  const value = match?.[2]?.toLowerCase() ?? ''
  const known = outcomeWords.includes(value) || /^\d+$/.test(value) || value.startsWith('0x')
  if (!match || !known) throw new OptionProblem(`Not a failed call: ${JSON.stringify(text)}; expected FUNCTION=CODE, for example --failed ReadFile=6, or one of ${outcomeWords.join(', ')} instead of the code`)
  const outcome = value.startsWith('0x') ? /^0x8007[0-9a-f]{4}$/.test(value) ? String(Number.parseInt(value.slice(6), 16)) : /^0xc0000(?:008|024)$/.test(value) ? '6' : value === '0xc0000005' ? 'crash' : String(Number(value)) : value
  return { call: match[1] ?? '', outcome }
}

function parseHandle(text: string): bigint {
  if (!/^(?:-?\d{1,20}|0x[0-9a-f]{1,16})$/i.test(text.trim())) throw new OptionProblem(`Not a handle: ${JSON.stringify(text)}; expected a number, for example --handle 0x54`)
  return BigInt(text.trim())
}

/** `layout=wrong`: an observation by its name. */
function parseSeen(texts: readonly string[]): Features {
  const found: Record<string, string[]> = {}
  for (const text of texts) {
    const [name = '', value = ''] = text.split('=')
    const known = ['open', 'layout', 'check', 'siblings', 'before', 'redirected', 'hint', 'rhythm'].includes(name) ? valuesOf(name as FeatureName) : []
    if (!known.includes(value)) throw new OptionProblem(`Not an observation: ${JSON.stringify(text)}; expected ${known.length > 0 ? `${name}=${known.join(` or ${name}=`)}` : 'for example --seen layout=wrong, open=failed, siblings=ok, before=worked, redirected=yes'}`)
    found[name] = [value]
  }
  return found as Features
}

/** The symptom that options describe. Throws OptionProblem with one sentence. */
export function symptomOf(options: SymptomOptions): Symptom {
  const { arch, okOn, sameOn, intermittent, handle, ffi, runtime } = options
  if (okOn !== undefined && okOn === arch) throw new OptionProblem(`--ok-on ${okOn} says that it works where --arch says that it fails; name the other architecture`)
  if (okOn !== undefined && okOn === sameOn) throw new OptionProblem(`--ok-on and --same-on both name ${okOn}; it works there or it fails there`)
  return {
    failed: options.failed.map(parseFailed),
    ok: options.ok,
    also: parseSeen(options.seen),
    ...arch ? { architecture: arch } : {}, ...okOn ? { okOn } : {}, ...sameOn ? { sameOn } : {},
    ...intermittent === undefined ? {} : { intermittent },
    ...handle === undefined ? {} : { handle: parseHandle(handle) },
    ...ffi === undefined && runtime === undefined ? {} : { ffi: ffiOf(ffi ?? '', runtime ?? '') }
  }
}

/** What the options say counts before what a text says; failures and successes add up. */
export function joinSymptoms(said: Symptom, read: Symptom): Symptom {
  return { ...read, ...said, failed: said.failed.length > 0 ? said.failed : read.failed, ok: [...said.ok, ...read.ok], also: { ...read.also, ...said.also } }
}
