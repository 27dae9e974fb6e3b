import { verdictKinds, type VerdictKind } from '../../result/verdict-kind.ts'
import { section, table, toned, words, type Section } from '../../text/page.ts'
import type { View } from '../view.ts'
import { marks, verdictTexts } from '../words.ts'

/** The verdicts that occur, in their usual order. */
function occurring({ report }: View): readonly VerdictKind[] {
  const kinds = new Set(report.matrix.cells.map(cell => cell.verdict.kind))
  return verdictKinds.filter(kind => kinds.has(kind))
}

/** What the symbols and words of the cells mean. */
export function legendSection(view: View): Section[] {
  return section(
    'How to read a cell',
    table(
      ['cell', 'meaning'],
      occurring(view).map(kind => {
        const { symbol, word, tone } = marks[kind]
        return [words`${toned(tone, `${symbol} ${word}`)}`, words`${verdictTexts[kind]}`]
      }),
    ),
  )
}
