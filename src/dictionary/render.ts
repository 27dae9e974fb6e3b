import { code, inline, table } from '../text/markdown-text.ts'
import type { Dictionary } from './dictionary-file.ts'
import { summarise, type Rows, type Summary } from './summary.ts'

/** Rows whose first column is a name, as code, or a sentence. */
function tableOf({ head, rows }: Rows, first: (text: string) => string): string {
  return table(
    [...head],
    rows.map(([name = '', ...others]) => [first(name), ...others]),
  )
}

function unfoundSection(unfound: Summary['unfound']): string {
  return unfound
    .map(
      ({ reason, faults }) =>
        `<details><summary>${faults.length}: ${inline(reason)}</summary>\n\n${faults.map(code).join(', ')}\n\n</details>`,
    )
    .join('\n\n')
}

/** The dictionary for a page: the mutation score, lane by lane and class by class, and the faults that no lane notices with the reason. Pure. */
export function renderDictionary(dictionary: Dictionary): string {
  const { score, lanes, classes, harmless, unfound } = summarise(dictionary)
  return (
    [
      '## Fault dictionary: every single mistake, tried',
      `${score.faults} faults, each with one place declared wrong in one way: functions, parameters, results, struct fields, variables, sentinels. **Found by at least one of ${score.lanes.map(code).join(', ')}: ${score.found} (${score.share})**, the mutation score of the method; ${score.withoutEquivalent} without the ${score.equivalent} that can make no difference, because only NULL or constants that fit are handed over there. The faults fall into ${score.groups} groups that no lane can tell apart.${score.unstable > 0 ? ` ${score.unstable} outcomes differed between recordings; a fault counts as found by a lane that noticed it in each.` : ''}`,
      tableOf(lanes, code),
      tableOf(classes, code),
      tableOf(harmless, inline),
      `Not found by any of these lanes: ${score.faults - score.found}, by reason:`,
      unfoundSection(unfound),
    ]
      .filter(part => part !== '')
      .join('\n\n') + '\n'
  )
}
