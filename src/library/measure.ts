import { resolve } from 'node:path'
import { libffi } from '../hosts/index.ts'
import { architectures, type Architecture } from '../declare/win32/architecture.ts'
import { engineIds, engines } from '../lanes/engines/index.ts'
import type { EngineId } from '../result/lane.ts'
import { kernelChoices, lanesOf, type KernelChoice } from '../measure/lanes.ts'
import type { Progress } from '../measure/progress.ts'
import { runAll, type RunRequest } from '../measure/run-all.ts'
import { UserProblem } from '../os/problem.ts'
import { packageVersion } from '../os/package-version.ts'
import { dependsOnFfi } from '../program/define-probe.ts'
import { loadProbes } from '../program/load.ts'
import type { RunFile } from '../result/run-file.ts'
import { readBindings, type ChosenBinding } from './bindings.ts'
import { chooseDevices } from './choose-devices.ts'
import { parseDevices } from './devices.ts'
import {
  defaultJobs,
  selectEngines,
  selectHosts,
  selectProbes,
  usualArchitectures,
} from './select.ts'
import { wholeNumber } from './whole-number.ts'

type OneOrMore<Value> = Value | readonly Value[]

/** What to measure. What is left out is as `handle-width run` has it. */
export interface MeasureOptions {
  /** Who starts the children; every engine that is there if not given. */
  readonly engine?: OneOrMore<EngineId | 'auto'>
  readonly arch?: OneOrMore<Architecture>
  /** Who answers: the engine itself, or the engine behind tagged handles; both if not given. */
  readonly kernel?: OneOrMore<KernelChoice>
  /** Who makes the calls; koffi if not given, and ffi-napi beside it for the probes whose verdict depends on the FFI. */
  readonly host?: OneOrMore<string>
  /** Names of probes, or patterns such as `overlapped-*`; all if not given, none beside a binding. */
  readonly probe?: OneOrMore<string>
  /** Packages, files or folders whose declarations are run. The code of JavaScript among them runs. */
  readonly binding?: OneOrMore<string>
  /** Exported functions of JavaScript bindings to call after loading. */
  readonly call?: readonly string[]
  /** What is opened: `loopback`, `com:COM3`, `pipe`, `event` …; what each probe is made for if not given. */
  readonly device?: OneOrMore<string>
  /** Look for a port that sends back what it gets; writes to every serial port that is not in use. */
  readonly ping?: boolean
  /** Run failing cells again where the system raises an exception for each bad handle. */
  readonly strict?: boolean
  /** Children at once; twice the number of processors if not given. */
  readonly jobs?: number
  /** A folder that keeps the plans, for `handle-width replay`. */
  readonly savePlans?: string | undefined
  /** A python.exe for the host ctypes, one for each architecture; those that Windows knows if not given. */
  readonly python?: readonly string[]
  /** Called with messages during the run, one sentence each. */
  notice?(sentence: string): void
  readonly progress?: Progress
}

/** What was measured. */
export interface Measurement {
  readonly run: RunFile
  /** The bindings that were asked for: their probes, and what could not be seen of them. */
  readonly bindings: readonly ChosenBinding[]
  /** What was planned and could not be measured: one sentence each. With any of them the run is incomplete. */
  readonly faults: readonly string[]
  /** Crashes of children that no probe claims and that did not happen again: one sentence each. */
  readonly warnings: readonly string[]
}

/** Some JavaScript engines take a faster path after some thousand calls; where hosts are compared, that path is measured too. */
const warmCalls = 10_000

const noProgress: Progress = {
  planned: () => undefined,
  began: () => undefined,
  done: () => undefined,
}

function listOf<Value>(given: OneOrMore<Value> | undefined): readonly Value[] {
  return given === undefined ? [] : Array.isArray(given) ? given : [given as Value]
}

/** The choices of an option, or its usual ones. Throws UserProblem for one that is not there. */
function choicesOf<Value extends string>(
  option: string,
  given: OneOrMore<Value> | undefined,
  known: readonly Value[],
  usual: readonly Value[],
): readonly Value[] {
  const chosen = listOf(given)
  const wrong = chosen.find(value => !known.includes(value))
  if (wrong !== undefined)
    throw new UserProblem(
      `Unknown ${option} ${JSON.stringify(wrong)}: expected ${known.join(', ')}`,
    )
  return chosen.length === 0 ? usual : chosen
}

