import { askFfi, sourceOf, type Measured } from '../declare/ffi/measured.ts'
import type { ValueClass } from '../declare/ffi/values.ts'
import type { Symptom } from './symptom.ts'

/** What an FFI makes of a value that is declared as a 32-bit integer, and where that was measured, in words. */
interface Widening {
  readonly becomes: Measured['becomes']
  readonly source: string
  /** Whether the FFI itself was measured, and not one with the same library underneath. */
  readonly isOwn: boolean
}

/** What the symptom's own FFI makes of a value in its process, register and stack alike; `undefined` where that was not measured, or is not one thing. */
export function wideningOf(
  { host, architecture }: Symptom,
  value: ValueClass,
): Widening | undefined {
  if (host === undefined || architecture === undefined) return undefined
  const [first, second] = (['register', 'stack'] as const).map(position =>
    askFfi({ ffi: host, declared: 'int32_t', value, architecture, position }),
  )
  return first?.kind === 'measured' &&
    second?.kind === 'measured' &&
    first.becomes === second.becomes
    ? {
        becomes: first.becomes,
        source: sourceOf(first),
        isOwn: first.standsFor === undefined,
      }
    : undefined
}
