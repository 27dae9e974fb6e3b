import type { Architecture } from '../win32/architecture.ts'
import type { Widening } from '../model.ts'
import { askFfi } from './measured.ts'

/**
 * How an FFI, or the one that is the same library underneath, fills a 64-bit slot from a value declared with
 * 32 bits, as recorded; `undefined` where nobody has measured it, or where it does not come to one of the two.
 */
export function wideningOf(ffi: string): (architecture: Architecture) => Widening | undefined {
  return architecture => {
    if (architecture === 'ia32') return undefined
    const found = askFfi({ ffi, declared: 'int32_t', value: 'minus-one', architecture })
    if (found.kind !== 'measured') return undefined
    if (found.becomes === 'true') return 'sign'
    return found.becomes === 'zeros' ? 'zero' : undefined
  }
}
