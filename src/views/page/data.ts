import { declaredRows } from '../../result/declared-rows.ts'
import { causeTexts } from '../../result/cause-text.ts'
import { harmlessReasons } from '../../result/harmless.ts'
import { evidenceOf, evidences } from '../../result/evidence.ts'
import type { JudgedOutcome, MatrixCell } from '../../result/matrix.ts'
import { probeMistakes } from '../../mistakes/index.ts'
import type { RunLane, RunProbe, Seen } from '../../result/run-file.ts'
import { verdictKinds } from '../../result/verdict-kind.ts'
import { factsOf, variantsText } from '../environments.ts'
import { strictTexts } from '../second-witness.ts'
import { groupBy, lanesInOrder, type View } from '../view.ts'
import {
  claimedText,
  codeText,
  marks,
  outcomeText,
  statusText,
  verdictTexts,
  wordOf,
} from '../words.ts'

/** A line of evidence: its label and its text. */
export type EvidenceLine = readonly [string, string]

/** The data of the page: each text once, cells as numbers. */
export interface PageData {
  readonly lanes: readonly {
    readonly id: string
    readonly status: string
    readonly pointerBytes: number
    readonly environment: string
  }[]
  /** The indexes of the lanes with results in the order shown: those of a platform first. */
  readonly order: readonly number[]
  readonly probes: readonly {
    readonly id: string
    readonly title: string
    readonly why: string
    readonly scene: string
    readonly sequence: number
    readonly seenIn: readonly { readonly title: string; readonly url: string }[]
    /** Pointer width, function, position, declared, true. */
    readonly declarations: readonly (readonly [number, string, string, string, string])[]
  }[]
  /** Steps of each sequence. */
  readonly sequences: readonly (readonly {
    readonly id: string
    readonly operation: string
    readonly title: string
  }[])[]
  readonly verdicts: readonly {
    readonly kind: string
    readonly symbol: string
    readonly word: string
    readonly text: string
    /** It differs from the control itself, rather than as a consequence of another step. */
    readonly isBad: boolean
  }[]
  readonly words: readonly string[]
  readonly evidence: readonly (readonly EvidenceLine[])[]
  /** By probe and lane, five numbers per cell: step, verdict, word, flags (1 surprise, 2 flaky, 4 not judged), evidence. */
  readonly cells: readonly (readonly (readonly number[])[])[]
}

/** Assigns indexes to texts in the order of their first use. */
function numbering<T>(nameOf: (value: T) => string): {
  readonly values: T[]
  readonly numberOf: (value: T) => number
} {
  const known = new Map<string, number>()
  const values: T[] = []
  return {
    values,
    numberOf(value) {
      const name = nameOf(value)
      const number = known.get(name) ?? values.length
      if (number === values.length) {
        known.set(name, number)
        values.push(value)
      }
      return number
    },
  }
}

function handleLines(seen: Seen): EvidenceLine[] {
  return (seen.handles ?? []).flatMap((handle): EvidenceLine[] => [
    [
      `handle in ${handle.position}`,
      [
        `passed ${handle.passed}`,
        ...(handle.true === undefined ? [] : [`true ${handle.true}`]),
        ...(handle.meant === undefined ? [] : [`meant ${handle.meant}`]),
        handle.alive ? 'the true one is open' : 'the true one is not open',
        handle.passedAlive ? 'the passed one is open' : 'the passed one is not open',
      ].join(', '),
    ],
    ...(handle.openedBy === undefined
      ? []
      : [
          [
            'made by',
            handle.openFailedWith === undefined
              ? handle.openedBy
              : `${handle.openedBy}, which had failed with ${codeText(handle.openFailedWith)}`,
          ] as const,
        ]),
    ...(handle.closedBy === undefined ? [] : [['closed by', handle.closedBy] as const]),
  ])
}

/** Everything that was recorded for a call, line by line. */
export function seenLines(seen: Seen): EvidenceLine[] {
  return [
    ['returned', `${seen.returned} (${seen.shape})`],
    ['last error', codeText(seen.lastError)],
    ['NTSTATUS', statusText(seen.ntStatus)],
    ...handleLines(seen),
    ...(seen.losses ?? []).map((loss): EvidenceLine => [
      'tag lost',
      `${loss.function}, ${loss.position}: received ${loss.value}`,
    ]),
    ...(seen.strict ? [['strict handle checks', strictTexts[seen.strict]] as const] : []),
    ...Object.entries(seen.memory ?? {}).map(([name, bytes]): EvidenceLine => [
      `bytes of ${name}`,
      bytes,
    ]),
    ...Object.entries(seen.fences ?? {}).map(([name, bytes]): EvidenceLine => [
      `overwritten behind ${name}`,
      bytes,
    ]),
  ]
}

