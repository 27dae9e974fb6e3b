import type { Device } from '../../devices/device.ts'
import { devices } from '../../devices/index.ts'
import type { PlanDevice } from '../../program/plan.ts'
import type { Kernel } from '../kernels/kernel.ts'
import { servePipe } from './pipe.ts'
import { holdPort, unplugLater } from './port.ts'
import { nothing, type Surrogate } from './surrogate.ts'

const surrogates: Readonly<Record<Device['child'], (kernel: Kernel, path: string) => Surrogate>> = {
  nothing: () => nothing,
  'serves-pipe': servePipe,
  'holds-port': holdPort,
  'unplugs-port': unplugLater,
}

/** Sets up what the child itself provides for a device, with the true prototypes. */
export function bringSurrogate({ kind, path }: PlanDevice, kernel: Kernel): Surrogate {
  return surrogates[devices[kind].child](kernel, path)
}
