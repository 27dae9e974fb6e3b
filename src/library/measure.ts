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

/** What to measure. The defaults are those of `handle-width run`. */
export interface MeasureOptions {
  /** How the children are started; by default every engine that is available. */
  readonly engine?: OneOrMore<EngineId | 'auto'>
  readonly arch?: OneOrMore<Architecture>
  /** Which kernel answers: the engine's own, or the same behind tagged handles; by default both. */
  readonly kernel?: OneOrMore<KernelChoice>
  /** The runtime and FFI that make the calls; by default koffi, and ffi-napi for the probes whose verdict depends on the FFI. */
  readonly host?: OneOrMore<string>
  /** Names of probes, or patterns such as `overlapped-*`; by default all, or none with a binding. */
  readonly probe?: OneOrMore<string>
  /** Packages, files or folders whose declarations are run. JavaScript among them is executed. */
  readonly binding?: OneOrMore<string>
  /** Exported functions of JavaScript bindings to call after loading. */
  readonly call?: readonly string[]
  /** What is opened: `loopback`, `com:COM3`, `pipe`, `event` …; by default what each probe is made for. */
  readonly device?: OneOrMore<string>
  /** Look for a port that echoes; this writes to every serial port that is not in use. */
  readonly ping?: boolean
  /** Run failing cells again with an exception for each bad handle. */
  readonly strict?: boolean
  /** Maximum number of concurrent children; by default twice the number of processors. */
  readonly jobs?: number
  /** A folder for the plans, for `handle-width replay`. */
  readonly savePlans?: string | undefined
  /** A python.exe for the host ctypes, one for each architecture; by default those that Windows knows. */
  readonly python?: readonly string[]
  /** Called with messages during the run, one sentence each. */
  notice?(sentence: string): void
  readonly progress?: Progress
}

/** The result of a measurement. */
export interface Measurement {
  readonly run: RunFile
  /** The requested bindings: their probes, and what could not be analysed. */
  readonly bindings: readonly ChosenBinding[]
  /** What was planned but could not be measured, one sentence each. If there are any, the run is incomplete. */
  readonly faults: readonly string[]
  /** Crashes of children that no probe claims and that did not recur, one sentence each. */
  readonly warnings: readonly string[]
}

/** Some JavaScript engines switch to a faster path after some thousand calls; where hosts are compared, that path is measured too. */
const warmCalls = 10_000

const noProgress: Progress = {
  planned: () => undefined,
  began: () => undefined,
  done: () => undefined,
}

function listOf<Value>(given: OneOrMore<Value> | undefined): readonly Value[] {
  return given === undefined ? [] : Array.isArray(given) ? given : [given as Value]
}

/** The values of an option, or its defaults. Throws UserProblem for an unknown value. */
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

/**
 * The lanes that the options select. Lanes of libffi are added to the usual ones, because most users ask about
 * ctypes, which is built on it.
 */
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

/** Throws UserProblem where none of the requested lanes is available, since there is nothing to show or to save. */
function assertMeasured({ lanes }: RunFile): void {
  if (lanes.length === 0)
    throw new UserProblem(
      "Nothing was measured: no lane fits the engines, architectures, kernels and hosts that were named; see 'handle-width list lanes'",
    )
  if (lanes.some(({ status }) => status !== 'unavailable')) return
  const why = new Set(
    lanes.map(({ reason, remedy }) => [reason, remedy].filter(Boolean).join('. ')),
  )
  throw new UserProblem(
    `None of the lanes ${lanes.map(({ id }) => id).join(', ')} is here: ${[...why].join('. ')}`,
  )
}

/** Like `measure`, with bindings that were already read. */
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
 * Runs probes, or the declarations of a binding, in isolated processes and records the outcome of every call.
 *
 * Throws UserProblem, in one sentence, for errors that the caller can correct.
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
