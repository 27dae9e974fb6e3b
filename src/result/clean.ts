import type { Device } from '../devices/device.ts'
import { deviceNamed, devices } from '../devices/index.ts'
import { cellsOf, isInvalidHandle } from './cells.ts'
import type { Outcome } from './outcome.ts'
import type { RunResult } from './run-file.ts'

const broken: readonly Outcome['kind'][] = ['crashed', 'timed-out', 'wrong-data', 'ffi-rejected']

/**
 * Codes that a call returns for a port that has gone away: ERROR_NOT_READY, ERROR_BROKEN_PIPE,
 * ERROR_NO_SUCH_DEVICE, ERROR_DEVICE_NOT_CONNECTED, ERROR_DEVICE_REMOVED.
 */
const goneCodes: readonly number[] = [21, 109, 433, 1167, 1617]

function isGone(outcome: Outcome, device: string): boolean {
  return (
    // A serial port that exists in one step has to exist in the next.
    deviceNamed(device)?.role === 'port' &&
    outcome.kind === 'win32-error' &&
    goneCodes.includes(outcome.code)
  )
}

/** Whether an outcome alone disqualifies a control, whatever the device. */
function isBroken(outcome: Outcome): boolean {
  return broken.includes(outcome.kind)
}

function opensAsExpected(outcomes: readonly Outcome[], { open }: Pick<Device, 'open'>): boolean {
  if (open === 'not-made') return true
  // Every step of a sequence comes after its open, so any success shows that the open succeeded.
  const opened = outcomes.some(outcome => outcome.kind === 'ok')
  return opened === (open === 'succeeds')
}

/** Why the control on a device cannot be used for comparison; `undefined` where it can. */
export function flawOf(result: RunResult, device: string): string | undefined {
  const expectation = deviceNamed(device) ?? devices.none
  const cells = [...cellsOf(result).values()]
  const outcomes = cells.map(({ outcome }) => outcome)
  const lost = outcomes.find(outcome => outcome.kind === 'not-declared')
  if (lost) return `the control was not measured: ${lost.reason}`
  const bad = cells.find(
    ({ outcome }) => isBroken(outcome) || (!expectation.endsInError6 && isInvalidHandle(outcome)),
  )
  if (bad) return `the control is not clean: ${bad.step} ended ${bad.outcome.kind}`
  const gone = cells.find(({ outcome }) => isGone(outcome, device))
  if (gone) return `the device went away: ${gone.step} found it gone`
  if (opensAsExpected(outcomes, expectation)) return undefined
  return expectation.open === 'fails'
    ? `the open succeeded, so there is no ${device} port here`
    : `the device could not be opened`
}

/**
 * Whether a control can be used for comparison: nothing crashed, hung or returned wrong data, and the open ended
 * as its device requires.
 */
export function isClean(result: RunResult, device: string): boolean {
  return flawOf(result, device) === undefined
}
