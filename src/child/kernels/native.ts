import type { AbiFunction } from '../../declare/win32/abi.ts'
import { trueAbi } from '../../declare/win32/abi.ts'
import { ownPointerBytes, type Ffi } from '../../hosts/host.ts'
import { constants } from '../../declare/win32/constants.ts'
import { prototypeOf, type FunctionName } from '../../declare/win32/functions.ts'
import { ownFfi } from '../ffi.ts'
import type { Memory } from '../memory.ts'
import { countAt, ownPart } from '../own-memory.ts'
import { allocateAbove4GiB, fillHoles, reserveBelow4GiB } from './high-addresses.ts'
import type { ForeignFunction, HandleFacts, Kernel } from './kernel.ts'

const arenaBytes = 0x10000
const pageReadWrite = 4

function bindExport(ffi: Ffi, name: FunctionName, declared: AbiFunction): ForeignFunction {
  return ffi.bind(prototypeOf(name).library, name, {
    convention: declared.convention,
    returns: declared.returns.declared,
    parameters: declared.parameters.map(parameter => parameter.declared),
  })
}

/** Memory of this process for the objects of a plan. `high`: see `allocateAbove4GiB`. */
function allocate(ffi: Ffi, kernel: Pick<Kernel, 'call'>, high: boolean): Memory {
  const type = constants.MEM_COMMIT | constants.MEM_RESERVE
  const ask = (address: bigint): bigint =>
    kernel.call('VirtualAlloc', [address, BigInt(arenaBytes), BigInt(type), BigInt(pageReadWrite)])
  const place = high ? reserveBelow4GiB(kernel) : undefined
  const base = place === undefined ? ask(0n) : allocateAbove4GiB(place, ask)
  return { base, bytes: ffi.bytesAt(base, arenaBytes) }
}

/**
 * The exports of kernel32 and other DLLs. `high` first reserves all free addresses below 4 GiB (MEM_RESERVE,
 * https://learn.microsoft.com/en-us/windows/win32/api/memoryapi/nf-memoryapi-virtualalloc).
 */
export function nativeKernel(high: boolean): Kernel {
  const ffi = ownFfi()
  const pointerBytes = ownPointerBytes
  const stdcall = { convention: '__stdcall', returns: 'uint32_t' } as const
  const getNtStatus = ffi.bind('ntdll', 'RtlGetLastNtStatus', { ...stdcall, parameters: [] })
  const clearNtStatus = ffi.bind('ntdll', 'RtlNtStatusToDosError', {
    ...stdcall,
    parameters: ['uint32_t'],
  })
  const truth = new Map<FunctionName, ForeignFunction>()
  const bind = (name: FunctionName, declared: AbiFunction): ForeignFunction =>
    bindExport(ffi, name, declared)
  const bindTrue = (name: FunctionName): ForeignFunction => {
    const known = truth.get(name) ?? bind(name, trueAbi.functions[name])
    truth.set(name, known)
    return known
  }
  const call = (name: FunctionName, values: readonly bigint[]): bigint => {
    const result = bindTrue(name)(...values)
    return BigInt.asUintN(8 * pointerBytes, BigInt(result ?? 0))
  }
  const above = high && pointerBytes === 8
  // Memory that a library frees while loading would leave low holes.
  if (above)
    for (const name of ['RegCloseKey', 'SetupDiDestroyDeviceInfoList'] as const) bindTrue(name)
  const memory = allocate(ffi, { call }, above)
  const flags = ownPart(memory)
  const inspect = (handle: bigint): HandleFacts => {
    const alive = call('GetHandleInformation', [handle, flags.base + BigInt(countAt)]) !== 0n
    return { alive, fileType: alive ? Number(call('GetFileType', [handle])) : 0 }
  }
  return {
    pointerBytes,
    memory,
    bind,
    call,
    preset(code) {
      // Memory freed since the last call would give this call low addresses.
      if (above) fillHoles({ call })
      clearNtStatus(0)
      call('SetLastError', [BigInt(code)])
    },
    lastError: () => Number(call('GetLastError', [])),
    ntStatus: () => Number(getNtStatus()) >>> 0,
    inspect,
    lastTrueHandle: () => undefined,
    takeLosses: () => [],
    lastShape: () => ffi.lastShape(),
    nowUs: () => Number(process.hrtime.bigint() / 1000n),
    pause: () => {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1)
    },
  }
}
