import { join } from 'node:path'
import type { Engine, Ready } from '../../src/lanes/engines/engine.ts'
import { sim } from '../../src/lanes/engines/sim.ts'
import { retype } from '../../src/program/changes.ts'
import { loadProbes } from '../../src/program/load.ts'
import type { Probe } from '../../src/program/define-probe.ts'
import { endsIn, everyStep } from '../../src/program/claims.ts'
import { cellsOf } from '../../src/result/cells.ts'
import type { Outcome } from '../../src/result/outcome.ts'
import type { RunFile } from '../../src/result/run-file.ts'
import { laneOf } from '../../src/measure/lanes.ts'
import type { Confirmations } from '../../src/measure/execute.ts'
import { runAll } from '../../src/measure/run-all.ts'
import { packageFolder } from '../../src/os/package-folder.ts'
import { markChildren } from './own-place.ts'

/** A script under fixtures/children. */
export function childScript(name: string): string {
  return join(packageFolder, 'fixtures', 'children', name)
}

/** An engine whose children run another script than the child of this package, each on a wire of its own. */
export function scriptEngine(
  script: string,
  environment: Readonly<Record<string, string>> = {},
): Engine {
  const ready: Ready = {
    ready: true,
    environment: {},
    command: (_, words) => ({
      file: process.execPath,
      arguments: [childScript(script), ...words],
      environment: { PATH: process.env['PATH'] ?? '', ...environment },
    }),
    childPath: path => path,
    linkPort: async () => ({ name: 'COM77', release: async () => undefined }),
  }
  return { id: 'windows', prepare: async () => ready }
}

/** The embedded engine with one thing changed. */
export function alteredSim(alter: (ready: Ready) => Ready): Engine {
  return {
    id: 'sim',
    prepare: async (architecture, notice) => {
      const state = await sim.prepare(architecture, notice)
      return state.ready ? alter(state) : state
    },
  }
}

const [control] = await loadProbes()
if (!control) throw new Error('The folder probes/ has no control')

/** A probe whose name tells the stub what to do, and which claims that it happens. */
export function behaviour(
  id: string,
  claims: 'claimed' | 'unclaimed',
  steps = control?.sequence.steps,
): Probe {
  if (!control || !steps) throw new Error('The folder probes/ has no control')
  return {
    ...control,
    id,
    mistake: 'arg-truncated',
    change: retype({ types: ['HANDLE'] }, 'uint32_t'),
    sequence: { ...control.sequence, steps },
    danger: 'memory',
    claims:
      claims === 'claimed'
        ? [endsIn({}, everyStep, 'crashed', 'timed-out', 'same', 'not-reached')]
        : [],
  }
}

/** A run and what was said beside it. */
export interface Provoked {
  readonly run: RunFile
  readonly faults: readonly string[]
  readonly notices: readonly string[]
}

/** Runs probes on one lane of an engine. */
export async function provoke(
  engine: Engine,
  probes: readonly Probe[],
  jobs = 8,
  confirmations?: Confirmations,
  began: (probe: string) => void = () => undefined,
): Promise<Provoked> {
  if (!control) throw new Error('The folder probes/ has no control')
  const faults: string[] = []
  const notices: string[] = []
  const run = await runAll({
    version: '0.0.0',
    lanes: [laneOf(engine.id, 'x64', 'native')],
    engines: { [engine.id]: markChildren(engine) },
    probes,
    control,
    jobs,
    ...(confirmations && { confirmations }),
    notice(sentence) {
      notices.push(sentence)
    },
    fault(sentence) {
      faults.push(sentence)
    },
    progress: {
      planned: () => undefined,
      began(_, probe) {
        began(probe)
      },
      done: () => undefined,
    },
  })
  return { run, faults, notices }
}

/** Outcomes of a probe in the order of its steps. */
export function outcomes({ run }: Provoked, probe: string): readonly Outcome[] {
  const result = run.results.find(item => item.probe === probe)
  const order = new Map(run.steps.map((step, index) => [step.id, index]))
  const cells = result ? [...cellsOf(result).values()] : []
  return cells
    .sort((one, other) => (order.get(one.step) ?? 0) - (order.get(other.step) ?? 0))
    .map(({ outcome }) => outcome)
}
