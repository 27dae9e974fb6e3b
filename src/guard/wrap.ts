import { nameLibrary } from '../declare/readers/koffi/prototype.ts'
import { isWindowsLibrary } from '../declare/widths/table.ts'
import type { Architecture } from '../declare/win32/architecture.ts'
import { wrapFunction } from './call.ts'
import type { CallContext } from './call-context.ts'
import { decodeGuarded } from './decode.ts'
import { makeDeclarations, type DeclarationHost, type Declarations } from './declarations.ts'
import { encodeGuarded } from './encode.ts'
import { rawBytesOf } from './memory.ts'
import { majorOf, type Loose, type NativeFunction, type NativeKoffi } from './native.ts'
import { planCalls, type CallPlan } from './plan.ts'
import { makeTypeReader, type TypeReader } from './types.ts'

/** Receives the reports of a guarded copy of koffi. */
export interface GuardHost extends Omit<DeclarationHost, 'koffiMajor'> {
  readonly architecture: Architecture
  /** Undefined where handles are not followed: in a 32-bit process they have no upper half. */
  readonly calls?: CallContext
}

const guardedKoffis = new WeakSet<object>()

/**
 * Makes a copy of koffi report its declarations, and follow the handles that pass through its functions. The
 * object is modified in place, because koffi's own JavaScript part and its users keep references to it.
 */
export function guardKoffi(native: NativeKoffi, host: GuardHost): void {
  if (guardedKoffis.has(native)) return
  guardedKoffis.add(native)
  const read = makeTypeReader(native)
  const declarations = makeDeclarations(read, { ...host, koffiMajor: majorOf(native) })
  guardTypes(native, declarations)
  guardLibraries(native, declarations, host)
  if (host.calls) guardMemory(native, read, host.calls)
}

/** Replaces a function of koffi, if it exists. */
function replace(native: NativeKoffi, name: string, make: (real: Loose) => Loose): void {
  const real = native[name]
  if (typeof real !== 'function') return
  const own = make(real as Loose)
  // koffi.decode and others have functions as properties.
  const properties = Object.entries(Object.getOwnPropertyDescriptors(real)).filter(
    ([key]) => !['arguments', 'caller', 'prototype'].includes(key),
  )
  native[name] = Object.defineProperties(own, Object.fromEntries(properties))
}

function guardTypes(native: NativeKoffi, declarations: Declarations): void {
  for (const [method, packed] of [
    ['struct', false],
    ['pack', true],
    ['union', false],
  ] as const) {
    replace(native, method, real => (...values) => {
      const made = real(...values)
      declarations.struct(values.length > 1 ? values[0] : undefined, packed, values.at(-1), made)
      return made
    })
  }
  for (const method of ['pointer', 'alias']) {
    replace(native, method, real => (...values) => {
      const made = real(...values)
      if (values.length > 1 && typeof values[1] !== 'number')
        declarations.alias(values[0], values[1], made)
      return made
    })
  }
  for (const method of ['proto', 'callback']) {
    replace(native, method, real => (...values) => {
      const made = real(...values)
      declarations.callback(values, made)
      return made
    })
  }
}

function guardLibraries(native: NativeKoffi, declarations: Declarations, host: GuardHost): void {
  replace(native, 'load', real => (...values) => {
    const library = real(...values) as Record<string, unknown>
    const name = nameLibrary(values[0])
    for (const [method, convention] of [
      ['func', undefined],
      ['cdecl', 'cdecl'],
      ['stdcall', 'stdcall'],
      ['fastcall', 'fastcall'],
      ['thiscall', 'thiscall'],
    ] as const) {
      if (typeof library[method] !== 'function') continue
      const declare = (library[method] as Loose).bind(library)
      // koffi 3 has it as a read-only property of the prototype.
      Object.defineProperty(library, method, {
        configurable: true,
        writable: true,
        enumerable: Object.prototype.propertyIsEnumerable.call(library, method),
        value(...declared: unknown[]): unknown {
          const made = declare(...declared) as NativeFunction
          return guardFunction(
            made,
            declarations.function(name, convention, declared, made),
            name,
            host,
          )
        },
      })
    }
    return library
  })
}

function guardFunction(
  made: NativeFunction,
  call: ReturnType<Declarations['function']>,
  library: string,
  { calls, table, architecture }: GuardHost,
): NativeFunction {
  if (!calls || !call) return made
  const truth = isWindowsLibrary(library, table)
    ? table.function(call.name, architecture)
    : undefined
  return wrapFunction(made, planCalls(call, truth, table, architecture), calls)
}

function guardMemory(native: NativeKoffi, read: TypeReader, calls: CallContext): void {
  const { tags, views } = calls
  const bare = (value: unknown): unknown => {
    const plain =
      typeof value === 'number' || typeof value === 'bigint' ? tags.take(value) : undefined
    if (plain !== undefined) tags.expose(plain)
    return plain ?? value
  }
  replace(
    native,
    'encode',
    real =>
      (...values) =>
        encodeGuarded(real, values, read, calls),
  )
  replace(native, 'as', real => (value, ...rest) => {
    const cast = real(bare(value), ...rest)
    views.noteCast(cast, value)
    return cast
  })
  for (const method of ['alloc', 'free']) {
    replace(native, method, real => (...values) => {
      const made = real(...values)
      views.forget(method === 'alloc' ? made : values[0])
      return made
    })
  }
  replace(native, 'address', real => value => {
    const address = real(bare(value))
    if (typeof value === 'object' && value !== null && rawBytesOf(value))
      views.noteAddress(address, value)
    return address
  })
  replace(native, 'view', real => (address, ...rest) => {
    const view = real(address, ...rest)
    if (typeof view === 'object' && view !== null) views.noteAddress(address, view)
    return view
  })
  const unknown = (name: string): CallPlan => ({
    name,
    known: false,
    parameters: [],
    result: { role: 'plain', carries: true, declared: { spelled: '', kind: 'void', bytes: 0 } },
    ownsHandles: () => false,
  })
  exposeDecoded(native['decode'], calls)
  // A function by its address: its name is not known.
  replace(native, 'decode', real => (...values) => {
    const decoded = decodeGuarded(real, values, read, calls)
    return typeof decoded === 'function'
      ? wrapFunction(decoded as NativeFunction, unknown('function pointer'), calls)
      : decoded
  })
  replace(
    native,
    'call',
    real =>
      (pointer, type, ...values) =>
        wrapFunction(
          (...rest) => real(pointer, type, ...rest),
          unknown('koffi.call'),
          calls,
        )(...values),
  )
}

/** koffi.decode.int64 and similar functions return a number of unknown meaning. */
function exposeDecoded(decode: unknown, { tags }: CallContext): void {
  if (typeof decode !== 'function') return
  const own = decode as unknown as Record<string, unknown>
  for (const [name, { value, writable }] of Object.entries(Object.getOwnPropertyDescriptors(own))) {
    if (typeof value !== 'function' || !writable || !/int64$|int64le$|long$|longlong$/.test(name))
      continue
    own[name] = (...values: unknown[]): unknown => {
      const decoded = (value as Loose)(...values)
      if ((typeof decoded === 'number' || typeof decoded === 'bigint') && tags.isFollowed(decoded))
        tags.expose(decoded)
      return decoded
    }
  }
}
