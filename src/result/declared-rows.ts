import { describeDeviation, type Deviation } from '../declare/deviation.ts'
import type { PointerBytes } from '../declare/win32/architecture.ts'
import type { RunProbe } from './run-file.ts'

/** A deviation of a probe, with the words of the reports. */
export interface DeclaredRow {
  readonly pointerBytes: PointerBytes
  readonly deviation: Deviation
  /** A function, a struct, `variable` or `sentinel`. */
  readonly function: string
  /** `returns`, a parameter, a field, `size`, `convention` … */
  readonly position: string
  readonly declared: string
  readonly true: string
}

/** What a probe declares otherwise than is true, in words, for each width of a pointer. */
export function declaredRows({ deviations }: Pick<RunProbe, 'deviations'>): readonly DeclaredRow[] {
  return deviations.map(({ pointerBytes, deviation }) => {
    const { subject, ...words } = describeDeviation(deviation)
    return { pointerBytes, deviation, function: subject, ...words }
  })
}
