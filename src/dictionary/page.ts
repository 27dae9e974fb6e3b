import {
  code,
  details,
  joined,
  section,
  subsection,
  table,
  text,
  words,
  type Page,
} from '../text/page.ts'
import type { Dictionary } from './dictionary-file.ts'
import { summarise, type Rows } from './summary.ts'

/** A table whose rows are named by code, or by a sentence. */
function tableOf({ head, rows }: Rows, named: 'code' | 'sentence') {
  return table(
    head,
    rows.map(([name = '', ...others]) => [
      [named === 'code' ? code(name) : name],
      ...others.map(other => [other]),
    ]),
  )
}

/**
 * The page of a dictionary: how many mistakes were found, by lane and by class. `names` adds a collapsed list of
 * those that no lane notices.
 */
export function dictionaryPage(dictionary: Dictionary, names: 'names' | 'counts'): Page {
  const { score, lanes, classes, harmless, unfound } = summarise(dictionary)
  const unstable =
    score.unstable === 0
      ? ''
      : ` ${score.unstable} outcomes differed between recordings; a fault counts as found by a lane that noticed it in each.`
  return {
    title: '',
    sections: [
      ...section(
        'Fault dictionary: every single mistake, tried',
        text(
          words`${score.faults} faults, each with one place declared wrong in one way: functions, parameters, results, struct fields, variables, sentinels. Found by at least one of ${joined(score.lanes.map(code))}: ${score.found} (${score.share}), the mutation score of the method; ${score.withoutEquivalent} without the ${score.equivalent} that can make no difference, because only NULL or constants that fit are handed over there. The faults fall into ${score.groups} groups that no lane can tell apart.${unstable}`,
        ),
      ),
      ...subsection('By lane', tableOf(lanes, 'code')),
      ...subsection('By class of mistake', tableOf(classes, 'code')),
      ...subsection('By why a fault did no harm', tableOf(harmless, 'sentence')),
      ...subsection(
        'Not found by any of these lanes',
        ...(names === 'counts'
          ? [
              table(
                ['faults', 'because'],
                unfound.map(({ reason, faults }) => [String(faults.length), [reason]]),
              ),
            ]
          : unfound.map(({ reason, faults }) =>
              details(words`${faults.length}: ${reason}`, text(joined(faults.map(code)))),
            )),
      ),
    ],
  }
}
