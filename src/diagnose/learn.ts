import { notAFault, type Dictionary } from '../dictionary/dictionary-file.ts'
import { signatureIn } from '../dictionary/groups.ts'
import { essence } from '../dictionary/signature.ts'
import { isLayoutDeviation, isSlotDeviation } from '../declare/deviation.ts'
import { cellsOf } from '../result/cells.ts'
import { ERROR_INVALID_HANDLE } from '../declare/win32/errors.ts'
import type { Outcome } from '../result/outcome.ts'
import type { RunFile, RunProbe, RunResult } from '../result/run-file.ts'
import { callKey } from './call-groups.ts'
import { diagnosedAs, type MistakeId, type ProbeMistake } from '../mistakes/index.ts'
import type { Observed } from './recorded-schema.ts'
import { valueOf } from './symptom.ts'

/** What a program saw of a call: the code, where a wrong last error was read. */
export function seenWord(operation: string, outcome: Outcome): string {
  return operation === 'GetLastError' &&
    outcome.kind === 'wrong-data' &&
    /^\d+$/.test(outcome.actual)
    ? outcome.actual
    : String(essence(outcome))
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
        expected && essence(expected) === essence(outcome)
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

const widths = ['x64', 'ia32'] as const
type Learned = (typeof widths)[number]

/** What a recording has of one mistake, before it is learned. */
interface Recorded extends Pick<Observed, 'id' | 'sequence'> {
  readonly mistake: ProbeMistake | MistakeId
  /** What it showed at a width, with no failure where it showed nothing; `undefined` where that is not known. */
  shown(
    architecture: Learned,
  ): Omit<Observed, 'id' | 'sequence' | 'class' | 'architecture' | 'width'> | undefined
}

/** What recordings teach of one mistake: at each width where it shows something, whether the other width shows it too. */
function learn({ id, mistake, sequence, shown }: Recorded): Observed[] {
  const diagnosis = diagnosedAs(mistake)
  if (!diagnosis) return []
  const seen = { x64: shown('x64'), ia32: shown('ia32') }
  return widths.flatMap((architecture): Observed[] => {
    const own = seen[architecture]
    const other = seen[architecture === 'x64' ? 'ia32' : 'x64']
    // If what the other width shows is unknown or varies, it is unknown whether both widths show it.
    if (!own || own.failed.length === 0 || !other) return []
    const width = other.failed.length > 0 ? 'both' : architecture === 'x64' ? 'only-64' : 'only-32'
    return [{ id, class: diagnosis, architecture, width, sequence, ...own }]
  })
}

const nothingShown = { failed: [], missed: [] }

/** What the probes of a recorded run show without tags, in 64-bit and in 32-bit processes. Probes that show nothing are absent. */
export function learnFromRun(run: RunFile): readonly Observed[] {
  return run.probes.flatMap(probe =>
    learn({
      id: probe.id,
      mistake: probe.mechanism,
      sequence: probe.sequence,
      shown(architecture) {
        const lane = laneOf(run, architecture)
        const of = (id: string): RunResult | undefined =>
          run.results.find(item => item.lane === lane && item.probe === id)
        const result = of(probe.id)
        if (!result) return nothingShown
        return {
          ...observedSteps({ probe, result, control: of(probe.control) }, run),
          ...lookAt(probe, architecture === 'x64' ? 8 : 4),
        }
      },
    }),
  )
}

/** What the faults of a dictionary show without tags; faults of a class that show the same count once, under the first name. */
export function learnFromDictionary(dictionary: Dictionary): readonly Observed[] {
  const laneOn = (architecture: Learned) =>
    dictionary.lanes.find(
      lane =>
        lane.engine !== 'sim' && lane.kernel === 'native' && lane.architecture === architecture,
    )
  const lanes = { x64: laneOn('x64'), ia32: laneOn('ia32') }
  const distinct = new Map<string, Observed>()
  for (const [position, { id, class: mistake, sequence }] of dictionary.faults.entries()) {
    const steps = new Map(dictionary.steps[sequence])
    const learned = learn({
      id,
      mistake,
      sequence,
      shown(architecture) {
        const lane = lanes[architecture]
        if (!lane || lane.signatures[position] === notAFault) return nothingShown
        // What differs from recording to recording teaches nothing.
        if (dictionary.unstable[lane.id]?.[id]) return undefined
        const signature = signatureIn(dictionary, lane, position)
        if (signature === undefined) return undefined
        const first = new Map(
          signature
            .filter(({ scene }) => scene === signature[0]?.scene)
            .map(({ step, outcome }) => [step, String(outcome)]),
        )
        return {
          failed: failedCalls([...steps].map(([step, name]) => [name, first.get(step) ?? 'ok'])),
          missed: [],
        }
      },
    })
    for (const observed of learned) {
      const { architecture, width, failed } = observed
      const key = JSON.stringify([observed.class, architecture, width, sequence, failed])
      if (!distinct.has(key)) distinct.set(key, observed)
    }
  }
  return [...distinct.values()]
}
