import { setTimeout as wait } from 'node:timers/promises'
import { hangMs } from './hang.ts'

/** Waits until something is so; not for ever, so that the assertion after it can say that it is not. */
export async function until(isSo: () => boolean): Promise<void> {
  for (const limit = performance.now() + hangMs / 4; !isSo() && performance.now() < limit;)
    await wait(10)
}
