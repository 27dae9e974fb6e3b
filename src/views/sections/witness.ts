import { code, joined, section, table, text, words, type Section } from '../../text/page.ts'
import { witnessesOf } from '../second-witness.ts'
import type { View } from '../view.ts'

/** The result of strict handle checks for the errors 6, if they were requested. */
export function witnessSection(view: View): Section[] {
  const rows = witnessesOf(view).flatMap(({ lane, system, probes }) =>
    probes.length === 0
      ? [[words`${code(lane)}`, words`${system}`, '', '', '']]
      : probes.map(({ probe, confirmed, not }, index) => [
          index === 0 ? words`${code(lane)}` : '',
          index === 0 ? words`${system}` : '',
          words`${code(probe)}`,
          joined(confirmed.map(code)),
          joined(not.map(code)),
        ]),
  )
  return rows.length === 0
    ? []
    : section(
        'Strict handle checks: a second witness',
        text(
          'The first error 6 of each operation was run again in a process whose system raises an exception for a bad handle.',
        ),
        table(
          ['lane', 'how the system takes the checks', 'probe', 'confirmed', 'nothing was raised'],
          rows,
          3,
        ),
      )
}
