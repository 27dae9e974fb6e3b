import { section, type Section } from '../../text/page.ts'
import type { View } from '../view.ts'
import { causeSection } from './causes.ts'
import { headline } from './headline.ts'
import {
  evidenceSection,
  evidenceSentence,
  laneSection,
  calibrationSection,
  unmeasuredSection,
} from './lanes.ts'
import { legendSection } from './legend.ts'
import { mistakeSections, mistakesOf, taggedSection } from './mistakes.ts'
import { nextSection } from './next.ts'
import { operationSection } from './operations.ts'
import { overviewSection } from './overview.ts'
import { briefResults, probeBlocks, probeResults } from './probe.ts'
import { flakySection, surpriseSection } from './surprises.ts'
import { witnessSection } from './witness.ts'
import { code, words } from '../../text/page.ts'

/** Up to this many probes are shown one by one. */
const fewProbes = 4
/** Maximum number of cells listed in a summary and in a whole report; the rest is counted. */
const listed = { summary: 5, report: 200 } as const

/** The answer: operation × lane and the mistakes by class. */
function answerSections(view: View): Section[] {
  return [...operationSection(view), ...mistakeSections(view), ...taggedSection(view)]
}

/** The probes that a summary shows one by one; empty where there are too many. */
function shownProbes(view: View): View['probes'] {
  const mistakes = mistakesOf(view)
  const probes = mistakes.length > 0 ? mistakes : view.probes
  return probes.length <= fewProbes ? probes : []
}

/** A summary that fits on one screen: the answer, or a few probes one by one; what is wrong; what was not measured; what to type next. */
export function summarySections(view: View): Section[] {
  const probes = shownProbes(view)
  return [
    ...section('', headline(view)),
    ...(probes.length === 0
      ? answerSections(view)
      : probes.flatMap(probe =>
          section(
            words`${code(probe.id)}: ${probe.title}`,
            ...(probes.length === 1 ? probeResults : briefResults)(view, probe),
          ),
        )),
    ...surpriseSection(view, listed.summary),
    ...flakySection(view, listed.summary),
    ...witnessSection(view),
    ...unmeasuredSection(view),
    ...section('', evidenceSentence(view)),
    ...nextSection(view),
  ]
}

/** Everything except the single probes. */
export function reportSections(view: View): Section[] {
  return [
    ...answerSections(view),
    ...surpriseSection(view, listed.report),
    ...flakySection(view, listed.report),
    ...causeSection(view),
    ...overviewSection(view),
    ...legendSection(view),
    ...witnessSection(view),
    ...evidenceSection(view),
    ...unmeasuredSection(view),
    ...laneSection(view),
    ...calibrationSection(view),
  ]
}

/** Each probe with its declarations, how its operations ended and why. */
export function probeSections(view: View): Section[] {
  return view.probes.flatMap(probe =>
    section(words`${code(probe.id)}: ${probe.title}`, ...probeBlocks(view, probe)),
  )
}
