import type { PointerBytes } from '../../win32/architecture.ts'
import type { koffi as Koffi, TypeObject } from '../../../os/koffi.ts'
import type { DeclaredType, Declaration, Place } from '../../model.ts'
import { nameLibrary, readPrototype } from './prototype.ts'
import { makeStub } from './stub.ts'
import {
  declaredType,
  layoutType,
  translateText,
  windowsType,
  type Layouts,
  type TypeLayout,
} from './types.ts'

type Loose = (...values: unknown[]) => unknown

/** What the recorder needs from the process it runs in. */
export interface RecorderHost {
  readonly pointerBytes: PointerBytes
  /** Major version of the koffi that the target would get: before 3, types were objects without properties. */
  readonly koffiMajor: number
  /** The place in the target's source from which koffi is being called. */
  place(): Place
  /** Told of each declaration, which it can have for either width of pointers. */
  declare(declarationFor: (pointerBytes: PointerBytes) => Declaration): void
  /** The target was told a width, which it may go by. */
  askedForWidth(): void
}

/**
 * An object with koffi's interface that loads no library and calls no function. Types and prototypes are made and
 * parsed by the real koffi; what a program declares is told to the host, with the widths it has on Windows.
 */
export function makeRecorder(koffi: typeof Koffi, host: RecorderHost): Record<string, unknown> {
  const rules: Layouts['rules'] = new Map()
  const layouts: Layouts = { pointerBytes: host.pointerBytes, rules }
  const tell = (declarationFor: (layouts: Layouts) => Declaration): void => {
    host.declare(pointerBytes => declarationFor({ pointerBytes, rules }))
  }
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
  const declare = (type: TypeObject, spec: unknown, layouts: Layouts): DeclaredType => {
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
        rules.set(koffi.type(made).name, { packed, alignments })
        if (typeof name === 'string') declareStruct(name, made)
        return made
      })
    }

  const declareStruct = (name: string, made: TypeObject): void => {
    const place = host.place()
    tell(layouts => {
      const layout = layoutType(koffi.type(made), layouts)
      const fields = layout.members.map(member => ({
        name: member.name,
        type: declaredType(member.type, layouts),
        offset: member.offset,
      }))
      return { kind: 'struct', name, bytes: layout.bytes, fields, place }
    })
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
        const [name] = values
        if (typeof name === 'string' && values.length > 1) {
          const [type, spelled, place] = [parse(made), spell(values[1]), host.place()]
          tell(layouts => ({
            kind: 'alias',
            name,
            type: { ...declare(type, made, layouts), spelled },
            place,
          }))
        }
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
      if (info) {
        const place = host.place()
        tell(layouts => ({
          kind: 'callback',
          name: read.name ?? info.name,
          ...(read.convention && { convention: read.convention }),
          result: declaredType(info.result, layouts),
          parameters: parametersOf(info, layouts),
          place,
        }))
      }
      return made
    })
  }

  const parametersOf = (
    info: NonNullable<TypeObject['proto']>,
    layouts: Layouts,
    specs?: readonly unknown[],
  ): DeclaredType[] =>
    info.arguments.map((argument, index) => {
      // koffi 3 wraps each argument with its direction; its typings do not say so yet.
      const type =
        'type' in argument ? (argument as unknown as { type: TypeObject }).type : argument
      return declare(type, specs?.[index], layouts)
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
    const said =
      convention === 'cdecl' || convention === 'stdcall'
        ? convention
        : convention
          ? 'other'
          : read.convention
    const place = host.place()
    const resultFor = (layouts: Layouts): DeclaredType =>
      declare(info.result, classic && values.at(-2), layouts)
    tell(layouts => ({
      kind: 'function',
      name: read.name ?? '',
      library,
      ...(said && { convention: said }),
      result: resultFor(layouts),
      parameters: parametersOf(info, layouts, classic),
      ...(read.variadic && { variadic: true }),
      place,
    }))
    return makeStub(resultFor(layouts), info)
  }

  const told = (type: unknown): TypeLayout => {
    host.askedForWidth()
    return layoutType(parse(type), layouts)
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
    sizeof: (type: unknown) => told(type).bytes,
    alignof: (type: unknown) => told(type).align,
    offsetof: (type: unknown, field: unknown) =>
      told(type).members.find(({ name }) => name === field)?.offset ?? 0,
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

function mapValues(
  object: Record<string, unknown>,
  change: (value: unknown) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]))
}
