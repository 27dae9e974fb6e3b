import type { DeviceKind } from '../plan/plan.ts'
import type { Step } from '../plan/step.ts'
import { constants } from '../win32/constants.ts'
import type { ProgramEdit } from './program.ts'
import { nothing, number } from './step-builders.ts'

/** Makes an event where the sequence opens the device: a handle that is alive and names no file. */
function createInsteadOfOpen(step: Step): Step {
  const path = step.arguments['lpFileName']
  if (step.function !== 'CreateFileW' || path?.kind !== 'address' || path.of !== 'path') return step
  return {
    ...step, function: 'CreateEventW', title: `${step.title}: an event in its place`,
    arguments: { lpEventAttributes: nothing, bManualReset: number(1), bInitialState: number(0), lpName: nothing }
  }
}

function expectPipe(step: Step): Step {
  if (step.function !== 'GetFileType') return step
  return { ...step, title: 'the handle names a pipe', checks: [{ kind: 'returned', equals: constants.FILE_TYPE_PIPE }] }
}

/** Reads that are to be cancelled: on an unplugged port they end by themselves, before the cancel or after it. */
function withoutCancels(steps: readonly Step[]): readonly Step[] {
  const cancels = steps.filter(({ group }) => group === 'cancel')
  const begun = cancels.flatMap(({ id, after }) => [id, ...after ?? []])
  const ended = (step: Step): boolean => (step.after ?? []).some(id => cancels.some(cancel => cancel.id === id))
  return steps.filter(step => !begun.includes(step.id) && !ended(step))
}

/**
 * Makes a sequence that was written for a serial port fit the device it gets. Reads and writes that
 * only the time-outs or the purges of a serial port would end are left out on a pipe: they would wait
 * for ever. What a pipe merely refuses stays in. On an unplugged port nothing is cancelled.
 */
export function fitTo(device: DeviceKind): ProgramEdit {
  switch (device) {
    case 'event': return steps => steps.map(createInsteadOfOpen)
    case 'pipe': return steps => steps.filter(step => step.serialOnly !== true).map(expectPipe)
    case 'unplugged': return withoutCancels
    case 'loopback':
    case 'com':
    case 'missing':
    case 'busy':
    case 'none': return steps => steps
  }
}
