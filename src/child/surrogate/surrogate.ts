import type { Step } from '../../program/step.ts'
import type { Kernel } from '../kernels/kernel.ts'

/** What a child itself provides for a device. */
export interface Surrogate {
  /** Plays the far end after a step. Does not change the last error. */
  pump(step: Step): void
  /** Removes it. */
  release(): void
}

/** For devices that need nothing. */
export const nothing: Surrogate = { pump: () => undefined, release: () => undefined }

/** Does something between two calls of the program without changing the last error. */
export function aside(kernel: Kernel, act: () => void): void {
  const lastError = kernel.lastError()
  act()
  kernel.call('SetLastError', [BigInt(lastError)])
}
