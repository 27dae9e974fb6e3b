/** A program with one mistake in its use of handles and correct declarations. */
export interface SeededProgram {
  readonly source: string
  readonly mistake: string
}

/** Ways in which JavaScript loses the upper half of a number or bigint. */
const cuts: Readonly<Record<string, (handle: string) => string>> = {
  'or 0': handle => `(${handle} | 0)`,
  'shift by 0': handle => `(${handle} >>> 0)`,
  'twice not': handle => `(~~${handle})`,
  modulo: handle => `(${handle} % 2 ** 32)`,
  product: handle => `Math.imul(${handle}, 1)`,
  Uint32Array: handle => `new Uint32Array([${handle}])[0]`,
  Int32Array: handle => `new Int32Array([${handle}])[0]`,
  DataView: handle =>
    `new DataView((() => { const b = new ArrayBuffer(4); new DataView(b).setUint32(0, ${handle}); return b })()).getUint32(0)`,
  hexadecimal: handle => `parseInt(${handle}.toString(16).slice(-8), 16)`,
  asIntN: handle => `Number(BigInt.asIntN(32, BigInt(${handle})))`,
  asUintN: handle => `BigInt.asUintN(32, BigInt(${handle}))`,
  mask: handle => `(BigInt(${handle}) & 0xffffffffn)`,
  'leftovers above': handle => `((BigInt(${handle}) & 0xffffffffn) | 0x3e500000000n)`,
}

/** Places where the program passes a handle to a function. */
const places = [
  'SetCommTimeouts',
  'PurgeComm',
  'GetFileType',
  'ReadFile',
  'WriteFile',
  'GetOverlappedResult',
  'WaitForSingleObject',
  'SetEvent',
  'lpHandles[0]',
  'lpHandles[1]',
  'DuplicateHandle',
  'koffi.encode',
  'Buffer',
  'CloseHandle',
] as const
type Place = (typeof places)[number]

/** Wrong offsets of hEvent instead of 24, with sizes of the struct instead of 32. */
const layouts: readonly (readonly [offset: number, bytes: number])[] = [
  [16, 32],
  [8, 32],
  [0, 32],
  [16, 24],
  [16, 20],
  [8, 16],
  [24, 40],
  [20, 32],
  [12, 32],
]

function layoutText([offset, bytes]: readonly [number, number]): string {
  return `hEvent at ${offset} of ${bytes} bytes`
}

/** The program without a mistake. */
export const correctProgram = write({}, [24, 32])

/** Plants one mistake, chosen by `pick`: a function of n that returns 0 to n - 1. */
export function plantInProgram(pick: (below: number) => number): SeededProgram {
  const wrong = layouts.filter(([offset]) => offset !== 24)
  if (pick(8) === 0) {
    const layout = wrong[pick(wrong.length)] ?? [16, 32]
    return { source: write({}, layout), mistake: layoutText(layout) }
  }
  const place = places[pick(places.length)] ?? 'CloseHandle'
  // In an array or a struct field, a handle is a number.
  const names = Object.keys(cuts)
  const name = names[pick(names.length)] ?? 'or 0'
  return { source: write({ [place]: cuts[name] }, [24, 32]), mistake: `${place}: ${name}` }
}