/** The lanes that options mean; lanes of libffi beside the usual ones, because most users ask about ctypes, which is built on it. */
function lanesFor(options: MeasureOptions, isFfiCompared: boolean): RunRequest['lanes'] {
  const chosenEngines = selectEngines(
    choicesOf('engine', options.engine, ['auto', ...engineIds], ['auto']),
  )
  const arch = choicesOf('arch', options.arch, architectures, usualArchitectures())
  const kernel = choicesOf('kernel', options.kernel, kernelChoices, kernelChoices)
  const lanes = lanesOf(chosenEngines, arch, kernel, selectHosts(listOf(options.host)))
  if (!isFfiCompared) return lanes
  return [
    ...lanes,
    ...lanesOf(
      chosenEngines,
      arch.filter(architecture => libffi.needs(architecture)),
      kernel.filter(choice => choice === 'native'),
      [libffi.id],
    ),
  ]
}

async function requestOf(
  options: MeasureOptions,
  bindings: readonly ChosenBinding[],
): Promise<Omit<RunRequest, 'fault' | 'warn'>> {
  const wanted = parseDevices(listOf(options.device))
  const jobs = wholeNumber('jobs', options.jobs ?? defaultJobs())
  const probes = await loadProbes()
  const [control] = probes
  if (!control) throw new Error('The folder probes/ has no control')
  const globs = listOf(options.probe)
  const chosen = [
    ...(bindings.length > 0 && globs.length === 0 ? [] : selectProbes(probes, globs)),
    ...bindings.flatMap(binding => binding.probes),
  ]
  const isUsual = listOf(options.host).length === 0
  const lanes = lanesFor(options, isUsual && chosen.some(dependsOnFfi))
  const notice = options.notice ?? (() => undefined)
  return {
    version: packageVersion(),
    lanes,
    engines,
    probes: chosen,
    beside: isUsual,
    control,
    devices: await chooseDevices(wanted, lanes, options.ping ?? false, notice),
    ...(options.savePlans === undefined ? {} : { savePlans: options.savePlans }),
    strict: options.strict ?? false,
    ffiCalls: isUsual ? 0 : warmCalls,
    named: { pythons: options.python ?? [] },
    jobs,
    notice,
    progress: options.progress ?? noProgress,
  }
}

/** Throws UserProblem where not one lane that was asked for is there: there is nothing to show or to keep. */
function assertMeasured({ lanes }: RunFile): void {
  if (lanes.some(({ status }) => status !== 'unavailable')) return
  const why = new Set(
    lanes.map(({ reason, remedy }) => [reason, remedy].filter(Boolean).join('. ')),
  )
  throw new UserProblem(
    `None of the lanes ${lanes.map(({ id }) => id).join(', ')} is here: ${[...why].join('. ')}`,
  )
}

/** The same as `measure`, with bindings that were read already. */
export async function measureWith(
  options: MeasureOptions,
  bindings: readonly ChosenBinding[],
): Promise<Measurement> {
  const faults = new Set<string>()
  const warnings: string[] = []
  const run = await runAll({
    ...(await requestOf(options, bindings)),
    fault: sentence => faults.add(sentence),
    warn: sentence => warnings.push(sentence),
  })
  assertMeasured(run)
  return { run, bindings, faults: [...faults], warnings }
}

/**
 * Runs probes, or the declarations of a binding, in isolated processes and records what every call did.
 *
 * Throws UserProblem, in one sentence, for what the caller can put right.
 *
 * @example
 * const { run } = await measure({ engine: 'sim', probe: 'overlapped-32' })
 */
export async function measure(options: MeasureOptions = {}): Promise<Measurement> {
  const arch = choicesOf('arch', options.arch, architectures, usualArchitectures())
  return measureWith(
    options,
    await readBindings(listOf(options.binding), arch, options.call ?? [], resolve('.')),
  )
}
