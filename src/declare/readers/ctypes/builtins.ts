import { arrayOf, type CtypesType } from './ctype.ts'
import { layoutCType } from './ctypes-layout.ts'
import { attributeOf, setAttribute } from './attributes.ts'
import {
  boolean,
  integer,
  longestName,
  openLibrary,
  readInteger,
  typeOf,
  type Interpreter,
} from './machine.ts'
import { namedTuples } from './named-tuples.ts'
import { platformTagOf, processorOf } from './modules.ts'
import { textOf, truthOf } from './operators.ts'
import type { PythonNode } from './syntax.ts'
import {
  itemsOf,
  memberOf,
  none,
  unknown,
  wideText,
  type At,
  type PyValue,
  type Scope,
} from './value.ts'

/** A call: what is passed, and where it stands. */
export interface BuiltinCall {
  readonly values: readonly PyValue[]
  readonly keywords: ReadonlyMap<string, PyValue>
  readonly node: PythonNode
  readonly at: At
  /** The object whose method is called, where it has attributes of its own. */
  readonly self?: Scope
}

type Builtin = (machine: Interpreter, values: readonly PyValue[], call: BuiltinCall) => PyValue

const text = (value: string): PyValue => ({ kind: 'string', value })
const list = (items: readonly PyValue[]): Extract<PyValue, { kind: 'list' }> => ({
  kind: 'list',
  items,
})

/** `WinDLL(name)`; a name that is not known leaves the library without one. */
function library(convention: 'stdcall' | 'cdecl'): Builtin {
  return (machine, [first]) => ({
    kind: 'library',
    library: openLibrary(
      machine,
      first?.kind === 'string' ? first.value : '',
      convention,
      first?.kind === 'string' && first.value === '',
    ),
  })
}

function callbackType(convention: 'stdcall' | 'cdecl', name: string): Builtin {
  return (_, [result, ...parameters]) => ({
    kind: 'type',
    type: {
      kind: 'callback',
      name,
      convention,
      result: typeOf(result),
      parameters: parameters.map(value => typeOf(value) ?? { kind: 'void', name: 'None' }),
    },
  })
}

/** The variable itself is passed, so the type behind the pointer is known. Two numbers may be the halves of one. */
const pointerTo: Builtin = (_, [first]) => {
  const own = first?.kind === 'instance' ? first.type : undefined
  const to = own?.kind === 'array' && (own.length ?? 3) > 2 ? own.of : own
  const isNew = first?.kind === 'instance' && !first.isOpen && (first.isZero ?? first.value === 0n)
  if (first?.kind === 'instance') first.isOpen = true
  return {
    kind: 'instance',
    type: {
      kind: 'pointer',
      name: `byref(${to?.name ?? '…'})`.slice(0, longestName),
      ...(to && { to }),
      ...(isNew && { isNew: true as const }),
      ...(own?.kind === 'scalar' && { isVariable: true as const }),
    },
  }
}

function isWideText(value: PyValue): boolean {
  return value === wideText || (value.kind === 'list' && value.items.some(isWideText))
}

function buffer(character: 'c_char' | 'c_wchar'): Builtin {
  const bytes = character === 'c_char' ? 1 : 2
  return (_, [first]) => ({
    kind: 'instance',
    type: {
      kind: 'pointer',
      name: `array of ${character}`,
      text: first && isWideText(first) ? 2 : bytes,
    },
  })
}

const calcsizes: Readonly<Record<string, number | 'pointer'>> = {
  P: 'pointer',
  N: 'pointer',
  n: 'pointer',
  l: 4,
  L: 4,
  i: 4,
  I: 4,
  q: 8,
  Q: 8,
}

