import { koffi } from '../../os/koffi.ts'
import type { AbiFunction } from '../../declare/win32/abi.ts'
import { trueAbi } from '../../declare/win32/abi.ts'
import type { PointerBytes } from '../../declare/win32/architecture.ts'
import { constants } from '../../declare/win32/constants.ts'
import { prototypeOf, type FunctionName } from '../../declare/win32/functions.ts'
import type { Library } from '../../declare/win32/prototype.ts'
import type { Memory } from '../memory.ts'
import { allocateAbove4GiB, fillHoles, reserveBelow4GiB } from './high-addresses.ts'
import type { ForeignFunction, HandleFacts, Kernel } from './kernel.ts'

const arenaBytes = 0x10000
const pageReadWrite = 4

type Loaded = ReturnType<typeof koffi.load>

function libraryLoader(): (library: Library) => Loaded {
  const loaded = new Map<Library, Loaded>()
  return library => {
    const known = loaded.get(library) ?? koffi.load(`${library}.dll`)
    loaded.set(library, known)
    return known
  }
}

function bindExport(library: Loaded, name: FunctionName, declared: AbiFunction): ForeignFunction {
  const types = declared.parameters.map(parameter => parameter.declared)
  return library.func(declared.convention, name, declared.returns.declared, types)
}

/** Memory of this process for the objects of a plan; `high`: `allocateAbove4GiB`. */
function allocate(kernel: Pick<Kernel, 'call'>, high: boolean): Memory {
  const type = constants.MEM_COMMIT | constants.MEM_RESERVE
  const ask = (address: bigint): bigint =>
    kernel.call('VirtualAlloc', [address, BigInt(arenaBytes), BigInt(type), BigInt(pageReadWrite)])
  const place = high ? reserveBelow4GiB(kernel) : undefined
  const base = place === undefined ? ask(0n) : allocateAbove4GiB(place, ask)
  return { base, bytes: new Uint8Array(koffi.view(base, arenaBytes)) }
}

/**
 * The exports of kernel32 and friends. `high` takes all free addresses below 4 GiB away first
 * (MEM_RESERVE, https://learn.microsoft.com/en-us/windows/win32/api/memoryapi/nf-memoryapi-virtualalloc).
 */
export function nativeKernel(high: boolean): Kernel {
  const pointerBytes: PointerBytes = koffi.sizeof('void *') === 4 ? 4 : 8
  const load = libraryLoader()
  const ntdll = load('ntdll')
  const getNtStatus = ntdll.func('__stdcall', 'RtlGetLastNtStatus', 'uint32_t', [])
  const clearNtStatus = ntdll.func('__stdcall', 'RtlNtStatusToDosError', 'uint32_t', ['uint32_t'])
  const truth = new Map<FunctionName, ForeignFunction>()
  const bind = (name: FunctionName, declared: AbiFunction): ForeignFunction =>
    bindExport(load(prototypeOf(name).library), name, declared)
  const bindTrue = (name: FunctionName): ForeignFunction => {
    const known = truth.get(name) ?? bind(name, trueAbi.functions[name])
    truth.set(name, known)
    return known
  }
  const call = (name: FunctionName, values: readonly bigint[]): bigint => {
    const result = bindTrue(name)(...values)
    return BigInt.asUintN(8 * pointerBytes, BigInt(result ?? 0))
  }
  const inspect = (handle: bigint): HandleFacts => {
    const flags = koffi.alloc('uint32_t', 1) as bigint
    const alive = call('GetHandleInformation', [handle, flags]) !== 0n
    koffi.free(flags)
    return { alive, fileType: alive ? Number(call('GetFileType', [handle])) : 0 }
  }
  const above = high && pointerBytes === 8
  // What a library frees while it is loaded would open low holes again.
  if (above) for (const library of ['advapi32', 'setupapi'] as const) load(library)
  return {
    pointerBytes,
    memory: allocate({ call }, above),
    bind,
    call,
    preset(code) {
      // What was given back since the last call would be a low place for what this call allocates.
      if (above) fillHoles({ call })
      clearNtStatus(0)
      call('SetLastError', [BigInt(code)])
    },
    lastError: () => Number(call('GetLastError', [])),
    ntStatus: () => Number(getNtStatus()) >>> 0,
    inspect,
    lastTrueHandle: () => undefined,
    takeLosses: () => [],
    nowUs: () => Number(process.hrtime.bigint() / 1000n),
    pause: () => {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1)
    },
  }
}
