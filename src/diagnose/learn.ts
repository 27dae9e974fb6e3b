import { readSignature } from '../dictionary/signature.ts'
import { notAFault, type Dictionary } from '../dictionary/dictionary-file.ts'
import { signatureIn } from '../dictionary/groups.ts'
import { outcomeWord } from '../dictionary/signature.ts'
import { isLayoutDeviation, isSlotDeviation } from '../declare/deviation.ts'
import { cellsOf } from '../result/cells.ts'
import { ERROR_INVALID_HANDLE } from '../declare/win32/errors.ts'
import type { Outcome } from '../result/outcome.ts'
import type { RunFile, RunProbe, RunResult } from '../result/run-file.ts'
import { callKey } from './call-groups.ts'
import { diagnosedAs } from '../mistakes/index.ts'
import type { Observed } from './recorded.ts'
import { valueOf } from './symptom.ts'

/** What a program saw of a call: the code, where a wrong last error was read. */
export function seenWord(operation: string, outcome: Outcome): string {
  return operation === 'GetLastError' &&
    outcome.kind === 'wrong-data' &&
    /^\d+$/.test(outcome.actual)
    ? outcome.actual
    : outcomeWord(outcome)
}

/** `seenWord` with the NTSTATUS behind an error 6: `6/c0000024`. */
function wordWithStatus(operation: string, outcome: Outcome): string {
  const status = statusOf(outcome)
  return status === undefined
    ? seenWord(operation, outcome)
    : `${seenWord(operation, outcome)}/${status}`
}

/** The NTSTATUS behind an error 6; other codes say by themselves what it says. */
export function statusOf(outcome: Outcome): string | undefined {
  return outcome.kind === 'win32-error' &&
    outcome.code === ERROR_INVALID_HANDLE &&
    outcome.status !== 0
    ? (outcome.status >>> 0).toString(16)
    : undefined
}

/** Functions that failed with their first failure, out of all steps in order; `ok,6` for one that had succeeded before. */
function failedCalls(steps: readonly (readonly [string, string])[]): [string, string][] {
  const failed = new Map<string, string>()
  const fine = new Set<string>()
  for (const [name, word] of steps) {
    const key = callKey(name)
    if (word === 'ok') fine.add(key)
    else if (word !== 'not-reached' && !failed.has(key))
      failed.set(key, fine.has(key) ? `ok,${word}` : word)
  }
  return [...failed]
}

interface Plan {
  readonly probe: RunProbe
  readonly result: RunResult
  readonly control: RunResult | undefined
}

interface ObservedSteps {
  readonly failed: [string, string][]
  readonly missed: string[]
  readonly handle?: NonNullable<Observed['handle']>
}

/** What is known of the handle of the first call that ended in an error 6. */
function handleOf(
  { probe, result }: Plan,
  differing: readonly (readonly [string, string, string])[],
): ObservedSteps['handle'] | undefined {
  const [first] = differing.filter(([, word]) => word !== 'ok' && word !== 'not-reached')
  const handle = result.cells
    .find(({ step }) => step === first?.[2])
    ?.seen?.handles?.find(({ position }) => !position.endsWith('.hEvent'))
  // Where the upper half is spoiled on the way, the program still holds the true value.
  const spoiled = probe.deviations.some(
    ({ deviation }) =>
      isSlotDeviation(deviation) &&
      (deviation.declared.passing === 'upper-garbage' ||
        deviation.declared.passing === 'upper-ones'),
  )
  return (
    handle && {
      value: valueOf(BigInt(spoiled ? (handle.true ?? handle.passed) : handle.passed)),
      open: handle.openFailedWith === undefined ? 'succeeded' : 'failed',
    }
  )
}

function observedSteps(plan: Plan, run: RunFile): ObservedSteps {
  const { probe, result, control } = plan
  const right = control ? cellsOf(control) : undefined
  const order = run.steps.filter(step => step.sequence === probe.sequence)
  const cells = cellsOf(result)
  const differing = order.flatMap(({ id, operation }): [string, string, string][] => {
    const outcome = cells.get(id)?.outcome
    const expected = right?.get(id)?.outcome
    if (!outcome) return []
    return [
      [
        operation,
        expected && outcomeWord(expected) === outcomeWord(outcome)
          ? 'ok'
          : wordWithStatus(operation, outcome),
        id,
      ],
    ]
  })
  const reached = new Set(
    order
      .filter(({ id }) => cells.get(id)?.outcome.kind !== 'not-reached')
      .map(({ operation }) => callKey(operation)),
  )
  const handle = handleOf(plan, differing)
  return {
    failed: failedCalls(differing.map(([name, word]) => [name, word])),
    ...(handle ? { handle } : {}),
    missed: [...new Set(order.map(({ operation }) => callKey(operation)))].filter(
      name => !reached.has(name),
    ),
  }
}

