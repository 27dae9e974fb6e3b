import type { PointerBytes } from '../declare/win32/architecture.ts'
import type { RecordedHandle, TagLoss } from './observation.ts'

/** Why a call ended in ERROR_INVALID_HANDLE. Exactly these. */
export const causes = [
  'upper-half-dirty',
  'tag-lost',
  'sentinel-used',
  'struct-layout',
  'closed',
  'wrong-kind',
  'never-a-handle',
] as const
export type Cause = (typeof causes)[number]

/** NTSTATUS of a handle that names an object of another kind. */
const STATUS_OBJECT_TYPE_MISMATCH = 0xc0000024

/** What the cause of an error 6 is named from. */
export interface FailedCall {
  readonly ntStatus: number
  readonly pointerBytes: PointerBytes
  readonly handles: readonly RecordedHandle[]
  readonly losses: readonly TagLoss[]
}

function allOnes(bits: number): bigint {
  return (1n << BigInt(bits)) - 1n
}

/** A value an undetected failed open leaves behind, at either width. */
function isSentinel(handle: RecordedHandle): boolean {
  const passed = BigInt(handle.passed)
  return (
    handle.openFailedWith !== undefined &&
    (passed === allOnes(64) || passed === allOnes(32) || passed === 0n)
  )
}

function isEvent(handle: RecordedHandle): boolean {
  return handle.position.endsWith('.hEvent')
}

/** The low half is right, the upper half is not what the kernel made. */
function upperHalfDiffers(handle: RecordedHandle, pointerBytes: PointerBytes): boolean {
  if (pointerBytes === 4 || handle.true === undefined) return false
  const passed = BigInt(handle.passed)
  const truth = BigInt(handle.true)
  return passed !== truth && BigInt.asUintN(32, passed) === BigInt.asUintN(32, truth)
}

/** The upper half holds something else than an extension of the low half. */
function upperHalfIsExtension(handle: RecordedHandle): boolean {
  const passed = BigInt.asIntN(64, BigInt(handle.passed))
  return passed === BigInt.asIntN(32, passed) || passed === BigInt.asUintN(32, passed)
}

/** The handle is alive, what arrived is something else, and the tagged kernel missed the tag there. */
function alteredOnTheWay(handle: RecordedHandle, failure: FailedCall): boolean {
  return (
    handle.alive &&
    handle.true !== undefined &&
    handle.true !== handle.passed &&
    failure.losses.some(loss => loss.position === handle.position)
  )
}

/** A handle that reached the call as the kernel had made it, alive and of any kind. */
function isSound(handle: RecordedHandle): boolean {
  return handle.passedAlive && handle.closedBy === undefined
}

function causeOfEvent(event: RecordedHandle, failure: FailedCall): Cause | undefined {
  if (event.meant !== undefined && BigInt(event.meant) !== BigInt(event.passed)) {
    const narrowed =
      BigInt.asUintN(32, BigInt(event.meant)) === BigInt.asUintN(32, BigInt(event.passed))
    return narrowed
      ? upperHalfIsExtension(event)
        ? 'tag-lost'
        : 'upper-half-dirty'
      : 'struct-layout'
  }
  if (event.closedBy !== undefined) return 'closed'
  if (BigInt(event.passed) === 0n) return undefined
  if (!event.passedAlive) return 'never-a-handle'
  return failure.ntStatus === STATUS_OBJECT_TYPE_MISMATCH ? 'wrong-kind' : undefined
}

function causeOfHandle(handle: RecordedHandle, failure: FailedCall): Cause | undefined {
  if (isSentinel(handle)) return 'sentinel-used'
  if (upperHalfDiffers(handle, failure.pointerBytes)) {
    const lost = failure.losses.some(loss => loss.position === handle.position)
    return lost && upperHalfIsExtension(handle) ? 'tag-lost' : 'upper-half-dirty'
  }
  if (handle.closedBy !== undefined) return 'closed'
  if (alteredOnTheWay(handle, failure)) return 'tag-lost'
  return isSound(handle) ? undefined : 'never-a-handle'
}

/**
 * Names the cause of an error 6 from what was recorded with it: values, NTSTATUS, what the handle was
 * and what had become of it. Looks at the handles first, then at the event inside an OVERLAPPED, then
 * at the kind of object. STATUS_INVALID_HANDLE and STATUS_OBJECT_TYPE_MISMATCH both become error 6:
 * https://learn.microsoft.com/en-us/windows/win32/api/winternl/nf-winternl-rtlntstatustodoserror
 */
export function nameCause(failure: FailedCall): Cause {
  const { handles } = failure
  const direct = handles.filter(handle => !isEvent(handle))
  for (const handle of direct) {
    const cause = causeOfHandle(handle, failure)
    if (cause) return cause
  }
  for (const event of handles.filter(isEvent)) {
    const cause = causeOfEvent(event, failure)
    if (cause) return cause
  }
  return direct.some(isSound) ? 'wrong-kind' : 'never-a-handle'
}
