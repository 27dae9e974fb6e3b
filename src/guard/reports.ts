import { type Finding } from '../audit/finding.ts'
import { levels } from '../declare/level.ts'
import { sentenceOf, subjectOf } from '../audit/formats/text.ts'
import type { Place } from '../declare/model.ts'
import { escapeText } from '../text/escape.ts'
import { sentenceOfLoss, type Loss } from './loss.ts'

/** A loss and how often it occurred. */
export interface CountedLoss extends Loss {
  readonly count: number
}

/** Everything that one thread of a program has to report. */
export interface GuardReport {
  readonly losses: readonly CountedLoss[]
  readonly findings: readonly Finding[]
  /** Declarations that were checked. */
  readonly declarations: number
  /** Handles that were followed. */
  readonly handles: number
}

/** Collects what to report, each item once. */
export function makeReports(
  countHandles: () => number,
  onFirst: (
    record:
      | { readonly kind: 'loss'; readonly loss: Loss }
      | { readonly kind: 'finding'; readonly finding: Finding },
  ) => void,
): {
  readonly report: () => GuardReport
  loss(loss: Loss): void
  finding(finding: Finding): void
  declared(): void
} {
  const losses = new Map<string, { loss: Loss; count: number }>()
  const findings = new Map<string, Finding>()
  let declarations = 0
  return {
    report: () => ({
      losses: [...losses.values()].map(({ loss, count }) => ({ ...loss, count })),
      findings: [...findings.values()],
      declarations,
      handles: countHandles(),
    }),
    loss(loss) {
      const key = JSON.stringify([loss.function, loss.position, loss.reason.kind, loss.place])
      const known = losses.get(key)
      if (known) known.count += 1
      else {
        losses.set(key, { loss, count: 1 })
        onFirst({ kind: 'loss', loss })
      }
    },
    finding(finding) {
      const key = JSON.stringify(finding)
      if (findings.has(key)) return
      findings.set(key, finding)
      onFirst({ kind: 'finding', finding })
    },
    declared() {
      declarations += 1
    },
  }
}

/** Where, for people. */
function placeText({ file, line }: Place): string {
  return file === undefined
    ? 'at a place that is not known'
    : `${escapeText(file)}${line === undefined ? '' : `:${line}`}`
}

/** One line on a loss. */
function lossLine(loss: CountedLoss): string {
  return `  ${placeText(loss.place)}  ${escapeText(sentenceOfLoss(loss))}${loss.count > 1 ? ` (${loss.count} times)` : ''}`
}

/** Two lines on a finding. */
function findingLines(finding: Finding): string[] {
  return [
    `  ${finding.level.padEnd(7)} ${placeText(finding)}  ${subjectOf(finding)}  [${finding.rule}]`,
    `          ${sentenceOf(finding)}; write: ${escapeText(finding.fix)}`,
  ]
}

/** The summary at the end of a thread; empty where there is nothing to report and `verbose` is not set. */
export function renderReport(
  { losses, findings, declarations, handles }: GuardReport,
  thread: number,
  verbose: boolean,
): string {
  const who = `handle-width guard${thread === 0 ? '' : `, worker thread ${thread}`}`
  if (losses.length === 0 && findings.length === 0)
    return verbose
      ? `${who}: ${count(declarations, 'declaration')} checked, ${count(handles, 'handle')} followed, no upper half lost\n`
      : ''
  const sorted = [...findings].sort(
    (left, right) => levels.indexOf(left.level) - levels.indexOf(right.level),
  )
  return (
    [
      `${who}: ${losses.length} lost upper ${losses.length === 1 ? 'half' : 'halves'}, ${findings.length} of ${declarations} declarations to look at`,
      ...losses.map(lossLine),
      ...sorted.flatMap(findingLines),
    ].join('\n') + '\n'
  )
}

function count(many: number, noun: string): string {
  return `${many} ${noun}${many === 1 ? '' : 's'}`
}
