import { formatNames, render } from '../../src/views/index.ts'
import { reportOf } from '../../src/views/report.ts'
import { mergeRuns } from '../../src/result/merge.ts'
import {
  runSchemaVersion,
  type RunCell,
  type RunFile,
  type RunLane,
  type RunStep,
} from '../../src/result/run-file.ts'

const laneIds = ['wine-x64', 'wine-x64-tagged', 'wine-ia32', 'sim-x64'] as const
const stepsPerProbe = 50

function lane(id: string): RunLane {
  return {
    id,
    engine: 'wine',
    architecture: 'x64',
    kernel: 'native',
    host: 'koffi',
    pointerBytes: 8,
    status: 'measured',
    environments: [{ facts: { node: '22.23.2' } }],
  }
}

const steps: readonly RunStep[] = Array.from({ length: stepsPerProbe }, (_, index) => ({
  sequence: 'serial',
  id: `step-${index}`,
  operation: `Operation${index % 20}`,
  title: 'a step',
  group: 'read',
}))

/** A third of the steps fails with 6, each with its evidence; values differ from cell to cell. */
function cell(step: RunStep, probe: number, index: number): RunCell {
  if (index % 3 !== 0) return { step: step.id, outcome: { kind: 'ok' }, harmless: 'kernel-handle' }
  const passed = `0x${(probe * stepsPerProbe + index).toString(16)}`
  return {
    step: step.id,
    outcome: { kind: 'win32-error', code: 6, status: 0xc0000008 },
    claim: { verdicts: ['invalid-handle'] },
    seen: {
      returned: '0x0',
      shape: 'number',
      lastError: 6,
      ntStatus: 0xc0000008,
      elapsedUs: 3,
      handles: [
        {
          position: 'hFile',
          passed,
          true: '0xd0',
          alive: true,
          passedAlive: false,
          fileType: 2,
          openedBy: 'step-0',
        },
      ],
    },
  }
}

/** A run of about `cells` cells on four lanes. */
function runOf(cells: number, lanes: readonly string[], startedAt: string): RunFile {
  const count = Math.max(1, Math.round(cells / laneIds.length / stepsPerProbe))
  const names = ['correct', ...Array.from({ length: count - 1 }, (_, index) => `probe-${index}`)]
  const results = lanes.flatMap(id =>
    names.map((probe, number) =>
      number === 0
        ? { lane: id, probe, ok: steps.map(step => step.id), cells: [] }
        : { lane: id, probe, ok: [], cells: steps.map((step, index) => cell(step, number, index)) },
    ),
  )
  return {
    schemaVersion: runSchemaVersion,
    tool: { name: 'handle-width', version: '0.0.0' },
    meta: { startedAt, durationMs: 1 },
    planned: results.length * stepsPerProbe,
    lanes: lanes.map(lane),
    probes: names.map(id => ({
      id,
      probe: id,
      title: 'a probe',
      mechanism: id === 'correct' ? 'control' : 'arg-truncated',
      width: true,
      sequence: 'serial',
      device: 'loopback',
      addresses: 'as-they-come',
      control: 'correct',
      why: 'Because.',
      seenIn: [],
      deviations: steps.slice(0, 10).map(({ operation }) => ({
        pointerBytes: 8,
        deviation: {
          kind: 'width',
          place: { at: 'parameter', function: operation, parameter: 'hFile' },
          declared: { type: 'uint32_t', kind: 'unsigned', bytes: 4 },
          true: { type: 'HANDLE', kind: 'pointer', bytes: 8, cType: 'void *' },
        },
      })),
    })),
    steps: [...steps],
    results,
  }
}

/** The best of three, in milliseconds: what else runs on the machine only adds. */
function timeOf(work: () => unknown): number {
  const times = [1, 2, 3].map(() => {
    const start = performance.now()
    work()
    return performance.now() - start
  })
  return Math.min(...times)
}

/** Time of one part of the work for each size. */
interface ReportTimes {
  readonly part: string
  /** Milliseconds, for as many cells as `sizes` says. */
  readonly times: readonly number[]
}

const sizes = [1000, 10_000, 100_000] as const

/** Merges, judges and renders runs of 1,000 to 100,000 cells. */
function measureReports(): ReportTimes[] {
  const inputs = sizes.map(
    size =>
      [
        runOf(size, laneIds.slice(0, 2), '2026-01-01'),
        runOf(size, laneIds.slice(1), '2026-01-02'),
      ] as const,
  )
  const merged = inputs.map(([one, other]) => mergeRuns([one, other]))
  const reports = merged.map(reportOf)
  return [
    { part: 'merge', times: inputs.map(([one, other]) => timeOf(() => mergeRuns([one, other]))) },
    { part: 'judge', times: merged.map(run => timeOf(() => reportOf(run))) },
    ...formatNames.map(name => ({
      part: name,
      times: reports.map(report => timeOf(() => render(name, report))),
    })),
  ]
}

/** Prints milliseconds for 10,000 cells, and the growth from there to 100,000 (10 is linear). */
export function printReportBench(print: (line: string) => void): void {
  print('Reports, 10,000 cells (ms), and growth 10,000 -> 100,000 cells (linear: 10)')
  for (const {
    part,
    times: [small = 0, middle = 0, large = 0],
  } of measureReports()) {
    print(
      `  ${part.padEnd(10)} ${middle.toFixed(1).padStart(8)} ms   x${(large / middle).toFixed(1).padStart(5)}   (1,000: ${small.toFixed(1)} ms, 100,000: ${large.toFixed(0)} ms)`,
    )
  }
}
