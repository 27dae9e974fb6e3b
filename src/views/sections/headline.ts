import { code, joined, text, words, type Block } from '../../text/page.ts'
import { digest, tallyOf } from '../overview.ts'
import { sideLanes, platformLanes, type View } from '../view.ts'
import { count, marks } from '../words.ts'
import { mistakesOf } from './mistakes.ts'

/** How many cells were measured, and how many ended as claimed. */
function tallyText(view: View): string {
  const { matrix, planned } = view.report
  const { cells, surprises, notJudged } = tallyOf(matrix.cells)
  const lost = planned === cells ? '' : ` of ${planned} planned`
  const judged = notJudged === 0 ? '' : `, ${notJudged} not judged`
  const claimed =
    surprises === 0 ? 'all as claimed' : `${count(surprises, 'cell')} not as claimed (surprises)`
  return `${count(cells, 'cell')} (steps)${lost} in ${count(view.lanes.length, 'lane')}: ${claimed}${judged}`
}

/** The result of the report: one sentence for the errors 6 and one for the cells. */
export function headline(view: View): Block {
  const { tool } = view.report
  const probes = mistakesOf(view)
  const platform = platformLanes(view)
  const side = sideLanes(view, platform)
  const lanes = platform
    .filter(lane => !side.includes(lane))
    .map(({ id }) => {
      const measured = probes.filter(probe => view.cells(id, probe.id).length > 0)
      const sixes = measured.filter(
        probe => digest(view, id, probe).mark === marks['invalid-handle'],
      )
      return words`${sixes.length} of ${measured.length} in ${code(id)}`
    })
  return text(
    lanes.length === 0 || probes.length === 0
      ? words`${tool.name} ${tool.version}: ${tallyText(view)}.`
      : words`Mistakes that end in ERROR_INVALID_HANDLE (6), unlike the right program: ${joined(lanes)}. ${tool.name} ${tool.version}, ${tallyText(view)}.`,
  )
}
