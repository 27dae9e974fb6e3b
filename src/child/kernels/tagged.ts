import type { TagLoss } from '../../result/observation.ts'
import { trueAbi } from '../../declare/win32/abi.ts'
import { ERROR_INVALID_HANDLE, STATUS_INVALID_HANDLE } from '../../declare/win32/errors.ts'
import { prototypeOf, type FunctionName } from '../../declare/win32/functions.ts'
import { layoutOf } from '../../declare/win32/layout.ts'
import { failureValue } from '../../declare/win32/success.ts'
import { isHandleOut, isTaggedFamily } from '../../declare/win32/handles.ts'
import type { Win32TypeName } from '../../declare/win32/types.ts'
import type { Signature } from '../../hosts/host.ts'
import { readUnsigned, writeUnsigned, type Memory } from '../memory.ts'
import { foreignTable, type Implementation } from './foreign.ts'
import type { Kernel } from './kernel.ts'

/** Upper 16 bits of each tag; positive as a signed integer, so that sign extension cannot restore a cut tag. */
const tagMark = 0x5afe0000n
const lowMask = 0xffffffffn
/** Pseudo handles -1 … -6 (GetCurrentProcess …) are constants that no call creates, so they carry no tag. */
const firstPseudo = 0xfffffffffffffffan

interface State {
  readonly tags: Map<bigint, bigint>
  losses: TagLoss[]
  lastError: number
  ntStatus: number
  lastHandle: bigint | undefined
  serial: bigint
}

function issueTag(state: State, handle: bigint): bigint {
  if (handle === 0n || handle >= firstPseudo) return handle
  state.serial = (state.serial % 0xffffn) + 1n
  const tagged = ((tagMark | state.serial) << 32n) | (handle & lowMask)
  state.tags.set(handle & lowMask, tagged)
  state.lastHandle = tagged
  return tagged
}

/** The handle without its tag, or `undefined` where the tag is missing. A NULL is passed on, whatever its upper half holds. */
function removeTag(state: State, value: bigint): bigint | undefined {
  if (value >= firstPseudo || ((value & lowMask) === 0n && value >> 48n !== tagMark >> 16n))
    return value
  return state.tags.get(value & lowMask) === value ? value & lowMask : undefined
}

function report(state: State, name: FunctionName, position: string, value: bigint): void {
  state.losses.push({ function: name, position, value: `0x${value.toString(16)}` })
}

function offsetIn(memory: Memory, address: bigint, bytes: number): number | undefined {
  const offset = address - memory.base
  return offset >= 0n && offset + BigInt(bytes) <= BigInt(memory.bytes.length)
    ? Number(offset)
    : undefined
}

const trueEvent = layoutOf(trueAbi.structs.OVERLAPPED, 8).fields['hEvent']?.offset ?? 24

/** Removes the tag from OVERLAPPED.hEvent during the call. Returns how to restore it, or `undefined` where it was lost. */
function untagEvent(
  state: State,
  name: FunctionName,
  memory: Memory,
  address: bigint,
): (() => void) | undefined {
  const start = offsetIn(memory, address, trueEvent + 8)
  if (address === 0n || start === undefined) return () => undefined
  const value = readUnsigned(memory, start + trueEvent, 8)
  const plain = removeTag(state, value)
  if (plain === undefined) {
    report(state, name, 'lpOverlapped.hEvent', value)
    return undefined
  }
  writeUnsigned(memory, start + trueEvent, 8, plain)
  return () => {
    if (readUnsigned(memory, start + trueEvent, 8) === plain)
      writeUnsigned(memory, start + trueEvent, 8, value)
  }
}

interface Untagged {
  readonly values: readonly bigint[]
  readonly restore: readonly (() => void)[]
}

