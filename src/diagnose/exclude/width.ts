import { factsOf } from '../about-failure.ts'
import type { ExclusionRule } from './rule.ts'
import { ofStructs } from '../cause-groups.ts'
import { featuresOf, isWide } from '../symptom.ts'

/** Cuts of 64 bits to 32: in a process of 32 bits nothing is cut. */
const cuts = [
  'arg-truncated',
  'arg-upper-garbage',
  'return-truncated',
  'struct-layout-shrunk',
  'pseudo-handle',
  'hkey-not-sign-extended',
  'number-encoding',
] as const
const byWidth: ExclusionRule = symptom => {
  if (isWide(symptom) !== false) return undefined
  const isLong = factsOf(symptom)?.longs === true
  return {
    classes: cuts.filter(
      name =>
        !(isLong && name === 'arg-truncated') &&
        // A member of 64 bits in both widths is cut in one if it is declared as wide as an address.
        !(symptom.okOn === 'x64' && name === 'struct-layout-shrunk'),
    ),
    reason: 'nothing is cut in a 32-bit process',
  }
}

/** A process of the same width shows something else: the widths are not behind it. */
const bySameWidth: ExclusionRule = ({ architecture, okOn }) =>
  architecture !== undefined &&
  okOn !== undefined &&
  (architecture === 'ia32') === (okOn === 'ia32')
    ? {
        classes: [
          ...ofStructs,
          'arg-truncated',
          'return-truncated',
          'field-narrowed',
          'type-alias',
          'narrowing-throws',
          'arg-overflow-raise',
          'sentinel-mismatch',
          'too-wide',
          'number-encoding',
          'calling-convention',
          'hkey-not-sign-extended',
        ],
        reason: `it works on ${okOn}, which has the same widths as ${architecture}`,
      }
    : undefined

/** What fails in processes of both widths in the same way was not cut to 32 bits. */
const byBothWidths: ExclusionRule = symptom =>
  featuresOf(symptom).width?.[0] === 'both'
    ? {
        classes: cuts.filter(name => name !== 'pseudo-handle'),
        reason: 'it fails in processes of both widths, and nothing is cut in a 32-bit process',
      }
    : undefined

/** The widths of the processes in which it fails, and in which it works, rule classes out. */
export const widthRules: readonly ExclusionRule[] = [byWidth, bySameWidth, byBothWidths]
