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

/** Number of observed calls after warming up; leftovers appear only now and then. */
const warmLooks = 200
const lastErrorRounds = 200
/** An error code that no function sets, so that it is recognised. */
const markedError = 4242
/** The content of registers and stack before an observed call. */
const leftovers = 0x5eed0bad5eed0badn

function hex(value: bigint): string {
  return `0x${value.toString(16)}`
}

/** What arrives in a call, or `refused` with the FFI's message. */
function look(callee: Telltale, value: ForeignValue): Record<Position, string> {
  try {
    const { register, stack } = callee.arrived(value)
    return { register: hex(register), stack: hex(stack) }
  } catch {
    return { register: 'refused', stack: 'refused' }
  }
}

/** Warms up a declaration with the first value that it accepts. */
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

/** A result as the program sees it: its JavaScript type, and its value as text. */
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

/** How often GetLastError still returns the code of the previous call after a file system call of the runtime in between. */
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
 * Measures what the FFI of this process does with each declared type, before and after `calls` warm-up calls (some
 * engines switch to a faster path after some thousand, which may behave differently): what arrives in the callee,
 * what is returned, and whether the last error survives a call of the runtime. Yields in parts, so that the parent
 * sees progress.
 */
export function* measureFfi(calls: number): Generator<FfiMeasured> {
  const ffi = ownFfi()
  const memory = scratchPart(nativeKernel(false).memory)
  const wide = telltale(memory, 'uint64_t', ffi)
  const dirty = (): void => {
    try {
      wide.repeat(leftovers, 1)
    } catch {
      // An FFI that refuses a wide value leaves the memory unchanged.
    }
  }
  const base = { calls, results: resultsOf(ffi), lastError: lastErrorKept(ffi) }
  for (const type of declaredTypes)
    yield { ...base, arrivals: arrivalsOf(memory, type, calls, dirty) }
}