/** Removes all tags from the arguments; `undefined` where one was lost. */
function untagArguments(
  state: State,
  name: FunctionName,
  memory: Memory,
  values: readonly bigint[],
): Untagged | undefined {
  const parameters = Object.entries(prototypeOf(name).parameters)
  const plain: bigint[] = []
  const restore: (() => void)[] = []
  let whole = true
  for (const [index, [position, type]] of parameters.entries()) {
    const value = values[index] ?? 0n
    const untagged = isTaggedFamily(name, type) ? removeTag(state, value) : value
    if (untagged === undefined) {
      report(state, name, position, value)
      whole = false
    }
    plain.push(untagged ?? 0n)
    if (type !== 'LPOVERLAPPED') continue
    const undo = untagEvent(state, name, memory, value)
    if (undo) restore.push(undo)
    else whole = false
  }
  if (whole) return { values: plain, restore }
  for (const undo of restore) undo()
  return undefined
}

/** Tags the handles that a function wrote into its out variables. */
function tagVariables(
  state: State,
  name: FunctionName,
  memory: Memory,
  values: readonly bigint[],
): void {
  for (const [index, type] of Object.values(prototypeOf(name).parameters).entries()) {
    const address = values[index] ?? 0n
    const start = isHandleOut(type) && address !== 0n ? offsetIn(memory, address, 8) : undefined
    if (start === undefined) continue
    writeUnsigned(memory, start, 8, issueTag(state, readUnsigned(memory, start, 8)))
  }
}

function succeeded(name: FunctionName, result: bigint): boolean {
  const { failure } = prototypeOf(name)
  if (failure === 'returns-code') return result === 0n
  return failure === 'all-ones' ? result !== 0xffffffffffffffffn : result !== 0n
}

function tagResult(state: State, name: FunctionName, result: bigint): bigint {
  const type: Win32TypeName = prototypeOf(name).returns
  return isTaggedFamily(name, type) ? issueTag(state, result) : result
}

function forgetClosed(state: State, name: FunctionName, values: readonly bigint[]): void {
  const { closes, parameters } = prototypeOf(name)
  const index = closes === undefined ? -1 : Object.keys(parameters).indexOf(closes)
  if (index >= 0) state.tags.delete((values[index] ?? 0n) & lowMask)
}

function forward(inner: Kernel, state: State, name: FunctionName): Implementation {
  return values => {
    const untagged = untagArguments(state, name, inner.memory, values)
    if (!untagged) {
      state.lastError =
        prototypeOf(name).failure === 'returns-code' ? state.lastError : ERROR_INVALID_HANDLE
      state.ntStatus = STATUS_INVALID_HANDLE
      return failureValue(name, 8)
    }
    inner.preset(state.lastError)
    const result = inner.call(name, untagged.values)
    state.lastError = inner.lastError()
    state.ntStatus = inner.ntStatus()
    for (const undo of untagged.restore) undo()
    if (!succeeded(name, result)) return result
    forgetClosed(state, name, values)
    tagVariables(state, name, inner.memory, values)
    return tagResult(state, name, result)
  }
}

/**
 * A kernel that returns each kernel handle with a tag in its upper 32 bits and refuses a handle that comes back
 * without it: a sanitizer for handles. With 4-byte pointers there is no upper half, and the inner kernel is called
 * directly.
 */
export function taggedKernel(inner: Kernel, convention: Signature['convention']): Kernel {
  if (inner.pointerBytes === 4) return inner
  const state: State = {
    tags: new Map(),
    losses: [],
    lastError: 0,
    ntStatus: 0,
    lastHandle: undefined,
    serial: 0n,
  }
  const table = foreignTable(name => forward(inner, state, name), convention, 8)
  return {
    pointerBytes: 8,
    memory: inner.memory,
    bind: (name, declared) => table.bind(name, declared),
    call: (name, values) => forward(inner, state, name)(values),
    preset(code) {
      state.lastError = code
      state.ntStatus = 0
      state.lastHandle = undefined
    },
    lastError: () => state.lastError,
    ntStatus: () => state.ntStatus,
    inspect(handle) {
      const plain = removeTag(state, handle)
      return plain === undefined ? { alive: false, fileType: 0 } : inner.inspect(plain)
    },
    nowUs: () => inner.nowUs(),
    pause: limitMs => {
      inner.pause(limitMs)
    },
    lastTrueHandle: () => state.lastHandle ?? inner.lastTrueHandle(),
    takeLosses() {
      const losses = state.losses
      state.losses = []
      return losses
    },
  }
}
