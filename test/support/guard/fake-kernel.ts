import { koffi } from '../../../src/os/koffi.ts'
import type { NativeKoffi } from '../../../src/guard/native.ts'

/** Replaces kernel32 where it does not exist. */
export interface FakeKernel {
  /** koffi with a fake library: declarations, narrowing and memory are koffi's own, only the callees are ours. */
  readonly native: NativeKoffi
  /** Calls that were refused because of an invalid handle. */
  readonly refused: readonly string[]
  release(): void
}

type Callee = (...values: bigint[]) => bigint

const invalidHandle = 0xffffffffffffffffn

/** True prototypes: H for 64-bit, d for 32-bit values; the result comes first. */
const prototypes: Readonly<Record<string, string>> = {
  CreateFileW: 'HHddHddH',
  CreateEventW: 'HHddH',
  CloseHandle: 'dH',
  SetEvent: 'dH',
  WaitForSingleObject: 'dHd',
  WaitForMultipleObjects: 'ddHdd',
  ReadFile: 'dHHdHH',
  WriteFile: 'dHHdHH',
  GetOverlappedResult: 'dHHHd',
  SetCommTimeouts: 'dHH',
  PurgeComm: 'dHd',
  DuplicateHandle: 'dHHHHddd',
  GetFileType: 'dH',
}

/** A kernel32 of thirteen functions that only check all 64 bits of their handles. Needs a 64-bit host. */
export function makeFakeKernel(): FakeKernel {
  const open = new Set<bigint>()
  const refused: string[] = []
  const callbacks: bigint[] = []
  let next = 0xd0n
  const give = (): bigint => {
    open.add((next += 4n))
    return next
  }
  const needs = (name: string, ...handles: bigint[]): bigint => {
    if (handles.every(handle => open.has(handle))) return 1n
    refused.push(name)
    return 0n
  }
  const at = (address: bigint, offset: number): bigint =>
    BigInt(koffi.decode(address, offset, 'uint64_t') as number | bigint)
  const eventOf = (address: bigint): bigint[] =>
    address === 0n || at(address, 24) === 0n ? [] : [at(address, 24)]
  const callees: Readonly<Record<string, Callee>> = {
    CreateFileW: give,
    CreateEventW: give,
    CloseHandle: (handle = 0n) => (open.delete(handle) ? 1n : needs('CloseHandle', handle)),
    SetEvent: (handle = 0n) => needs('SetEvent', handle),
    GetFileType: (handle = 0n) => needs('GetFileType', handle),
    WaitForSingleObject: (handle = 0n) => needs('WaitForSingleObject', handle) - 1n,
    WaitForMultipleObjects: (count = 0n, list = 0n) =>
      needs(
        'WaitForMultipleObjects',
        ...Array.from({ length: Number(count) }, (_, index) => at(list, 8 * index)),
      ) - 1n,
    ReadFile: (handle = 0n, _b = 0n, _n = 0n, _c = 0n, overlapped = 0n) =>
      needs('ReadFile', handle, ...eventOf(overlapped)),
    WriteFile: (handle = 0n, _b = 0n, _n = 0n, _c = 0n, overlapped = 0n) =>
      needs('WriteFile', handle, ...eventOf(overlapped)),
    GetOverlappedResult: (handle = 0n, overlapped = 0n) =>
      needs('GetOverlappedResult', handle, ...eventOf(overlapped)),
    SetCommTimeouts: (handle = 0n) => needs('SetCommTimeouts', handle),
    PurgeComm: (handle = 0n) => needs('PurgeComm', handle),
    DuplicateHandle(own = 0n, handle = 0n, target = 0n, cell = 0n) {
      if (
        own !== invalidHandle ||
        target !== invalidHandle ||
        needs('DuplicateHandle', handle) === 0n
      )
        return 0n
      koffi.encode(cell, 'uint64_t', give())
      return 1n
    },
  }
  const typeOf = (letter: string): string => (letter === 'H' ? 'uint64_t' : 'uint32_t')
  const pointerTo = (name: string): bigint => {
    const [result = 'd', ...parameters] = prototypes[name] ?? ''
    const bits = [...parameters].map(letter => (letter === 'H' ? 64 : 32))
    const type = koffi.proto('__cdecl', typeOf(result), parameters.map(typeOf))
    const pointer = koffi.register((...values: (number | bigint)[]) => {
      const answer =
        callees[name]?.(
          ...values.map((value, index) => BigInt.asUintN(bits[index] ?? 64, BigInt(value))),
        ) ?? 0n
      return result === 'H' ? answer : Number(BigInt.asUintN(32, answer))
    }, koffi.pointer(type))
    callbacks.push(pointer)
    return pointer
  }
  const func = (...values: unknown[]): unknown => {
    const [name, result, parameters] = values.slice(-3) as [string, string, string[]]
    return koffi.decode(pointerTo(name), koffi.proto('__cdecl', result, parameters)) as unknown
  }
  return {
    native: { ...(koffi as unknown as NativeKoffi), load: () => ({ func }) },
    refused,
    release() {
      for (const pointer of callbacks) koffi.unregister(pointer)
    },
  }
}
