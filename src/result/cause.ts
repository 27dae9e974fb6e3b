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

/** The data from which the cause of an error 6 is determined. */
export interface FailedCall {
  readonly ntStatus: number
  readonly pointerBytes: PointerBytes
  readonly handles: readonly RecordedHandle[]
  readonly losses: readonly TagLoss[]
}

function allOnes(bits: number): bigint {
  return (1n << BigInt(bits)) - 1n
}

/** Whether a handle is the value that an undetected failed open leaves, at either width. */
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

/** Whether the low half is right, but the upper half is not what the kernel returned. */
function upperHalfDiffers(handle: RecordedHandle, pointerBytes: PointerBytes): boolean {
  if (pointerBytes === 4 || handle.true === undefined) return false
  const passed = BigInt(handle.passed)
  const truth = BigInt(handle.true)
  return passed !== truth && BigInt.asUintN(32, passed) === BigInt.asUintN(32, truth)
}

/** Whether the upper half is a zero or sign extension of the low half. */
function upperHalfIsExtension(handle: RecordedHandle): boolean {
  const passed = BigInt.asIntN(64, BigInt(handle.passed))
  return passed === BigInt.asIntN(32, passed) || passed === BigInt.asUintN(32, passed)
}

/** Whether the handle is open, something else arrived, and the tagged kernel found no tag there. */
function alteredOnTheWay(handle: RecordedHandle, failure: FailedCall): boolean {
  return (
    handle.alive &&
    handle.true !== undefined &&
    handle.true !== handle.passed &&
    failure.losses.some(loss => loss.position === handle.position)
  )
}

/** Whether a handle reached the call unchanged and open, of whatever kind. */
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
 * Determines the cause of an error 6 from its recorded values: the NTSTATUS, and the handles with their history.
 * Examines the handles first, then the event inside an OVERLAPPED, then the kind of object. STATUS_INVALID_HANDLE
 * and STATUS_OBJECT_TYPE_MISMATCH both become error 6:
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
