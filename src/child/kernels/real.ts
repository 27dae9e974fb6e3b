import type { Plan } from '../../program/plan.ts'
import type { Kernel } from './kernel.ts'
import { nativeKernel } from './native.ts'
import { taggedKernel } from './tagged.ts'

/** The kernel of a plan whose calls this system answers. */
export function realKernel({ addresses, kernel }: Plan): Kernel {
  const base = nativeKernel(addresses === 'above-4gib')
  return kernel.id === 'tagged' ? taggedKernel(base, '__stdcall') : base
}
