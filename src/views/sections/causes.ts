import { causes, type Cause } from '../../result/cause.ts'
import { causeTexts } from '../../result/cause-text.ts'
import type { MatrixCell } from '../../result/matrix.ts'
import { code, list, section, words, type Block, type Section } from '../../text/page.ts'
import type { View } from '../view.ts'

/** The causes of some cells, each with a description and its cure. */
export function causeList(cells: readonly MatrixCell[]): Block {
  const found = new Set<Cause>(cells.flatMap(cell => cell.cause ?? []))
  return list(
    ...causes
      .filter(cause => found.has(cause))
      .map(
        cause =>
          words`Cause, ${code(cause)}: ${causeTexts[cause].says}. Cure: ${causeTexts[cause].cure}.`,
      ),
  )
}

/** Every cause of an error 6 that occurred. */
export function causeSection({ report }: View): Section[] {
  return section('Causes of error 6', causeList(report.matrix.cells))
}
