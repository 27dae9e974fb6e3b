import { code, joined, section, text, words, type Inline, type Section } from '../../text/page.ts'
import { isFailure } from '../failures.ts'
import { digest } from '../overview.ts'
import { platformLanes, type View } from '../view.ts'
import { marks } from '../words.ts'
import { mistakesOf } from './mistakes.ts'

/** The probe most worth explaining: one about width with an error 6 that was seen in real programs, else any that fails. */
function tellingProbe(view: View): string | undefined {
  const lanes = platformLanes(view)
  const failing = mistakesOf(view).filter(probe =>
    lanes.some(({ id }) => view.cells(id, probe.id).some(isFailure)),
  )
  const sixes = failing.filter(
    probe =>
      probe.width &&
      lanes.some(({ id }) => digest(view, id, probe).mark === marks['invalid-handle']),
  )
  return (sixes.find(({ seenIn }) => seenIn.length > 0) ?? sixes[0] ?? failing[0])?.id
}

/** Suggests the next commands. */
export function nextSection(view: View): Section[] {
  const probe = tellingProbe(view)
  const ways: (readonly Inline[])[] = [
    ...(probe === undefined
      ? []
      : [words`${code(`handle-width explain ${probe}`)} (cause and fix)`]),
    words`${code('--details')}`,
    words`${code('--format html')}`,
  ]
  return section('', text(words`Next: ${joined(ways, '; ')}.`))
}
