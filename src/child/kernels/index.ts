import type { Plan } from '../../program/plan.ts'
import type { Kernel } from './kernel.ts'
import { realKernel } from './real.ts'
import { simulatedKernel } from './simulated/kernel.ts'
import { taggedKernel } from './tagged.ts'

/** The kernel a plan asks for. */
export function kernelFor(plan: Plan): Kernel {
  if (plan.kernel.base === 'native') return realKernel(plan)
  const base = simulatedKernel(plan)
  return plan.kernel.id === 'tagged' ? taggedKernel(base, '__cdecl') : base
}