function judgedLines({ outcome, verdict, cause, seen }: JudgedOutcome): EvidenceLine[] {
  return [
    ['outcome', outcomeText(outcome)],
    ['verdict', `${wordOf(verdict, outcome)}: ${verdictTexts[verdict.kind]}`],
    ...('because' in verdict
      ? [['because', `${verdict.because}: ${harmlessReasons[verdict.because].says}`] as const]
      : []),
    ...(cause
      ? [
          ['cause', `${cause}: ${causeTexts[cause].says}`] as const,
          ['cure', causeTexts[cause].cure] as const,
        ]
      : []),
    ...(seen ? seenLines(seen) : []),
  ]
}

function linesOf(cell: MatrixCell, lane: RunLane, device: string): EvidenceLine[] {
  const claimed = cell.claim
    ? [
        claimedText(cell),
        ...(cell.claim.causes ? [`because of ${cell.claim.causes.join(' or ')}`] : []),
      ].join(' ')
    : 'as in the control'
  return [
    ...judgedLines(cell),
    ['claimed', `${claimed}: ${cell.held}`],
    ['stands on', evidences[evidenceOf(lane, device)]],
    ...(cell.variants ? [['flaky', variantsText(cell, lane)] as const] : []),
  ]
}

function flagsOf(cell: MatrixCell): number {
  return (
    (cell.held === 'surprise' ? 1 : 0) +
    (cell.variants ? 2 : 0) +
    (cell.held === 'not-judged' ? 4 : 0)
  )
}

function probeData(probe: RunProbe, sequence: number): PageData['probes'][number] {
  const { id, title, why, seenIn, mechanism, device, program } = probe
  const scene = `${mechanism}: ${probeMistakes[mechanism].title}. Device ${device}.${probe.width ? '' : ' Not a matter of width.'}${program === undefined ? '' : ` The program: ${program}.`}`
  return {
    id,
    title,
    why,
    scene,
    sequence,
    seenIn: seenIn.filter(({ url }) => /^https?:\/\//i.test(url)),
    declarations: declaredRows(probe).map(row => [
      row.pointerBytes,
      row.subject,
      row.position,
      row.declared,
      row.true,
    ]),
  }
}

function laneData(lane: RunLane): PageData['lanes'][number] {
  const environment = lane.environments
    .map(facts =>
      factsOf(facts)
        .map(([name, value]) => `${name} ${value}`)
        .join(', '),
    )
    .join(' | ')
  return {
    id: lane.id,
    status:
      lane.status === 'measured'
        ? 'measured'
        : [lane.status, lane.reason, lane.remedy].filter(Boolean).join('. '),
    pointerBytes: lane.pointerBytes,
    environment,
  }
}

/** Everything the page shows, in a compact form. */
export function pageData(view: View): PageData {
  const { matrix } = view.report
  // A probe on a device that needs other calls has its own sequence.
  const sequences = numbering<Pick<RunProbe, 'sequence' | 'otherCalls'>>(
    ({ sequence, otherCalls }) => JSON.stringify([sequence, otherCalls ?? {}]),
  )
  for (const { sequence } of matrix.steps) sequences.numberOf({ sequence })
  const probes = matrix.probes.map(probe => probeData(probe, sequences.numberOf(probe)))
  const bySequence = groupBy(matrix.steps, step => step.sequence)
  const steps = sequences.values.map(({ sequence, otherCalls }) =>
    (bySequence.get(sequence) ?? []).map(({ id, operation, title }) => ({
      id,
      operation: otherCalls?.[id] ?? operation,
      title,
    })),
  )
  const stepNumbers = steps.map(list => new Map(list.map((step, index) => [step.id, index])))
  const laneNumbers = new Map(matrix.lanes.map((lane, index) => [lane.id, index]))
  const probeNumbers = new Map(matrix.probes.map((probe, index) => [probe.id, index]))
  const words = numbering<string>(name => name)
  const evidence = numbering<readonly EvidenceLine[]>(lines => JSON.stringify(lines))
  const cells = matrix.probes.map(() => matrix.lanes.map((): number[] => []))
  for (const cell of matrix.cells) {
    const lane = laneNumbers.get(cell.lane)
    const probe = probeNumbers.get(cell.probe)
    const step =
      probe === undefined ? undefined : stepNumbers[probes[probe]?.sequence ?? -1]?.get(cell.step)
    const described = lane === undefined ? undefined : matrix.lanes[lane]
    if (lane === undefined || probe === undefined || step === undefined || !described) continue
    cells[probe]?.[lane]?.push(
      step,
      verdictKinds.indexOf(cell.verdict.kind),
      words.numberOf(wordOf(cell.verdict, cell.outcome)),
      flagsOf(cell),
      evidence.numberOf(linesOf(cell, described, matrix.probes[probe]?.device ?? 'none')),
    )
  }
  return {
    lanes: matrix.lanes.map(laneData),
    order: lanesInOrder(view).flatMap(({ id }) => laneNumbers.get(id) ?? []),
    probes,
    sequences: steps,
    verdicts: verdictKinds.map(kind => ({
      kind,
      symbol: marks[kind].symbol,
      word: marks[kind].word,
      text: verdictTexts[kind],
      isBad: marks[kind].tone === 'bad',
    })),
    words: words.values,
    evidence: evidence.values,
    cells,
  }
}
