import { isSlotDeviation } from '../../../src/declare/deviation.ts'
import type { MistakeId } from '../../../src/mistakes/index.ts'
import { diagnosedAs } from '../../../src/mistakes/index.ts'
import type { Features } from '../../../src/mistakes/features.ts'
import { featuresOf, valueOf, type SeenCall, type Symptom } from '../../../src/diagnose/symptom.ts'
import { lookAt, seenWord, statusOf } from '../../../src/diagnose/learn.ts'
import { essence } from '../../../src/dictionary/signature.ts'
import { cellsOf } from '../../../src/result/cells.ts'
import type { RunFile, RunProbe } from '../../../src/result/run-file.ts'

/** A probe as a user experiences it. */
export interface UserStory {
  readonly probe: string
  readonly class: MistakeId
  /** Only the message of the first error. */
  readonly message: Symptom
  /** The program stopped at its first error; the calls before it, the handle and the other width are known. */
  readonly firstError: Symptom
  /** Every call that was made, with its NTSTATUS, in processes of both widths. */
  readonly whole: Symptom
  /** What a user finds who checks what the diagnosis suggests. */
  readonly answers: Features
}

interface Seen {
  readonly ok: string[]
  readonly failed: SeenCall[]
  readonly before: string[]
  handle?: bigint
  open?: 'succeeded' | 'failed'
}

function seenIn(run: RunFile, lane: string, probe: RunProbe): Seen | undefined {
  const result = run.results.find(item => item.lane === lane && item.probe === probe.id)
  const control = run.results.find(item => item.lane === lane && item.probe === probe.control)
  if (!result || !control) return undefined
  const cells = cellsOf(result)
  const right = cellsOf(control)
  const seen: Seen = { ok: [], failed: [], before: [] }
  for (const step of run.steps.filter(({ sequence }) => sequence === probe.sequence)) {
    const outcome = cells.get(step.id)?.outcome
    const expected = right.get(step.id)?.outcome
    if (!outcome || outcome.kind === 'not-reached') continue
    if (outcome.kind === 'ok' || (expected && essence(expected) === essence(outcome))) {
      seen.ok.push(step.operation)
      if (seen.failed.length === 0) seen.before.push(step.operation)
    } else {
      const handle =
        seen.failed.length > 0
          ? undefined
          : cells.get(step.id)?.seen?.handles?.find(({ position }) => !position.endsWith('.hEvent'))
      // A program prints the value it holds, which is damaged only later, when it is passed.
      if (handle) {
        seen.handle = BigInt(
          probe.deviations.some(
            ({ deviation }) =>
              isSlotDeviation(deviation) && deviation.declared.passing?.startsWith('upper-'),
          )
            ? (handle.true ?? handle.passed)
            : handle.passed,
        )
        seen.open = handle.openFailedWith === undefined ? 'succeeded' : 'failed'
      }
      const status = statusOf(outcome)
      seen.failed.push({
        call: step.operation,
        outcome: seenWord(step.operation, outcome),
        ...(status === undefined ? {} : { status }),
      })
    }
  }
  return seen
}

/** The user stories of the probes of a run, without tags, on `architecture`. `silent` lists the probes without symptoms. */
export function storiesOf(
  run: RunFile,
  architecture: 'x64' | 'ia32',
): { readonly stories: readonly UserStory[]; readonly silent: readonly string[] } {
  const laneOf = (name: string): string =>
    run.lanes.find(lane => lane.architecture === name && lane.kernel !== 'tagged')?.id ?? ''
  const otherArchitecture = architecture === 'x64' ? 'ia32' : 'x64'
  const stories: UserStory[] = []
  const silent: string[] = []
  for (const probe of run.probes) {
    const diagnosis = diagnosedAs(probe.mechanism)
    const seen = seenIn(run, laneOf(architecture), probe)
    if (!diagnosis || !seen) continue
    const [first] = seen.failed
    if (!first) {
      silent.push(probe.id)
      continue
    }
    const other = seenIn(run, laneOf(otherArchitecture), probe)
    const elsewhere =
      other && other.failed.length > 0
        ? ({ sameOn: otherArchitecture } as const)
        : ({ okOn: otherArchitecture } as const)
    const handle = seen.handle === undefined ? {} : { handle: seen.handle }
    const { call, outcome } = first
    const { layout, check } = lookAt(probe, architecture === 'x64' ? 8 : 4)
    const width = featuresOf({ failed: [], ok: [], ...elsewhere }).width
    stories.push({
      probe: probe.id,
      class: diagnosis,
      message: { architecture, failed: [{ call, outcome }], ok: [] },
      firstError: {
        architecture,
        failed: [{ call, outcome }],
        ok: [...new Set(seen.before)],
        ...elsewhere,
        ...handle,
      },
      whole: {
        architecture,
        failed: seen.failed,
        ok: [...new Set(seen.ok)],
        ...elsewhere,
        ...handle,
        ...(other ? { elsewhere: { failed: other.failed, ok: [...new Set(other.ok)] } } : {}),
      },
      answers: {
        ...(layout ? { layout: [layout] } : {}),
        ...(check ? { check: [check] } : {}),
        ...(width ? { width } : {}),
        ...(seen.handle === undefined ? {} : { value: [valueOf(seen.handle)] }),
        ...(seen.open ? { open: [seen.open] } : {}),
      },
    })
  }
  return { stories, silent }
}
