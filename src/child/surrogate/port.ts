import { unplugText } from '../../program/plan.ts'
import { constants } from '../../declare/win32/constants.ts'
import type { Kernel } from '../kernels/kernel.ts'
import { countAt, dataAt, ownPart, putText } from '../own-memory.ts'
import { aside, nothing, type Surrogate } from './surrogate.ts'

/** Opens a port for the harness itself, synchronous; `undefined` where that fails. */
function openOwn(kernel: Kernel, path: string): bigint | undefined {
  const access = BigInt.asUintN(32, BigInt(constants.GENERIC_READ | constants.GENERIC_WRITE))
  const handle = kernel.call('CreateFileW', [
    putText(ownPart(kernel.memory), path),
    access,
    0n,
    0n,
    BigInt(constants.OPEN_EXISTING),
    0n,
    0n,
  ])
  return handle === BigInt.asUintN(8 * kernel.pointerBytes, -1n) ? undefined : handle
}

/** Opens the port first, as another program would. Where that fails, another program already has it. */
export function holdPort(kernel: Kernel, path: string): Surrogate {
  const handle = openOwn(kernel, path)
  if (handle === undefined) return nothing
  return {
    ...nothing,
    release() {
      kernel.call('CloseHandle', [handle])
    },
  }
}

/** How long the far end may take to pull the cable. Milliseconds. */
const unplugLimitMs = 1000

/** Asks the far end to pull the cable, over a handle of the harness, and waits until the port is gone. */
function unplug(kernel: Kernel, path: string): void {
  const handle = openOwn(kernel, path)
  if (handle === undefined) return
  const own = ownPart(kernel.memory)
  const count = own.base + BigInt(countAt)
  own.bytes.set(Buffer.from(unplugText, 'latin1'), dataAt)
  kernel.call('WriteFile', [
    handle,
    own.base + BigInt(dataAt),
    BigInt(unplugText.length),
    count,
    0n,
  ])
  const limitUs = kernel.nowUs() + 1000 * unplugLimitMs
  while (kernel.call('ClearCommError', [handle, count, 0n]) !== 0n && kernel.nowUs() < limitUs)
    kernel.pause(1)
  kernel.call('CloseHandle', [handle])
}

/** A port that goes away after the first write of the program, whether that succeeded or not. */
export function unplugLater(kernel: Kernel, path: string): Surrogate {
  let plugged = true
  return {
    ...nothing,
    pump(step) {
      if (!plugged || step.function !== 'WriteFile') return
      plugged = false
      aside(kernel, () => unplug(kernel, path))
    },
  }
}
