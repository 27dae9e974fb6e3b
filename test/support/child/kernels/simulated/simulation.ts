import type { Peer } from '../../../../../src/lanes/devices/peer.ts'
import type { AddressPlacement, Plan } from '../../../../../src/program/plan.ts'
import type { DeviceKind } from '../../../../../src/devices/index.ts'
import type { Kernel } from '../../../../../src/child/kernels/kernel.ts'
import { simulatedKernel } from '../../../../../src/child/kernels/simulated/kernel.ts'
import type { HandlePolicy } from '../../../../../src/child/kernels/simulated/machine.ts'
import { readUnsigned, writeUnsigned } from '../../../../../src/child/memory.ts'
import { trueAbi } from '../../../../../src/declare/win32/abi.ts'
import {
  prototypeOf,
  type FunctionName,
  type ParameterName,
} from '../../../../../src/declare/win32/functions.ts'
import { layoutOf } from '../../../../../src/declare/win32/layout.ts'
import type { StructName } from '../../../../../src/declare/win32/structs.ts'
import { saysFailure } from '../../../../../src/declare/win32/success.ts'
import { win32Type } from '../../../../../src/declare/win32/types.ts'

/** The last error before each call of a test. */
export const untouched = 0x2badc0de

/** The result of a call, with `code` and `status` after it. */
export interface Called {
  readonly returned: bigint
  readonly failed: boolean
  readonly code: number
  readonly status: number
}

/** The simulated process that a test needs; by default x64 with an echoing port. */
export interface Wanted {
  readonly pointerBytes?: 4 | 8
  readonly device?: DeviceKind
  readonly path?: string
  readonly addresses?: AddressPlacement
  readonly peer?: Peer
  readonly policy?: HandlePolicy
}

type Given<F extends FunctionName> = Partial<Record<ParameterName<F>, bigint | number>>

/** A simulated process with memory for arguments. */
export interface Simulation {
  readonly kernel: Kernel
  readonly pointerBytes: 4 | 8
  /** Calls a function with its true prototype; missing arguments are 0. */
  call<F extends FunctionName>(name: F, values: Given<F>): Called
  text(text: string): bigint
  ascii(text: string): bigint
  bytes(content: Uint8Array | number): bigint
  struct(name: StructName, values?: Readonly<Record<string, bigint | number>>): bigint
  field(name: StructName, address: bigint, field: string): bigint
  number(address: bigint, bytes?: number): bigint
  contentAt(address: bigint, bytes: number): Buffer
  wideAt(address: bigint): string
  /** -1 at pointer width. */
  readonly allOnes: bigint
}

function planFor({
  pointerBytes = 8,
  device = 'loopback',
  path = '\\\\.\\COM7',
  addresses = 'as-they-come',
}: Wanted): Plan {
  const { functions, structs, variables, sentinel } = trueAbi
  return {
    schemaVersion: 2,
    id: 'test',
    lane: `sim-${pointerBytes === 8 ? 'x64' : 'ia32'}`,
    pointerBytes,
    kernel: { id: 'simulated', base: 'simulated' },
    device: { kind: device, path },
    addresses,
    abi: { functions, structs, variables, sentinel },
    memory: {},
    steps: [],
  }
}

/** A simulated process in its initial state. */
export function simulate(wanted: Wanted = {}): Simulation {
  const { pointerBytes = 8, peer, policy } = wanted
  const kernel = simulatedKernel(planFor(wanted), {
    ...(peer ? { peer } : {}),
    ...(policy ? { policy } : {}),
  })
  const { memory } = kernel
  let next = 0x100
  const take = (size: number): number => {
    const offset = next
    next = Math.ceil((next + size + 1) / 16) * 16
    return offset
  }
  const put = (content: Uint8Array): bigint => {
    const offset = take(content.length)
    memory.bytes.set(content, offset)
    return memory.base + BigInt(offset)
  }
  const offsetOf = (address: bigint): number => Number(address - memory.base)
  return {
    kernel,
    pointerBytes,
    allOnes: BigInt.asUintN(8 * pointerBytes, -1n),
    call(name, values) {
      const { parameters, returns } = prototypeOf(name)
      const given: Readonly<Record<string, bigint | number | undefined>> = values
      kernel.preset(untouched)
      const returned = kernel.call(
        name,
        Object.keys(parameters).map(parameter => BigInt(given[parameter] ?? 0)),
      )
      const code = kernel.lastError()
      return {
        returned,
        failed: saysFailure(
          name,
          returned,
          win32Type(returns).c,
          pointerBytes,
          code === untouched ? 0 : code,
        ),
        code,
        status: kernel.ntStatus(),
      }
    },
    text: text => put(Buffer.from(`${text}\0`, 'utf16le')),
    ascii: text => put(Buffer.from(`${text}\0`, 'latin1')),
    bytes: content =>
      put(typeof content === 'number' ? new Uint8Array(content).fill(0xcd) : content),
    struct(name, values = {}) {
      const { size, fields } = layoutOf(trueAbi.structs[name], pointerBytes)
      const address = put(new Uint8Array(size).fill(name === 'OVERLAPPED' ? 0 : 0xcd))
      for (const [field, value] of Object.entries(values)) {
        const place = fields[field]
        if (!place) throw new Error(`${name} has no field ${field}`)
        writeUnsigned(memory, offsetOf(address) + place.offset, place.bytes, BigInt(value))
      }
      return address
    },
    field(name, address, field) {
      const place = layoutOf(trueAbi.structs[name], pointerBytes).fields[field]
      if (!place) throw new Error(`${name} has no field ${field}`)
      return readUnsigned(memory, offsetOf(address) + place.offset, place.bytes)
    },
    number: (address, bytes = 4) => readUnsigned(memory, offsetOf(address), bytes),
    contentAt: (address, bytes) =>
      Buffer.from(memory.bytes.subarray(offsetOf(address), offsetOf(address) + bytes)),
    wideAt(address) {
      const text = Buffer.from(memory.bytes.subarray(offsetOf(address))).toString('utf16le')
      return text.slice(0, text.indexOf('\0'))
    },
  }
}

