import type { Peer } from '../../../lanes/devices/peer.ts'
import type { Plan } from '../../../program/plan.ts'
import { prototypeOf, type FunctionName } from '../../../declare/win32/functions.ts'
import { familyIn } from '../../../declare/win32/handles.ts'
import { failureValue } from '../../../declare/win32/success.ts'
import { win32Type, win32Types, type Win32TypeName } from '../../../declare/win32/types.ts'
import { foreignTable, type Implementation } from '../foreign.ts'
import { Death } from '../death.ts'
import type { HandleFacts, Kernel } from '../kernel.ts'
import { readNumber, type Die } from './address-space.ts'
import { isFailure, status, type Answer, type CallFailure } from './answer.ts'
import type { Callees } from './callee.ts'
import { commEventCallees } from './comm-events.ts'
import { lineCallees } from './comm-lines.ts'
import { settingCallees } from './comm-settings.ts'
import { deviceListCallees } from './device-lists.ts'
import { eventCallees } from './events.ts'
import { findCallees } from './find-files.ts'
import { fileTypeOf, handleCallees } from './handles.ts'
import { heapCallees } from './heaps.ts'
import { inputOutputCallees } from './input-output.ts'
import { lastErrorCallees } from './last-error.ts'
import { createMachine, policyOf, type HandlePolicy, type Machine } from './machine.ts'
import { mitigationCallees } from './mitigation.ts'
import { moduleCallees } from './modules.ts'
import { createOpening } from './open.ts'
import { overlappedCallees } from './overlapped.ts'
import { peerOf } from './peer-of.ts'
import { registryCallees } from './registry.ts'
import { virtualMemoryCallees } from './virtual-memory.ts'
import { waitingCallees } from './waiting.ts'

/** Options of a simulated kernel besides the plan. */
export interface SimulationOptions {
  readonly policy?: HandlePolicy
  /** The far end of the wire; by default the one that the plan's device specifies. */
  readonly peer?: Peer
  /** Called instead of ending the process; by default throws Death. */
  readonly die?: Die
}

/** All members of the parts of a union. */
type All<Part> = (Part extends unknown ? (part: Part) => void : never) extends (
  whole: infer Whole,
) => void
  ? Whole
  : never

/** One object of several. Spreading into a literal does the same, but V8 is 50 times slower at that here. */
function joined<Parts extends readonly object[]>(...parts: Parts): All<Parts[number]> {
  return Object.assign({}, ...parts) as All<Parts[number]>
}

/** Every function of the tables; a missing one does not compile. */
function allCallees(machine: Machine, peer: Peer): Callees<FunctionName> {
  const opening = createOpening(machine, peer)
  return joined(
    opening.callees,
    handleCallees(machine, opening.close),
    lastErrorCallees(machine),
    eventCallees(machine),
    waitingCallees(machine),
    settingCallees(machine),
    commEventCallees(machine),
    lineCallees(machine),
    inputOutputCallees(machine),
    overlappedCallees(machine),
    findCallees(machine),
    mitigationCallees(machine),
    moduleCallees(machine),
    heapCallees(machine),
    virtualMemoryCallees(machine),
    registryCallees(machine),
    deviceListCallees(machine),
  )
}

/** Sets the error state of a failed call and returns its return value. */
function fail(machine: Machine, name: FunctionName, failure: CallFailure): bigint {
  if (machine.strictHandles && failure.status === status.INVALID_HANDLE)
    machine.die(status.INVALID_HANDLE)
  const returnsCode = prototypeOf(name).failure === 'returns-code'
  if (failure.status !== undefined) machine.ntStatus = failure.status
  if (!returnsCode) machine.lastError = failure.code
  return returnsCode ? BigInt(failure.code) : failureValue(name, machine.pointerBytes)
}

/** Whether a parameter points to an out variable that holds a handle. */
function handleVariable(name: FunctionName, type: Win32TypeName): boolean {
  const { pointsTo } = win32Type(type)
  return (
    pointsTo !== undefined &&
    Object.hasOwn(win32Types, pointsTo) &&
    familyIn(name, pointsTo as Win32TypeName) !== undefined
  )
}

/** The handle that a call created: its return value, or the content of an out variable. */
function handleGiven(
  machine: Machine,
  name: FunctionName,
  values: readonly bigint[],
  result: bigint,
  succeeded: boolean,
): bigint | undefined {
  const { returns, parameters } = prototypeOf(name)
  if (familyIn(name, returns) !== undefined) return result
  const index = Object.values(parameters).findIndex(type => handleVariable(name, type))
  const address = values[index] ?? 0n
  return index < 0 || address === 0n || !succeeded
    ? undefined
    : readNumber(machine.space, address, machine.pointerBytes)
}

function crash(ntStatus: number): never {
  throw new Death('crashed', ntStatus)
}

/**
 * A kernel in memory, without Windows, Wine or hardware. It behaves as Wine with a pseudo terminal where that was
 * measured; `src/result/differences.ts` lists the known differences. One per plan.
 */
export function simulatedKernel(plan: Plan, options: SimulationOptions = {}): Kernel {
  const machine = createMachine(plan, options.policy ?? policyOf(plan), options.die ?? crash)
  const { pointerBytes } = machine
  // The arguments always fit their callee, because both are made from the same prototype.
  const callees = allCallees(machine, options.peer ?? peerOf(plan)) as unknown as Record<
    FunctionName,
    (values: Readonly<Record<string, bigint>>) => Answer
  >
  let lastHandle: bigint | undefined
  const implement = (name: FunctionName): Implementation => {
    const names = Object.keys(prototypeOf(name).parameters)
    return values => {
      const answer = callees[name](
        Object.fromEntries(names.map((parameter, index) => [parameter, values[index] ?? 0n])),
      )
      const result = isFailure(answer)
        ? fail(machine, name, answer)
        : BigInt.asUintN(8 * pointerBytes, answer)
      lastHandle = handleGiven(machine, name, values, result, !isFailure(answer))
      return result
    }
  }
  const table = foreignTable(implement, '__cdecl', pointerBytes)
  const inspect = (handle: bigint): HandleFacts => {
    const object = machine.handles.entry(handle)?.object
    return { alive: object !== undefined, fileType: object ? fileTypeOf(object) : 0 }
  }
  return {
    pointerBytes,
    memory: machine.space.arena,
    bind: (name, declared) => table.bind(name, declared),
    call: (name, values) => implement(name)(values),
    preset(code) {
      machine.lastError = code
      machine.ntStatus = 0
      lastHandle = undefined
    },
    lastError: () => machine.lastError,
    ntStatus: () => machine.ntStatus,
    inspect,
    lastTrueHandle: () => lastHandle,
    takeLosses: () => [],
    nowUs: () => machine.clock.now() * 1000,
    pause: limitMs => {
      const quietMs = Math.min(machine.clock.untilNext(), limitMs)
      machine.clock.waitFor(() => false, Math.max(1, Math.ceil(quietMs)))
    },
  }
}
