import { setTimeout as wait } from 'node:timers/promises'
import { hangMs } from './hang.ts'

/** Waits until a condition holds, with a time limit, so that the assertion after it can report a failure. */
export async function until(isSo: () => boolean): Promise<void> {
  for (const limit = performance.now() + hangMs / 4; !isSo() && performance.now() < limit;)
    await wait(10)
}