/** CreateFileW for reading and writing. */
export function open(
  simulation: Simulation,
  { path = '\\\\.\\COM7', overlapped = false, access = 0xc0000000, disposition = 3 } = {},
): Called {
  return simulation.call('CreateFileW', {
    lpFileName: simulation.text(path),
    dwDesiredAccess: access,
    dwCreationDisposition: disposition,
    dwFlagsAndAttributes: overlapped ? 0x40000000 : 0,
  })
}

/** SetCommTimeouts: interval, multiplier and constant for reads, multiplier and constant for writes. */
export function setTimeouts(
  simulation: Simulation,
  port: bigint,
  interval: number,
  multiplier: number,
  constant: number,
  writeMultiplier = 0,
  writeConstant = 0,
): Called {
  return simulation.call('SetCommTimeouts', {
    hFile: port,
    lpCommTimeouts: simulation.struct('COMMTIMEOUTS', {
      ReadIntervalTimeout: interval,
      ReadTotalTimeoutMultiplier: multiplier,
      ReadTotalTimeoutConstant: constant,
      WriteTotalTimeoutMultiplier: writeMultiplier,
      WriteTotalTimeoutConstant: writeConstant,
    }),
  })
}

/** WriteFile without OVERLAPPED; returns the number of bytes written. */
export function write(
  simulation: Simulation,
  handle: bigint,
  message: string,
  overlapped = 0n,
): Called & { readonly count: number } {
  const count = simulation.bytes(4)
  const called = simulation.call('WriteFile', {
    hFile: handle,
    lpBuffer: simulation.ascii(message),
    nNumberOfBytesToWrite: message.length,
    lpNumberOfBytesWritten: count,
    lpOverlapped: overlapped,
  })
  return { ...called, count: Number(simulation.number(count)) }
}

/** ReadFile; returns the received text, and the simulated time in milliseconds. */
export function read(
  simulation: Simulation,
  handle: bigint,
  wanted: number,
  overlapped = 0n,
): Called & {
  readonly data: string
  readonly count: number
  readonly buffer: bigint
  readonly elapsedMs: number
} {
  const count = simulation.bytes(4)
  const buffer = simulation.bytes(wanted)
  const began = simulation.kernel.nowUs()
  const called = simulation.call('ReadFile', {
    hFile: handle,
    lpBuffer: buffer,
    nNumberOfBytesToRead: wanted,
    lpNumberOfBytesRead: count,
    lpOverlapped: overlapped,
  })
  const elapsedMs = (simulation.kernel.nowUs() - began) / 1000
  const came = Number(simulation.number(count))
  return {
    ...called,
    count: came,
    data: simulation.contentAt(buffer, came).toString('latin1'),
    buffer,
    elapsedMs,
  }
}

/** GetOverlappedResult; returns the count and the simulated time in milliseconds. */
export function result(
  simulation: Simulation,
  handle: bigint,
  overlapped: bigint,
  wait = true,
): Called & { readonly count: number; readonly elapsedMs: number } {
  const count = simulation.bytes(4)
  const began = simulation.kernel.nowUs()
  const called = simulation.call('GetOverlappedResult', {
    hFile: handle,
    lpOverlapped: overlapped,
    lpNumberOfBytesTransferred: count,
    bWait: wait ? 1 : 0,
  })
  return {
    ...called,
    count: Number(simulation.number(count)),
    elapsedMs: (simulation.kernel.nowUs() - began) / 1000,
  }
}

/** CreateEventW without a name. */
export function createEvent(simulation: Simulation, manualReset = true): bigint {
  return simulation.call('CreateEventW', { bManualReset: manualReset ? 1 : 0 }).returned
}

/** WaitForSingleObject with a timeout. */
export function wait(simulation: Simulation, handle: bigint, milliseconds = 0): bigint {
  return simulation.call('WaitForSingleObject', { hHandle: handle, dwMilliseconds: milliseconds })
    .returned
}
