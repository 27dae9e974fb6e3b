import type { Device } from '../devices/device.ts'
import { devices, type DeviceKind } from '../devices/index.ts'
import type { Step } from './step.ts'
import { constants } from '../declare/win32/constants.ts'
import type { ProgramEdit } from './program.ts'
import { nothing, number } from './step-builders.ts'

/** Creates an event where the sequence opens the device: a valid handle that is not a file. */
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

/** Removes the steps with these ids, and the steps that depend on them. */
function without(steps: readonly Step[], ids: ReadonlySet<string>): readonly Step[] {
  const left = new Set(ids)
  return steps.filter(step => {
    if (!left.has(step.id) && !(step.after ?? []).some(id => left.has(id))) return true
    left.add(step.id)
    return false
  })
}

/** Removes reads that are cancelled: on an unplugged port they end by themselves, before or after the cancel. */
function withoutCancels(steps: readonly Step[]): readonly Step[] {
  const cancels = steps.filter(({ group }) => group === 'cancel')
  return without(steps, new Set(cancels.flatMap(({ id, after }) => [id, ...(after ?? [])])))
}

/** Removes steps that need an answer from the far end, and the reads that receive it. */
function withoutAnswers(steps: readonly Step[]): readonly Step[] {
  const answered = steps.filter(
    step => step.until !== undefined || step.checks?.some(check => check.kind === 'bytes'),
  )
  const reads = answered
    .flatMap(step => step.after ?? [])
    .filter(id => steps.some(step => step.id === id && step.function === 'ReadFile'))
  return without(steps, new Set([...answered.map(({ id }) => id), ...reads]))
}

/** The edits of a sequence, by the kind of program that `devices` lists for a device. */
const edits: Readonly<Record<Device['program'], ProgramEdit>> = {
  whole: steps => steps,
  'event-for-open': steps => steps.map(createInsteadOfOpen),
  'without-serial-waits': steps => steps.filter(step => step.serialOnly !== true).map(expectPipe),
  'without-cancels': withoutCancels,
  'without-answers': withoutAnswers,
}

/**
 * Adapts a sequence written for a serial port to its device. Reads and writes that only the timeouts or purges of
 * a serial port would end are left out on a pipe, where they would never return. Calls that a pipe merely refuses
 * stay in. On an unplugged port nothing is cancelled, and where the far end is silent no answer is awaited.
 */
export function fitTo(kind: DeviceKind): ProgramEdit {
  return edits[devices[kind].program]
}
