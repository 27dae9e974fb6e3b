import { isFailure } from './answer.ts'
import type { Callees } from './callee.ts'
import { lookUp } from './handle-table.ts'
import type { Machine } from './machine.ts'
import { isFile, type KernelObject } from './objects.ts'

const WAIT_OBJECT_0 = 0n
const WAIT_TIMEOUT = 258n
const INFINITE = 0xffffffffn

function limitOf(milliseconds: bigint): number {
  return milliseconds === INFINITE ? Infinity : Number(milliseconds)
}

function isSignaled(object: KernelObject): boolean {
  return (object.kind === 'event' || isFile(object)) && object.signaled
}

/** Waits for an object as WaitForSingleObject does and resets an auto-reset event. Returns whether it was signaled in time. */
export function waitForObject(machine: Machine, object: KernelObject, limitMs: number): boolean {
  if (!machine.clock.waitFor(() => isSignaled(object), limitMs)) return false
  if (object.kind === 'event' && !object.manualReset) object.signaled = false
  return true
}

/** WaitForSingleObject, Sleep. */
export function waitingCallees(machine: Machine): Callees<'WaitForSingleObject' | 'Sleep'> {
  return {
    WaitForSingleObject({ hHandle, dwMilliseconds }) {
      const object = lookUp(
        machine.handles,
        hHandle,
        'event',
        'serial',
        'pipe',
        'disk',
        'null',
        'process',
        'thread',
      )
      if (isFailure(object)) return object
      return waitForObject(machine, object, limitOf(dwMilliseconds)) ? WAIT_OBJECT_0 : WAIT_TIMEOUT
    },
    Sleep({ dwMilliseconds }) {
      machine.clock.waitFor(() => false, limitOf(dwMilliseconds))
      return 0n
    },
  }
}
