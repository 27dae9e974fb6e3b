import type { RunLane } from '../../result/run-file.ts'
import { escapeHtml } from '../../text/html.ts'
import { digest } from '../overview.ts'
import { mistakesOf } from '../sections/mistakes.ts'
import { sixesIn } from '../sections/operations.ts'
import { platformLanes, taggedLanes, unmeasured, type View } from '../view.ts'
import { count, marks } from '../words.ts'

/** The operation that ends in error 6: of one probe the first, of several the one that does so in most. */
function operationText(view: View, lane: RunLane): string {
  const mistakes = mistakesOf(view)
  const [only] = mistakes
  if (only && mistakes.length === 1) {
    const first = view
      .cells(lane.id, only.id)
      .find(({ verdict }) => verdict.kind === 'invalid-handle')
    return first ? `first in ${view.operation(only, first.step)} (${first.step})` : ''
  }
  const [most] = [...sixesIn(view, lane)].sort(([, one], [, other]) => other - one)
  return most && most[1] > 0 ? `most often in ${most[0]} (${count(most[1], 'probe')})` : ''
}

function tile(view: View, lane: RunLane, note: string): string {
  const measured = mistakesOf(view).filter(probe => view.cells(lane.id, probe.id).length > 0)
  const sixes = measured.filter(
    probe => digest(view, lane.id, probe).mark === marks['invalid-handle'],
  ).length
  const where = new URLSearchParams({ lanes: lane.id, verdict: 'invalid-handle' })
  const lines = [
    `${sixes === 1 ? 'ends' : 'end'} in error 6, of ${count(measured.length, 'probe')} with a mistake`,
    operationText(view, lane),
    note,
  ].filter(Boolean)
  return `<li><a class="tile${sixes > 0 && note === '' ? ' fails' : ''}" href="#${escapeHtml(String(where))}"><strong>${escapeHtml(lane.id)}</strong><b>${sixes}</b>${lines.map(line => `<span>${escapeHtml(line)}</span>`).join('')}</a></li>`
}

/** A tile for each lane: how many mistakes end in error 6, and in which operation. A tile is a link to these cells. */
export function tiles(view: View): string {
  const dirty = unmeasured(view)
  const all = [
    ...[...platformLanes(view), ...taggedLanes(view)].map(lane =>
      tile(view, lane, lane.kernel === 'tagged' ? 'a sanitizer, not what Windows does' : ''),
    ),
    ...dirty.map(
      ({ id, status }) =>
        `<li><div class="tile"><strong>${escapeHtml(id)}</strong><span>${escapeHtml(status)}: see below</span></div></li>`,
    ),
  ]
  return `<ul class="tiles">${all.join('')}</ul>`
}
