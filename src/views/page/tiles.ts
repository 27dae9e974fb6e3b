import type { RunLane } from '../../result/run-file.ts'
import { escapeHtml } from '../../text/html.ts'
import { digest } from '../overview.ts'
import { mistakesOf } from '../sections/mistakes.ts'
import { sixesIn } from '../sections/operations.ts'
import { laneNote, sideLanes, platformLanes, taggedLanes, unmeasured, type View } from '../view.ts'
import { count, marks } from '../words.ts'

/** The operation that ends in error 6: of one probe the first, of several the most frequent. */
function operationText(view: View, lane: RunLane): string {
  const mistakes = mistakesOf(view)
  const [only] = mistakes
  if (only && mistakes.length === 1) {
    const first = view
      .cells(lane.id, only.id)
      .find(({ verdict }) => verdict.kind === 'invalid-handle')
    return first ? `first in ${view.operation(only, first.step)} (${first.step})` : ''
  }
  const own = sixesIn(view, lane)
  const everywhere = platformLanes(view).map(one => sixesIn(view, one))
  const total = (operation: string): number =>
    everywhere.reduce((sum, sixes) => sum + (sixes.get(operation) ?? 0), 0)
  // Of several that fail equally often, the one that the table of operations has first.
  const [most] = [...own].sort(
    ([first, one], [second, other]) => other - one || total(second) - total(first),
  )
  return most && most[1] > 0 ? `most often in ${most[0]} (${count(most[1], 'probe')})` : ''
}

const sanitizer = 'a sanitizer, not what Windows does'

/** How many mistakes end in error 6 in a lane, out of how many measured, with a link to these cells. */
function sixesOf(
  view: View,
  lane: RunLane,
): { readonly sixes: number; readonly measured: number; readonly href: string } {
  const measured = mistakesOf(view).filter(probe => view.cells(lane.id, probe.id).length > 0)
  const sixes = measured.filter(
    probe => digest(view, lane.id, probe).mark === marks['invalid-handle'],
  )
  const where = new URLSearchParams({ lanes: lane.id, verdict: 'invalid-handle' })
  return {
    sixes: sixes.length,
    measured: measured.length,
    href: escapeHtml(`#${String(where)}`),
  }
}

function tile(view: View, lane: RunLane): string {
  const { sixes, measured, href } = sixesOf(view, lane)
  const lines = [
    `${sixes === 1 ? 'ends' : 'end'} in error 6, of ${count(measured, 'probe')} with a mistake`,
    operationText(view, lane),
    laneNote(lane),
    lane.kernel === 'tagged' ? sanitizer : '',
  ].filter(Boolean)
  return `<li><a class="tile${sixes > 0 ? ' fails' : ''}" href="${href}"><strong>${escapeHtml(lane.id)}</strong><b>${sixes}</b>${lines.map(line => `<span>${escapeHtml(line)}</span>`).join('')}</a></li>`
}

/** Lanes without a tile, in one line: what they are, and a link to the errors 6 of each. */
function beside(view: View, lanes: readonly RunLane[], what: string): string {
  if (lanes.length === 0) return ''
  const links = lanes.map(lane => {
    const { sixes, measured, href } = sixesOf(view, lane)
    return `<a href="${href}">${escapeHtml(lane.id)}</a> ${sixes} of ${measured}`
  })
  return `<p class="beside">${what}: ${links.join(', ')}</p>`
}

/**
 * A tile for each lane of a platform: how many mistakes end in error 6, and in which operation, as a link to these
 * cells. Lanes of a few probes and those with tagged handles are in a line below.
 */
export function tiles(view: View): string {
  const platform = platformLanes(view)
  const side = sideLanes(view, platform)
  const all = [
    ...platform.filter(lane => !side.includes(lane)).map(lane => tile(view, lane)),
    ...unmeasured(view).map(
      ({ id, status }) =>
        `<li><div class="tile"><strong>${escapeHtml(id)}</strong><span>${escapeHtml(status)}: see below</span></div></li>`,
    ),
  ]
  return [
    `<ul class="tiles">${all.join('')}</ul>`,
    beside(view, side, 'Other hosts, with a few probes'),
    beside(view, taggedLanes(view), `With tagged handles (${sanitizer})`),
  ].join('')
}