function write(
  at: Readonly<Partial<Record<Place, ((handle: string) => string) | undefined>>>,
  [offset, bytes]: readonly [number, number],
): string {
  const use = (place: Place, handle: string): string => at[place]?.(handle) ?? handle
  return `import koffi from 'koffi'
koffi.struct('OVERLAPPED', { Internal: 'uintptr_t', InternalHigh: 'uintptr_t', Offset: 'uint32_t', OffsetHigh: 'uint32_t', hEvent: 'intptr_t' })
const lib = koffi.load('kernel32.dll')
const CreateFileW = lib.func('__stdcall', 'CreateFileW', 'intptr_t', ['str16', 'uint32_t', 'uint32_t', 'void *', 'uint32_t', 'uint32_t', 'intptr_t'])
const CreateEventW = lib.func('__stdcall', 'CreateEventW', 'intptr_t', ['void *', 'int32_t', 'int32_t', 'str16'])
const CloseHandle = lib.func('__stdcall', 'CloseHandle', 'int32_t', ['intptr_t'])
const SetEvent = lib.func('__stdcall', 'SetEvent', 'int32_t', ['intptr_t'])
const GetFileType = lib.func('__stdcall', 'GetFileType', 'uint32_t', ['intptr_t'])
const SetCommTimeouts = lib.func('__stdcall', 'SetCommTimeouts', 'int32_t', ['intptr_t', 'void *'])
const PurgeComm = lib.func('__stdcall', 'PurgeComm', 'int32_t', ['intptr_t', 'uint32_t'])
const ReadFile = lib.func('__stdcall', 'ReadFile', 'int32_t', ['intptr_t', 'void *', 'uint32_t', 'void *', 'void *'])
const WriteFile = lib.func('__stdcall', 'WriteFile', 'int32_t', ['intptr_t', 'void *', 'uint32_t', 'void *', 'void *'])
const GetOverlappedResult = lib.func('__stdcall', 'GetOverlappedResult', 'int32_t', ['intptr_t', 'void *', 'void *', 'int32_t'])
const WaitForSingleObject = lib.func('__stdcall', 'WaitForSingleObject', 'uint32_t', ['intptr_t', 'uint32_t'])
const WaitForMultipleObjects = lib.func('__stdcall', 'WaitForMultipleObjects', 'uint32_t', ['uint32_t', 'intptr_t *', 'int32_t', 'uint32_t'])
const DuplicateHandle = lib.func('__stdcall', 'DuplicateHandle', 'int32_t', ['intptr_t', 'intptr_t', 'intptr_t', '_Out_ intptr_t *', 'uint32_t', 'int32_t', 'uint32_t'])
export function main() {
  const results = []
  const port = CreateFileW('COM1', 0, 0, null, 3, 0, 0)
  if (port === -1) throw new Error('open')
  const event = CreateEventW(null, 1, 0, null)
  if (event === 0) throw new Error('event')
  const copy = [0]
  results.push(SetCommTimeouts(${use('SetCommTimeouts', 'port')}, Buffer.alloc(20)), PurgeComm(${use('PurgeComm', 'port')}, 15), GetFileType(${use('GetFileType', 'port')}))
  results.push(DuplicateHandle(-1, ${use('DuplicateHandle', 'event')}, -1, copy, 0, 0, 2))
  const memory = koffi.alloc('OVERLAPPED', 1)
  koffi.encode(memory, 'OVERLAPPED', { Internal: 0, InternalHigh: 0, Offset: 0, OffsetHigh: 0, hEvent: ${use('koffi.encode', 'event')} })
  results.push(WriteFile(${use('WriteFile', 'port')}, Buffer.alloc(4), 4, null, memory), GetOverlappedResult(${use('GetOverlappedResult', 'port')}, memory, null, 1))
  koffi.free(memory)
  const bytes = Buffer.alloc(${bytes})
  bytes.writeBigInt64LE(BigInt(${use('Buffer', 'copy[0]')}), ${offset > bytes - 8 ? bytes - 8 : offset})
  results.push(ReadFile(${use('ReadFile', 'port')}, Buffer.alloc(4), 4, null, bytes))
  results.push(SetEvent(${use('SetEvent', 'copy[0]')}), WaitForSingleObject(${use('WaitForSingleObject', 'event')}, 0))
  results.push(WaitForMultipleObjects(2, [${use('lpHandles[0]', 'event')}, ${use('lpHandles[1]', 'copy[0]')}], 0, 0))
  results.push(CloseHandle(${use('CloseHandle', 'port')}), CloseHandle(event), CloseHandle(copy[0]), CloseHandle(event))
  return results
}
`
}
