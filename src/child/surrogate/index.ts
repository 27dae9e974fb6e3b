import type { PlanDevice } from '../../program/plan.ts'
import type { Kernel } from '../kernels/kernel.ts'
import { servePipe } from './pipe.ts'
import { holdPort, unplugLater } from './port.ts'
import { nothing, type Surrogate } from './surrogate.ts'

/** Makes ready what the child itself has to bring for a device, with the true prototypes. */
export function bringSurrogate(device: PlanDevice, kernel: Kernel): Surrogate {
  switch (device.kind) {
    case 'pipe':
      return servePipe(kernel, device.path)
    case 'busy':
      return holdPort(kernel, device.path)
    case 'unplugged':
      return unplugLater(kernel, device.path)
    case 'loopback':
    case 'com':
    case 'silent':
    case 'event':
    case 'missing':
    case 'none':
      return nothing
  }
}
