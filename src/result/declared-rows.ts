import { describeDeviation, type Deviation, type DeviationText } from '../declare/deviation.ts'
import type { PointerBytes } from '../declare/win32/architecture.ts'
import type { RunProbe } from './run-file.ts'

/** A deviation of a probe, with the words of the reports. */
export interface DeclaredRow extends DeviationText {
  readonly pointerBytes: PointerBytes
  readonly deviation: Deviation
}

/** What a probe declares otherwise than is true, in words, for each width of a pointer. */
export function declaredRows({ deviations }: Pick<RunProbe, 'deviations'>): readonly DeclaredRow[] {
  return deviations.map(({ pointerBytes, deviation }) => ({
    pointerBytes,
    deviation,
    ...describeDeviation(deviation),
  }))
}
