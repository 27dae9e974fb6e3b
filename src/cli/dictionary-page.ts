import type { Dictionary } from '../dictionary/dictionary-file.ts'
import { summarise } from '../dictionary/summary.ts'
import { section, table, text, type Page } from '../text/page.ts'

/** The dictionary for a terminal: what it comes to; the names of the faults stand in the file. */
export function dictionaryPage(dictionary: Dictionary): Page {
  const { score, lanes, classes, harmless, unfound } = summarise(dictionary)
  const short = {
    ...lanes,
    head: ['lane', 'faults', 'noticed', 'share', 'error 6', 'crash', 'distinct'],
  }
  return {
    title: 'Fault dictionary: every single mistake, tried',
    sections: [
      ...section(
        '',
        text(
          `${score.faults} faults, each with one place declared wrong in one way. Found by at least one of ${score.lanes.join(', ')}: ${score.found} (${score.share}); ${score.withoutEquivalent} without the ${score.equivalent} that can make no difference. No lane tells the faults of a group apart: ${score.groups} groups.${score.unstable > 0 ? ` ${score.unstable} outcomes differed between recordings; a lane found what it noticed in each.` : ''}`,
        ),
      ),
      ...section('By lane', table(short.head, short.rows)),
      ...section('By class of mistake', table(classes.head, classes.rows)),
      ...section(
        'By reason why it may do no harm',
        table(['reason', 'faults', 'native', 'tagged', 'unnoticed'], harmless.rows),
      ),
      ...section(
        'Not found by any of these lanes',
        table(
          ['faults', 'because'],
          unfound.map(({ reason, faults }) => [String(faults.length), reason]),
        ),
      ),
    ],
  }
}
