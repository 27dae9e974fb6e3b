import { describeDeviation, type Deviation, type DeviationText } from '../declare/deviation.ts'
import type { PointerBytes } from '../declare/win32/architecture.ts'
import type { RunProbe } from './run-file.ts'

/** A deviation of a probe, with its text for reports. */
export interface DeclaredRow extends DeviationText {
  readonly pointerBytes: PointerBytes
  readonly deviation: Deviation
}

/** The wrong declarations of a probe as text, for each pointer width. */
export function declaredRows({ deviations }: Pick<RunProbe, 'deviations'>): readonly DeclaredRow[] {
  return deviations.map(({ pointerBytes, deviation }) => ({
    pointerBytes,
    deviation,
    ...describeDeviation(deviation),
  }))
}
