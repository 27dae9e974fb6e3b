import type { Plan } from '../../program/plan.ts'
import type { Kernel } from './kernel.ts'
import { nativeKernel } from './native.ts'
import { simulatedKernel } from './simulated/kernel.ts'
import { taggedKernel } from './tagged.ts'

/** The kernel a plan asks for. */
export function kernelFor(plan: Plan): Kernel {
  const high = plan.addresses === 'above-4gib'
  const base = plan.kernel.base === 'native' ? nativeKernel(high) : simulatedKernel(plan)
  return plan.kernel.id === 'tagged'
    ? taggedKernel(base, plan.kernel.base === 'native' ? '__stdcall' : '__cdecl')
    : base
}