const builtins: Readonly<Record<string, Builtin>> = {
  POINTER(_, [first]) {
    const to = typeOf(first)
    const name = `POINTER(${to?.name ?? 'None'})`.slice(0, longestName)
    return { kind: 'type', type: { kind: 'pointer', name, ...(to && { to }) } }
  },
  ARRAY: (_, [first, second]) =>
    first?.kind === 'type'
      ? {
          kind: 'type',
          type: arrayOf(first.type, second?.kind === 'int' ? Number(second.value) : undefined),
        }
      : unknown,
  sizeof(machine, [first]) {
    const type = first?.kind === 'type' || first?.kind === 'instance' ? first.type : undefined
    const bytes = type && layoutCType(type, machine.pointerBytes)?.bytes
    return bytes === undefined ? unknown : { kind: 'int', value: BigInt(bytes) }
  },
  WinDLL: library('stdcall'),
  OleDLL: library('stdcall'),
  CDLL: library('cdecl'),
  PyDLL: library('cdecl'),
  'LoadLibrary stdcall': library('stdcall'),
  'LoadLibrary cdecl': library('cdecl'),
  LibraryLoader: (_, [first]) =>
    first?.kind === 'builtin'
      ? { kind: 'loader', convention: /^(WinDLL|OleDLL)$/.test(first.name) ? 'stdcall' : 'cdecl' }
      : unknown,
  WINFUNCTYPE: callbackType('stdcall', 'WINFUNCTYPE'),
  CFUNCTYPE: callbackType('cdecl', 'CFUNCTYPE'),
  PYFUNCTYPE: callbackType('cdecl', 'PYFUNCTYPE'),
  byref: pointerTo,
  pointer: pointerTo,
  cast: (_, [, second]) =>
    second?.kind === 'type' ? { kind: 'instance', type: second.type } : unknown,
  addressof: pointerTo,
  create_string_buffer: buffer('c_char'),
  c_buffer: buffer('c_char'),
  create_unicode_buffer: buffer('c_wchar'),
  getattr(machine, [object, name, otherwise]) {
    if (!object || name?.kind !== 'string') return unknown
    if (otherwise && object.kind === 'library' && machine.isExported(name.value) === false)
      return otherwise
    return attributeOf(machine, object, name.value)
  },
  setattr(machine, [object, name, value], { node }) {
    if (object && name?.kind === 'string')
      setAttribute(machine, object, name.value, value ?? unknown, node)
    return none
  },
  hasattr(machine, [object, name]) {
    if (name?.kind !== 'string') return unknown
    if (object?.kind === 'library') return boolean(machine.isExported(name.value))
    if (object?.kind === 'module' || object?.kind === 'object') {
      if (memberOf(object.scope, name.value)) return boolean(true)
      return boolean(name.value === 'getwindowsversion' ? true : undefined)
    }
    return unknown
  },
  calcsize(machine, [first]) {
    const size = first?.kind === 'string' ? calcsizes[first.value.replace(/^@/, '')] : undefined
    return size === undefined
      ? unknown
      : { kind: 'int', value: BigInt(size === 'pointer' ? machine.pointerBytes : size) }
  },
  architecture: machine =>
    list([text(machine.pointerBytes === 8 ? '64bit' : '32bit'), text('WindowsPE')]),
  machine: processorOf,
  uname: machine => {
    const unsaid = [unknown, unknown, unknown]
    return {
      ...list([text('Windows'), ...unsaid, processorOf(machine), unknown]),
      names: ['system', 'node', 'release', 'version', 'machine', 'processor'],
    }
  },
  getwindowsversion: () => ({
    ...list([integer(10n), integer(0n)]),
    names: ['major', 'minor'],
  }),
  get_platform: platformTagOf,
  'environ.get': (machine, [name]) =>
    name?.kind === 'string' && name.value === 'PROCESSOR_ARCHITECTURE'
      ? processorOf(machine)
      : unknown,
  system: () => text('Windows'),
  python_implementation: () => text('CPython'),
  'path.join': (_, values) => {
    const last = values.at(-1)
    return last?.kind === 'string' ? text(`\\${last.value}`) : unknown
  },
  partial: (_, [callee, ...values]) => (callee ? { kind: 'partial', callee, values } : unknown),
  ...namedTuples,
  wraps: () => ({ kind: 'builtin', name: 'keep' }),
  keep: (_, [first]) => first ?? unknown,
  staticmethod: (_, [first]) => first ?? unknown,
  classmethod: (_, [first]) => first ?? unknown,
  len: (_, [first]) =>
    first?.kind === 'list'
      ? { kind: 'int', value: BigInt(first.items.length) }
      : first?.kind === 'string'
        ? { kind: 'int', value: BigInt(first.value.length) }
        : unknown,
  int: (_, [first]) =>
    first?.kind === 'string' && /^\s*-?\d+\s*$/.test(first.value)
      ? readInteger(first.value.trim())
      : first?.kind === 'int'
        ? first
        : unknown,
  bool: (_, [first]) => boolean(first && truthOf(first)),
  str(_, [first]) {
    const shown = first && textOf(first)
    return shown === undefined ? unknown : text(shown)
  },
  list: (_, [first]) => (first ? list(itemsOf(first) ?? []) : list([])),
  tuple: (_, [first]) => (first ? list(itemsOf(first) ?? []) : list([])),
  sorted: (_, [first]) =>
    first?.kind === 'dict' ? list(itemsOf(first) ?? []) : (first ?? unknown),
  reversed: (_, [first]) => (first?.kind === 'list' ? list([...first.items].reverse()) : unknown),
  dict: (_, [first], { keywords }) => ({
    kind: 'dict',
    entries: new Map([
      ...(first?.kind === 'dict' ? first.entries : []),
      ...[...keywords].map(([key, value]) => [`s${key}`, { key: text(key), value }] as const),
    ]),
  }),
  zip(_, values) {
    const lists = values.map(itemsOf)
    const [first] = lists
    return first && lists.every(one => one !== undefined)
      ? list(first.map((_item, index) => list(lists.map(one => one[index] ?? unknown))))
      : unknown
  },
  enumerate(_, [first]) {
    const items = itemsOf(first)
    return items ? list(items.map((item, index) => list([integer(BigInt(index)), item]))) : unknown
  },
  range(_, values) {
    const [from, to] = values.length > 1 ? values : [integer(0n), values[0]]
    if (from?.kind !== 'int' || to?.kind !== 'int' || to.value - from.value > 1000n) return unknown
    const count = Number(to.value - from.value)
    return list(
      Array.from({ length: Math.max(0, count) }, (_item, index) =>
        integer(from.value + BigInt(index)),
      ),
    )
  },
  type: (machine, values, { node, at }) => makeStruct(machine, values, node, at),
}

/** `type(name, (Structure,), {'_fields_': […]})`. */
function makeStruct(
  machine: Interpreter,
  [name, bases, body]: readonly PyValue[],
  node: PythonNode,
  at: At,
): PyValue {
  const base = bases?.kind === 'list' ? bases.items[0] : undefined
  if (name?.kind !== 'string' || base?.kind !== 'builtin' || body?.kind !== 'dict') return unknown
  if (!/(Structure|Union)$/.test(base.name)) return unknown
  const struct: Extract<CtypesType, { kind: 'struct' }> = {
    kind: 'struct',
    name: name.value,
    isUnion: base.name.endsWith('Union'),
    ...(base.name.startsWith('Big') && { isSwapped: true }),
    ...at,
    fields: undefined,
    pack: 0,
    anonymous: [],
  }
  machine.found.structs.push(struct)
  const made: PyValue = { kind: 'type', type: struct }
  for (const { key, value } of body.entries.values())
    if (key.kind === 'string') setAttribute(machine, made, key.value, value, node)
  return made
}

export function callBuiltin(machine: Interpreter, name: string, call: BuiltinCall): PyValue {
  const known = Object.hasOwn(builtins, name) ? builtins[name] : undefined
  return known ? known(machine, call.values, call) : unknown
}
