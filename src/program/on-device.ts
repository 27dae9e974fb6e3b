import type { Device } from '../devices/device.ts'
import { devices, type DeviceKind } from '../devices/index.ts'
import type { Step } from './step.ts'
import { constants } from '../declare/win32/constants.ts'
import type { ProgramEdit } from './program.ts'
import { nothing, number } from './step-builders.ts'

/** Makes an event where the sequence opens the device: a handle that is alive and names no file. */
function createInsteadOfOpen(step: Step): Step {
  const path = step.arguments['lpFileName']
  if (step.function !== 'CreateFileW' || path?.kind !== 'address' || path.of !== 'path') return step
  return {
    ...step,
    function: 'CreateEventW',
    title: `${step.title}: an event in its place`,
    arguments: {
      lpEventAttributes: nothing,
      bManualReset: number(1),
      bInitialState: number(0),
      lpName: nothing,
    },
  }
}

function expectPipe(step: Step): Step {
  if (step.function !== 'GetFileType') return step
  return {
    ...step,
    title: 'the handle names a pipe',
    checks: [{ kind: 'returned', equals: constants.FILE_TYPE_PIPE }],
  }
}

/** Leaves out the steps of these names, and what comes after one that is left out. */
function without(steps: readonly Step[], ids: ReadonlySet<string>): readonly Step[] {
  const left = new Set(ids)
  return steps.filter(step => {
    if (!left.has(step.id) && !(step.after ?? []).some(id => left.has(id))) return true
    left.add(step.id)
    return false
  })
}

/** Reads that are to be cancelled: on an unplugged port they end by themselves, before the cancel or after it. */
function withoutCancels(steps: readonly Step[]): readonly Step[] {
  const cancels = steps.filter(({ group }) => group === 'cancel')
  return without(steps, new Set(cancels.flatMap(({ id, after }) => [id, ...(after ?? [])])))
}

/** Steps that need an answer from the far end, with the reads they get it from. */
function withoutAnswers(steps: readonly Step[]): readonly Step[] {
  const answered = steps.filter(
    step => step.until !== undefined || step.checks?.some(check => check.kind === 'bytes'),
  )
  const reads = answered
    .flatMap(step => step.after ?? [])
    .filter(id => steps.some(step => step.id === id && step.function === 'ReadFile'))
  return without(steps, new Set([...answered.map(({ id }) => id), ...reads]))
}

/** What a sequence is changed to, by what `devices` says of a kind. */
const edits: Readonly<Record<Device['program'], ProgramEdit>> = {
  whole: steps => steps,
  'event-for-open': steps => steps.map(createInsteadOfOpen),
  'without-serial-waits': steps => steps.filter(step => step.serialOnly !== true).map(expectPipe),
  'without-cancels': withoutCancels,
  'without-answers': withoutAnswers,
}

/**
 * Makes a sequence that was written for a serial port fit the device it gets. Reads and writes that
 * only the time-outs or the purges of a serial port would end are left out on a pipe: they would wait
 * for ever. What a pipe merely refuses stays in. On an unplugged port nothing is cancelled,
 * and where the far end is silent no answer is waited for.
 */
export function fitTo(kind: DeviceKind): ProgramEdit {
  return edits[devices[kind].program]
}
