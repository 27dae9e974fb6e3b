import type { Sequence } from '../../step.ts'
import { cancelSteps, closeSteps, eventSteps, lineSteps, purgeSteps } from './control.ts'
import { configureSteps } from './configure.ts'
import { serialMemory } from './names.ts'
import { openSteps } from './open.ts'
import { synchronousSteps } from './synchronous.ts'
import { transferSteps } from './transfer.ts'

/** The full serial sequence: the calls of pyserial's Win32 class in their order, and more. */
export const serial: Sequence = {
  id: 'serial',
  memory: serialMemory,
  steps: [
    ...openSteps,
    ...configureSteps,
    ...transferSteps,
    ...cancelSteps,
    ...purgeSteps,
    ...eventSteps,
    ...lineSteps,
    ...closeSteps,
    ...synchronousSteps,
  ],
}
