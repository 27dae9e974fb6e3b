import type { FeatureValue } from '../mistakes/features.ts'
import type { MistakeId } from '../mistakes/index.ts'
import { odds, type SupportRule } from './support-rule.ts'

/** Words beside the code that name the cause. */
const ofHints: Readonly<Partial<Record<FeatureValue<'hint'>, readonly [MistakeId, string]>>> = {
  success: ['stale-last-error', 'the call is said to have succeeded: its last error means nothing'],
  module: ['shared-prototype-pollution', 'it is said to depend on another module'],
  stack: ['calling-convention', 'the stack is said to be out of balance'],
  ptrsafe: ['type-alias', 'Office asks that Declare statements are written for 64 bits'],
  wow64: ['process-bitness', 'memory or modules of another process are read'],
}

const byHint: SupportRule = ({ also, failed: [first] }) => {
  const known = also?.hint?.[0] === undefined ? undefined : ofHints[also.hint[0]]
  if (!known || (known[0] === 'process-bitness' && first?.outcome !== '299')) return []
  return [{ class: known[0], odds: odds.nearly, text: known[1] }]
}

/** Office refuses Declare statements that were written for 32 bits. */
const byPtrSafe: SupportRule = ({ failed: [first], ffi }) =>
  first?.outcome === 'refused' && ffi === 'vba'
    ? [
        {
          class: 'type-alias',
          odds: odds.decides,
          text: 'a Long has 32 bits in a 64-bit Office too; handles and addresses are LongPtr',
          url: 'https://learn.microsoft.com/en-us/office/vba/language/concepts/getting-started/64-bit-visual-basic-for-applications-overview',
        },
      ]
    : []

/** What a report says in words beside its code. */
export const wordRules: readonly SupportRule[] = [byHint, byPtrSafe]