/** What a look at the declarations of a probe would show. */
export function lookAt(
  { deviations }: Pick<RunProbe, 'deviations'>,
  pointerBytes: number,
): Pick<Observed, 'layout' | 'check'> {
  const wrong = deviations
    .filter(item => item.pointerBytes === pointerBytes)
    .map(({ deviation }) => deviation)
  const displaced = wrong.some(
    one =>
      isLayoutDeviation(one) &&
      one.struct === 'OVERLAPPED' &&
      (one.kind === 'size' || (one.field === 'hEvent' && one.declared.offset !== one.true.offset)),
  )
  const sentinel = wrong.find(({ kind }) => kind === 'sentinel')
  return {
    layout: displaced ? 'wrong' : 'right',
    check: sentinel === undefined ? 'right' : sentinel.declared === 'unchecked' ? 'none' : 'wrong',
  }
}

function laneOf(run: RunFile, architecture: string): string | undefined {
  return run.lanes.find(
    lane =>
      lane.engine !== 'sim' &&
      lane.kernel === 'native' &&
      lane.host === 'koffi' &&
      lane.architecture === architecture &&
      lane.status === 'measured',
  )?.id
}

/** What the probes of a recorded run show without tags, in 64-bit and in 32-bit processes. Probes that show nothing are absent. */
export function learnFromRun(run: RunFile): readonly Observed[] {
  const seen = (probe: RunProbe, architecture: 'x64' | 'ia32'): ObservedSteps | undefined => {
    const lane = laneOf(run, architecture)
    const result = run.results.find(item => item.lane === lane && item.probe === probe.id)
    return (
      result &&
      observedSteps(
        {
          probe,
          result,
          control: run.results.find(item => item.lane === lane && item.probe === probe.control),
        },
        run,
      )
    )
  }
  return run.probes.flatMap((probe): Observed[] => {
    const diagnosis = diagnosedAs(probe.mechanism)
    if (!diagnosis) return []
    const shown = { x64: seen(probe, 'x64'), ia32: seen(probe, 'ia32') }
    return (['x64', 'ia32'] as const).flatMap((architecture): Observed[] => {
      const own = shown[architecture]
      const other = shown[architecture === 'x64' ? 'ia32' : 'x64']
      if (!own || own.failed.length === 0) return []
      const width =
        other && other.failed.length > 0 ? 'both' : architecture === 'x64' ? 'only-64' : 'only-32'
      return [
        {
          id: probe.id,
          class: diagnosis,
          architecture,
          width,
          sequence: probe.sequence,
          ...own,
          ...lookAt(probe, architecture === 'x64' ? 8 : 4),
        },
      ]
    })
  })
}

/** What the faults of a dictionary show without tags; faults of a class that show the same count once, under the first name. */
export function learnFromDictionary(dictionary: Dictionary): readonly Observed[] {
  const lanes = {
    x64: dictionary.lanes.findIndex(
      lane => lane.engine !== 'sim' && lane.kernel === 'native' && lane.architecture === 'x64',
    ),
    ia32: dictionary.lanes.findIndex(
      lane => lane.engine !== 'sim' && lane.kernel === 'native' && lane.architecture === 'ia32',
    ),
  }
  const distinct = new Map<string, Observed>()
  for (const [position, fault] of dictionary.faults.entries()) {
    const diagnosis = diagnosedAs(fault.class)
    if (!diagnosis) continue
    const functions = new Map(dictionary.steps[fault.sequence])
    const of = (architecture: 'x64' | 'ia32'): [string, string][] | undefined => {
      const lane = dictionary.lanes[lanes[architecture]]
      if (!lane || lane.signatures[position] === notAFault) return []
      // What differs from recording to recording teaches nothing.
      if (dictionary.unstable[lane.id]?.[fault.id]) return undefined
      const signature = signatureIn(dictionary, lane, position)
      if (signature === undefined) return undefined
      const words = readSignature(signature)
      const scene = words[0]?.scene
      const first = new Map(
        words.filter(word => word.scene === scene).map(({ step, outcome }) => [step, outcome]),
      )
      return failedCalls([...functions].map(([step, name]) => [name, first.get(step) ?? 'ok']))
    }
    for (const architecture of ['x64', 'ia32'] as const) {
      const failed = of(architecture)
      const other = of(architecture === 'x64' ? 'ia32' : 'x64')
      // What the other width shows is not known, or not the same each time: then it is not known either whether both show it.
      if (!failed || failed.length === 0 || !other) continue
      const width = other.length > 0 ? 'both' : architecture === 'x64' ? 'only-64' : 'only-32'
      const observed: Observed = {
        id: fault.id,
        class: diagnosis,
        architecture,
        width,
        sequence: fault.sequence,
        failed,
        missed: [],
      }
      const key = JSON.stringify([diagnosis, architecture, width, fault.sequence, failed])
      if (!distinct.has(key)) distinct.set(key, observed)
    }
  }
  return [...distinct.values()]
}
