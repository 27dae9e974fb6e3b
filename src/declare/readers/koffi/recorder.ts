import type { PointerBytes } from '../../win32/architecture.ts'
import type { koffi as Koffi, TypeObject } from '../../../os/koffi.ts'
import type { DeclaredType, Declaration, Place } from '../../model.ts'
import { nameLibrary, readPrototype } from './prototype.ts'
import { declaredType, layoutType, type Layouts } from './types.ts'

type Loose = (...values: unknown[]) => unknown

/** What the recorder needs from the process it runs in. */
export interface RecorderHost {
  readonly pointerBytes: PointerBytes
  /** Major version of the koffi that the target would get: before 3, types were objects without properties. */
  readonly koffiMajor: number
  /** The place in the target's source from which koffi is being called. */
  place(): Place
  declare(declaration: Declaration): void
}

/**
 * An object with koffi's interface that loads no library and calls no function. Types and prototypes are made and
 * parsed by the real koffi; what a program declares is told to the host, with the widths it has on Windows.
 */
export function makeRecorder(koffi: typeof Koffi, host: RecorderHost): Record<string, unknown> {
  const layouts: Layouts = { pointerBytes: host.pointerBytes, rules: new Map() }
  // koffi's own declarations say which arguments are allowed; what a target really passes is anybody's guess.
  const real = koffi as unknown as Record<string, Loose>
  const named = new Map<string, unknown>()
  const hidden = new WeakMap<object, unknown>()
  let anonymous = 0

  /** A type as the target's version of koffi would show it, and back. */
  const present = (made: unknown): unknown => {
    if (host.koffiMajor >= 3) return made
    const token = Object.freeze({})
    hidden.set(token, made)
    return token
  }
  const translate = (spec: unknown): unknown =>
    typeof spec === 'object' && spec !== null && hidden.has(spec)
      ? hidden.get(spec)
      : translateText(spec)

  const parse = (spec: unknown): TypeObject => koffi.type(translate(spec) as never)
  const toDeclared = (spec: unknown): DeclaredType => declare(parse(spec), spec)
  const declare = (type: TypeObject, spec: unknown): DeclaredType => {
    const decayed =
      type.primitive === 'Array' && type.ref
        ? { ...type, primitive: 'Pointer' as const, ref: type.ref }
        : type
    return declaredType(
      decayed,
      layouts,
      typeof spec === 'string' ? spec.replace(/^_\w+_\s*/, '') : type.name,
    )
  }

  /** A name may be declared twice when the audit made the declaration first, to see it. */
  const once = (name: unknown, make: () => unknown): unknown => {
    if (typeof name === 'string' && named.has(name)) return named.get(name)
    const made = present(make())
    if (typeof name === 'string') named.set(name, made)
    return made
  }

  const record =
    (packed: boolean, method: 'struct' | 'pack' | 'union') =>
    (...values: unknown[]): unknown => {
      const definition = values.at(-1) as Record<string, unknown>
      const name = values.length > 1 ? values[0] : undefined
      return once(name, () => {
        const made = real[method]?.(
          ...values.slice(0, -1).map(translate),
          mapValues(definition, member =>
            Array.isArray(member) ? [member[0], translate(member[1])] : translate(member),
          ),
        ) as TypeObject
        const alignments = new Map(
          Object.entries(definition).flatMap(([field, member]) =>
            Array.isArray(member) ? [[field, Number(member[0])] as const] : [],
          ),
        )
        layouts.rules.set(koffi.type(made).name, { packed, alignments })
        if (typeof name === 'string') declareStruct(name, made)
        return made
      })
    }

  const declareStruct = (name: string, made: TypeObject): void => {
    const layout = layoutType(koffi.type(made), layouts)
    const fields = layout.members.map(member => ({
      name: member.name,
      type: declaredType(member.type, layouts),
      offset: member.offset,
    }))
    host.declare({ kind: 'struct', name, bytes: layout.bytes, fields, place: host.place() })
  }

  const nameType =
    (method: string) =>
    (...values: unknown[]): unknown =>
      once(typeof values[0] === 'string' && values.length > 1 ? values[0] : undefined, () => {
        const made = real[method]?.(
          ...values.map((value, index) =>
            index > 0 || values.length === 1 ? translate(value) : value,
          ),
        )
        if (typeof values[0] === 'string' && values.length > 1)
          host.declare({
            kind: 'alias',
            name: values[0],
            type: { ...toDeclared(made), spelled: spell(values[1]) },
            place: host.place(),
          })
        return made
      })

  const spell = (spec: unknown): string => (typeof spec === 'string' ? spec : parse(spec).name)

  const proto = (...values: unknown[]): unknown => {
    const read = readPrototype(values)
    return once(read.name, () => {
      const made = real['proto']?.(
        ...values.map(value => (Array.isArray(value) ? value.map(translate) : translate(value))),
      ) as TypeObject
      const info = koffi.type(made).proto
      if (info)
        host.declare({
          kind: 'callback',
          name: read.name ?? info.name,
          ...(read.convention && { convention: read.convention }),
          result: declaredType(info.result, layouts),
          parameters: parametersOf(info),
          place: host.place(),
        })
      return made
    })
  }

  const parametersOf = (
    info: NonNullable<TypeObject['proto']>,
    specs?: readonly unknown[],
  ): DeclaredType[] =>
    info.arguments.map((argument, index) => {
      // koffi 3 wraps each argument with its direction; its typings do not say so yet.
      const type =
        'type' in argument ? (argument as unknown as { type: TypeObject }).type : argument
      return declare(type, specs?.[index])
    })

  const declareFunction = (
    library: string,
    convention: string | undefined,
    values: unknown[],
  ): unknown => {
    const read = readPrototype(values)
    anonymous += 1
    // Named types are global in koffi, so the prototype of a function must not take a name.
    const own = `audited_${anonymous}`
    const made =
      typeof values.at(-1) === 'string'
        ? real['proto']?.(
            translate(String(values.at(-1)).replace(/([A-Za-z_]\w*)\s*\(/, `${own}(`)),
          )
        : real['proto']?.(
            own,
            translate(values.at(-2)),
            (values.at(-1) as unknown[]).map(translate),
          )
    const info = koffi.type(made as TypeObject).proto
    if (!info) return () => undefined
    const classic = Array.isArray(values.at(-1)) ? (values.at(-1) as unknown[]) : undefined
    const result = declare(info.result, classic && values.at(-2))
    const said =
      convention === 'cdecl' || convention === 'stdcall'
        ? convention
        : convention
          ? 'other'
          : read.convention
    host.declare({
      kind: 'function',
      name: read.name ?? '',
      library,
      ...(said && { convention: said }),
      result,
      parameters: parametersOf(info, classic),
      ...(read.variadic && { variadic: true }),
      place: host.place(),
    })
    return makeStub(result, info)
  }

  const load = (path: unknown): Record<string, unknown> => {
    const library = nameLibrary(path)
    const func =
      (convention?: string) =>
      (...values: unknown[]): unknown =>
        declareFunction(library, convention, values)
    return {
      func: func(),
      stdcall: func('stdcall'),
      cdecl: func('cdecl'),
      fastcall: func('fastcall'),
      thiscall: func('thiscall'),
      symbol: () => 1n,
      unload: () => undefined,
    }
  }

  const recorder: Record<string, unknown> = {
    ...real,
    load,
    struct: record(false, 'struct'),
    pack: record(true, 'pack'),
    union: record(false, 'union'),
    pointer: nameType('pointer'),
    alias: nameType('alias'),
    opaque: (name?: unknown) => once(name, () => real['opaque']?.(name)),
    handle: (name?: unknown) => once(name, () => real['opaque']?.(name)),
    proto,
    callback: proto,
    array: (...values: unknown[]) =>
      present(real['array']?.(translate(values[0]), ...values.slice(1))),
    enumeration: (...values: unknown[]) => present(real['enumeration']?.(...values)),
    out: (type: unknown) => present(real['out']?.(translate(type))),
    inout: (type: unknown) => present(real['inout']?.(translate(type))),
    in: (type: unknown) => type,
    disposable: (...values: unknown[]) =>
      once(
        typeof values[1] === 'object' || typeof values[1] === 'string' ? values[0] : undefined,
        () => real['disposable']?.(...values.map(translate)),
      ),
    type: parse,
    introspect: parse,
    resolve: (type: unknown) => present(parse(type)),
    types: mapValues(koffi.types, type => present(windowsType(koffi, type))),
    sizeof: (type: unknown) => layoutType(parse(type), layouts).bytes,
    alignof: (type: unknown) => layoutType(parse(type), layouts).align,
    offsetof: (type: unknown, field: unknown) =>
      layoutType(parse(type), layouts).members.find(({ name }) => name === field)?.offset ?? 0,
    register: () => 1n,
    unregister: () => undefined,
    call: () => 0,
    decode: () => 0,
    encode: () => undefined,
    as: (value: unknown) => value,
    address: () => 0n,
    view: (_: unknown, length: number) => new ArrayBuffer(length),
    alloc: () => 1n,
    free: () => undefined,
    reset: () => undefined,
    errno: () => 0,
    stats: () => ({}),
    config: () => ({}),
    extension: '.dll',
    os: { errno: {} },
  }
  Object.defineProperty(recorder, 'default', { value: recorder, enumerable: false, writable: true })
  return recorder
}

function windowsType(koffi: typeof Koffi, type: unknown): unknown {
  const { name } = type as TypeObject
  return name === 'wchar_t' ? koffi.types['char16_t' as never] : type
}

/** `wchar_t` has 16 bits on Windows; koffi takes the width of its host. */
function translateText(spec: unknown): unknown {
  return typeof spec === 'string'
    ? spec.replace(/\bwstring\b/g, 'str16').replace(/\bwchar(_t)?\b/g, 'char16_t')
    : spec
}

function mapValues(
  object: Record<string, unknown>,
  change: (value: unknown) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]))
}

/** What a declared function gives back when the target calls it: nothing, zero or null, never an effect. */
function makeStub(result: DeclaredType, info: unknown): Loose {
  const value =
    result.kind === 'pointer'
      ? null
      : result.kind === 'void'
        ? undefined
        : result.kind === 'struct'
          ? {}
          : 0
  const stub = (): unknown => value
  const asynchronous = (...values: unknown[]): void => {
    const done = values.at(-1)
    if (typeof done === 'function')
      queueMicrotask(() => {
        ;(done as Loose)(null, value)
      })
  }
  return Object.assign(stub, { async: asynchronous, info })
}
