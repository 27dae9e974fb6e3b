import { existsSync } from 'node:fs'
import type { CType } from '../declare/win32/c-types.ts'
import type { Ffi, ForeignFunction, ForeignValue } from '../hosts/host.ts'
import { valueClasses } from '../declare/ffi/values.ts'
import type { FfiMeasured } from '../result/ffi-measured.ts'
import { telltale, type Position, type Telltale } from './arrivals.ts'
import { ownFfi } from './ffi.ts'
import { nativeKernel } from './kernels/native.ts'
import type { Memory } from './memory.ts'
import { scratchPart } from './own-memory.ts'

const declaredTypes: readonly CType[] = [
  'int32_t',
  'uint32_t',
  'int64_t',
  'uint64_t',
  'intptr_t',
  'uintptr_t',
  'void *',
]

/** How often a warm call is looked at; leftovers come now and then. */
const warmLooks = 200
const lastErrorRounds = 200
/** An error code of no function, to be found again. */
const markedError = 4242
/** What lies in registers and on the stack before a call that is looked at. */
const leftovers = 0x5eed0bad5eed0badn

function hex(value: bigint): string {
  return `0x${value.toString(16)}`
}

/** What a call shows, or `refused` with what the FFI says. */
function look(callee: Telltale, value: ForeignValue): Record<Position, string> {
  try {
    const { register, stack } = callee.arrived(value)
    return { register: hex(register), stack: hex(stack) }
  } catch {
    return { register: 'refused', stack: 'refused' }
  }
}

/** Warms a declaration up with the first value it takes. */
function warmUp(callee: Telltale, calls: number): void {
  for (const value of Object.values(valueClasses))
    try {
      callee.repeat(value, calls)
      return
    } catch {
      continue
    }
}

function arrivalsOf(
  memory: Memory,
  type: CType,
  calls: number,
  dirty: () => void,
): FfiMeasured['arrivals'] {
  const ffi = ownFfi()
  const callee = telltale(memory, type, ffi)
  const classes = Object.entries(valueClasses)
  const cold = new Map(classes.map(([name, value]) => [name, look(callee, value)]))
  warmUp(callee, calls)
  return classes.flatMap(([value, passed]) => {
    const warm: Record<Position, Set<string>> = { register: new Set(), stack: new Set() }
    for (let index = 0; calls > 0 && index < warmLooks; index++) {
      dirty()
      const seen = look(callee, passed)
      for (const position of ['register', 'stack'] as const) warm[position].add(seen[position])
      if (seen.stack === 'refused') break
    }
    const positions: readonly Position[] =
      ffi.pointerBytes === 4 ? ['stack'] : ['register', 'stack']
    return positions.map(position => ({
      declared: type,
      value: value as keyof typeof valueClasses,
      position,
      cold: cold.get(value)?.[position] ?? 'refused',
      warm: [...warm[position]].slice(0, 5),
    }))
  })
}

/** What a result looks like in the program: its JavaScript type, and its value in words. */
function shown(ffi: Ffi, call: () => ForeignValue | undefined): { shape: string; value: string } {
  try {
    const value = call()
    return { shape: ffi.lastShape() ?? typeof value, value: String(value) }
  } catch {
    return { shape: 'refused', value: '' }
  }
}

function resultsOf(ffi: Ffi): FfiMeasured['results'] {
  const event = (type: CType): ForeignFunction =>
    ffi.bind('kernel32', 'CreateEventW', {
      convention: '__stdcall',
      returns: type,
      parameters: ['uintptr_t', 'int32_t', 'int32_t', 'uintptr_t'],
    })
  const minusOne = (type: CType): ForeignFunction =>
    ffi.bind('kernel32', 'GetCurrentProcess', {
      convention: '__stdcall',
      returns: type,
      parameters: [],
    })
  return declaredTypes.flatMap(declared => {
    const rows = [
      { of: 'INVALID_HANDLE_VALUE' as const, seen: () => minusOne(declared)() },
      { of: 'handle' as const, seen: () => event(declared)(0, 0, 0, 0) },
    ]
    return rows.map(({ of, seen }) => ({ declared, of, ...shown(ffi, seen) }))
  })
}

/** How often GetLastError still gives the code of the call before, with a file system call of the runtime between them. */
function lastErrorKept(ffi: Ffi): FfiMeasured['lastError'] {
  const set = ffi.bind('kernel32', 'SetLastError', {
    convention: '__stdcall',
    returns: 'void',
    parameters: ['uint32_t'],
  })
  const get = ffi.bind('kernel32', 'GetLastError', {
    convention: '__stdcall',
    returns: 'uint32_t',
    parameters: [],
  })
  let kept = 0
  for (let round = 0; round < lastErrorRounds; round++) {
    set(markedError)
    existsSync('no-such-file')
    if (Number(get()) === markedError) kept += 1
  }
  return { rounds: lastErrorRounds, kept }
}

/**
 * What the FFI of this process does with each declared type, cold and after `calls` calls (some engines
 * take a faster way after some thousand, and that way may differ): what arrives in the callee, what comes
 * back, and whether the last error outlives a call of the runtime. In parts, so that it is seen to go on.
 */
export function* measureFfi(calls: number): Generator<FfiMeasured> {
  const ffi = ownFfi()
  const memory = scratchPart(nativeKernel(false).memory)
  const wide = telltale(memory, 'uint64_t', ffi)
  const dirty = (): void => {
    try {
      wide.repeat(leftovers, 1)
    } catch {
      // An FFI that takes no wide value leaves what was there.
    }
  }
  const base = { calls, results: resultsOf(ffi), lastError: lastErrorKept(ffi) }
  for (const type of declaredTypes)
    yield { ...base, arrivals: arrivalsOf(memory, type, calls, dirty) }
}
