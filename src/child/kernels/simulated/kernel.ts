import type { Kernel } from '../kernel.ts'
export function simulatedKernel(_: unknown): Kernel { throw new Error('no') }
