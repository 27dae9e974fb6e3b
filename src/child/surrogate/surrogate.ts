import type { Step } from '../../program/step.ts'
import type { Kernel } from '../kernels/kernel.ts'

/** What stands behind a device that the child brings along itself. */
export interface Surrogate {
  /** Does what the far end does after a step was made. Leaves the last error as it was. */
  pump(step: Step): void
  /** Takes it away. */
  release(): void
}

/** Nothing is needed. */
export const nothing: Surrogate = { pump: () => undefined, release: () => undefined }

/** Does something between two calls of the program, which then finds the last error as it was. */
export function aside(kernel: Kernel, act: () => void): void {
  const lastError = kernel.lastError()
  act()
  kernel.call('SetLastError', [BigInt(lastError)])
}
