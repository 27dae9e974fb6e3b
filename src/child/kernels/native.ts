import { koffi } from '../../ffi/koffi.ts'
import type { DeclaredFunction } from '../../win32/abi.ts'
import { trueAbi } from '../../win32/abi.ts'
import type { PointerBytes } from '../../win32/architecture.ts'
import { constants } from '../../win32/constants.ts'
import { prototypeOf, type FunctionName } from '../../win32/functions.ts'
import type { Library } from '../../win32/prototype.ts'
import type { Memory } from '../memory.ts'
import type { ForeignFunction, HandleFacts, Kernel } from './kernel.ts'

const arenaBytes = 0x10000
const pageReadWrite = 4
const fourGiB = 0x100000000n
/** What VirtualAlloc hands out at least (dwAllocationGranularity). Bytes. */
const granularity = 0x10000n

type Loaded = ReturnType<typeof koffi.load>

function libraryLoader(): (library: Library) => Loaded {
  const loaded = new Map<Library, Loaded>()
  return library => {
    const known = loaded.get(library) ?? koffi.load(`${library}.dll`)
    loaded.set(library, known)
    return known
  }
}

function bindExport(library: Loaded, name: FunctionName, declared: DeclaredFunction): ForeignFunction {
  const types = declared.parameters.map(parameter => parameter.declared)
  return library.func(declared.convention, name, declared.returns.declared, types)
}

/** Reserves what is free of a range: whole, or piece by piece. */
function reserve(kernel: Pick<Kernel, 'call'>, start: bigint, bytes: bigint): void {
  const got = kernel.call('VirtualAlloc', [start, bytes, BigInt(constants.MEM_RESERVE), BigInt(constants.PAGE_NOACCESS)])
  if (got !== 0n || bytes <= granularity) return
  const piece = bytes / 16n
  for (let index = 0n; index < 16n; index++) reserve(kernel, start + index * piece, piece)
}

let reserved = false

/** Sizes of the blocks that use up what the process heap holds, the large ones first, each a little smaller. Bytes. */
const heapBlocks = Array.from({ length: 72 }, (_, index) => BigInt(Math.round(0x60000 * 0.85 ** index / 16) * 16 + 16))
const mostBlocks = 50_000
/** A heap looks in more than one list: only so many high blocks in a row say that no low one is left. */
const highInRow = 24

/** Takes blocks of a size from the process heap until it gives one above 4 GiB. They are never freed. */
function useUpBlocks(kernel: Pick<Kernel, 'call'>, heap: bigint, bytes: bigint): void {
  let high = 0
  for (let count = 0; count < mostBlocks && high < highInRow; count++) {
    const block = kernel.call('HeapAlloc', [heap, 0n, bytes])
    if (block === 0n) return
    high = block >= fourGiB ? high + 1 : 0
  }
}

/** Takes the low pieces that earlier plans gave back since all was reserved, each once. */
function fillHoles(kernel: Pick<Kernel, 'call'>): void {
  for (let count = 0; count < mostBlocks; count++) {
    const piece = kernel.call('VirtualAlloc', [0n, granularity, BigInt(constants.MEM_RESERVE), BigInt(constants.PAGE_NOACCESS)])
    if (piece === 0n || piece >= fourGiB) return
  }
}

/**
 * Reserves all free address space below 4 GiB and uses up what the process heap holds there, so that
 * what the system gives out from now on lies above. For the rest of this process.
 */
function reserveBelow4GiB(kernel: Pick<Kernel, 'call'>): void {
  if (!reserved) reserveAll(kernel)
  reserved = true
  fillHoles(kernel)
  const heap = kernel.call('GetProcessHeap', [])
  for (const bytes of heapBlocks) useUpBlocks(kernel, heap, bytes)
}

function reserveAll(kernel: Pick<Kernel, 'call'>): void {
  const step = fourGiB / 16n
  for (let start = 0n; start < fourGiB; start += step) reserve(kernel, start === 0n ? granularity : start, start === 0n ? step - granularity : step)
}

/** Memory of this process for the objects of a plan. */
function allocate(kernel: Pick<Kernel, 'call'>): Memory {
  const type = constants.MEM_COMMIT | constants.MEM_RESERVE
  const base = kernel.call('VirtualAlloc', [0n, BigInt(arenaBytes), BigInt(type), BigInt(pageReadWrite)])
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
  const bind = (name: FunctionName, declared: DeclaredFunction): ForeignFunction => bindExport(load(prototypeOf(name).library), name, declared)
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
  if (high && pointerBytes === 8) {
    // What a library frees while it is loaded would open low holes again.
    for (const library of ['advapi32', 'setupapi'] as const) load(library)
    reserveBelow4GiB({ call })
  }
  return {
    pointerBytes,
    memory: allocate({ call }),
    bind,
    call,
    preset(code) {
      clearNtStatus(0)
      call('SetLastError', [BigInt(code)])
    },
    lastError: () => Number(call('GetLastError', [])),
    ntStatus: () => Number(getNtStatus()) >>> 0,
    inspect,
    lastTrueHandle: () => undefined,
    takeLosses: () => [],
    nowUs: () => Number(process.hrtime.bigint() / 1000n),
    pause: milliseconds => { Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds) }
  }
}
