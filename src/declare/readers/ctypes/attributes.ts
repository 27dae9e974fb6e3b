import type { StructField, StructType } from './ctype.ts'
import { layoutCType } from './ctypes-layout.ts'
import {
  ExpectedFailure,
  foreignOf,
  isExhausted,
  noteFollowed,
  noteNotFollowed,
  openLibrary,
  placeIn,
  typeOf,
  type Interpreter,
} from './machine.ts'
import type { PythonNode } from './syntax.ts'
import { wintypesScope } from './modules.ts'
import {
  memberOf,
  settle,
  unknown,
  type CtypesFunction,
  type CtypesLibrary,
  type PyValue,
  type Scope,
} from './value.ts'

/** Value of an attribute of something known. */
export function attributeOf(machine: Interpreter, object: PyValue, name: string): PyValue {
  switch (object.kind) {
    case 'module':
    case 'object':
      return memberOf(object.scope, name) ?? missing(machine, object, name)
    case 'loader':
      return name === 'LoadLibrary'
        ? { kind: 'builtin', name: `LoadLibrary ${object.convention}` }
        : { kind: 'library', library: openLibrary(machine, name, object.convention, true) }
    case 'library':
      return /^__get(attr|item)__$/.test(name)
        ? { kind: 'partial', callee: { kind: 'builtin', name: 'getattr' }, values: [object] }
        : functionIn(machine, object.library, name)
    case 'foreign':
      return attributeOfForeign(object.foreign, name)
    case 'instance':
      return name === 'value' ? instanceValue(machine, object) : unknown
    case 'def':
      return name === '__name__' ? { kind: 'string', value: object.name } : unknown
    case 'list': {
      const index = object.names?.indexOf(name) ?? -1
      return index < 0 ? { kind: 'method', of: object, name } : (object.items[index] ?? unknown)
    }
    case 'string':
    case 'int':
    case 'dict':
    case 'type':
      return { kind: 'method', of: object, name }
    default:
      // Whoever defines it: win32con.NULL, wintypes.NULL.
      return name === 'NULL' ? { kind: 'int', value: 0n } : unknown
  }
}

/**
 * An attribute that is not set: a class may make it when it is asked for. A name that `ctypes.wintypes` does not have
 * raises; of other modules not all names are known.
 */
function missing(
  machine: Interpreter,
  object: Extract<PyValue, { kind: 'module' | 'object' }>,
  name: string,
): PyValue {
  if (
    object.kind === 'module' &&
    object.scope === wintypesScope() &&
    machine.expected.AttributeError > 0
  )
    throw new ExpectedFailure('AttributeError')
  const maker = object.kind === 'object' ? memberOf(object.scope, '__getattr__') : undefined
  return maker?.kind === 'def' && !name.startsWith('__')
    ? machine.callFunction(machine, maker, [{ kind: 'string', value: name }], {
        file: maker.file,
        line: maker.node.line,
      })
    : unknown
}

/** A function of a library. Where a `try` expects that it is missing, and it is, it is. */
export function functionIn(machine: Interpreter, library: CtypesLibrary, name: string): PyValue {
  if (name.startsWith('_') && !/^_[lh](read|write|open|close|creat|seek)$/.test(name))
    return unknown
  if (machine.expected.AttributeError > 0 && machine.isExported(name) === false)
    throw new ExpectedFailure('AttributeError')
  return { kind: 'foreign', foreign: foreignOf(library, name) }
}

function attributeOfForeign(foreign: CtypesFunction, name: string): PyValue {
  if (name === 'restype' && foreign.restype)
    return foreign.restype.type ? { kind: 'type', type: foreign.restype.type } : { kind: 'none' }
  if (name === 'argtypes' && foreign.argtypes && foreign.argtypes.types !== 'unknown')
    return {
      kind: 'list',
      items: foreign.argtypes.types.map(type => ({ kind: 'type', type })),
    }
  return name === '__name__' ? { kind: 'string', value: foreign.name } : unknown
}

function instanceValue(
  machine: Interpreter,
  { type, value }: Extract<PyValue, { kind: 'instance' }>,
): PyValue {
  const bytes = layoutCType(type, machine.pointerBytes)?.bytes
  if (value === undefined || bytes === undefined) return unknown
  if (type.kind === 'pointer' && value === 0n) return { kind: 'none' }
  const isSigned = type.kind === 'scalar' && type.class === 'signed'
  return {
    kind: 'int',
    value: isSigned ? BigInt.asIntN(8 * bytes, value) : BigInt.asUintN(8 * bytes, value),
  }
}

/** Gives an attribute of something known a value. */
export function setAttribute(
  machine: Interpreter,
  object: PyValue,
  name: string,
  value: PyValue,
  node: PythonNode,
): void {
  if (value.kind === 'list' && isExhausted(machine, value.items.length)) return
  switch (object.kind) {
    case 'object':
    case 'module':
      for (const scope of [object.scope, ...classOf(object.scope)])
        scope.names.set(name, value.kind === 'result' ? { ...value, isKept: true } : settle(value))
      // A text belongs to the one object that it was given to, such as the name of a function.
      if (value.kind === 'string' && classOf(object.scope).length > 0)
        object.scope.names.set(name, value)
      return
    case 'foreign':
      setForeign(machine, object.foreign, name, value, node)
      return
    case 'type':
      if (object.type.kind === 'struct') setStructAttribute(machine, object.type, name, value, node)
      return
    case 'instance':
      object.isOpen = true
      if (object.type.kind === 'struct' && value.kind === 'int')
        machine.found.sizes.push({
          struct: object.type.name,
          field: name,
          value: value.value,
          at: placeIn(machine, node),
        })
      return
    default:
      if (/^(restype|argtypes)$/.test(name) && object.kind === 'unknown')
        noteNotFollowed(
          machine,
          placeIn(machine, node),
          'which function this declares is known only when the program runs',
        )
  }
}

/** The class of an object that has attributes of its own, for methods that `__init__` calls: they look there. */
function classOf({ parent, bases }: Scope): readonly Scope[] {
  return parent === undefined && bases?.length === 1 ? bases : []
}

const misspellings: Readonly<Record<string, string>> = {
  restypes: 'restype',
  res_type: 'restype',
  resttype: 'restype',
  restyp: 'restype',
  rettype: 'restype',
  returntype: 'restype',
  return_type: 'restype',
  retype: 'restype',
  arg_types: 'argtypes',
  argtype: 'argtypes',
  argstype: 'argtypes',
  argstypes: 'argtypes',
  args: 'argtypes',
  argtyps: 'argtypes',
  artypes: 'argtypes',
}

/** ctypes takes any attribute and looks at three of them. */
function meantBy(name: string): string | undefined {
  const key = name.toLowerCase()
  if (Object.hasOwn(misspellings, key)) return misspellings[key]
  return ['restype', 'argtypes', 'errcheck'].find(known => key === known)
}

function setForeign(
  machine: Interpreter,
  foreign: CtypesFunction,
  name: string,
  value: PyValue,
  node: PythonNode,
): void {
  const at = placeIn(machine, node)
  if (name === 'restype') {
    foreign.restype = { type: typeOf(value), value, at }
    if (foreign.restype.type?.kind === 'unknown')
      noteNotFollowed(machine, at, `the result of ${foreign.name} is not known before it runs`)
    else noteFollowed(machine, at)
  } else if (name === 'argtypes') {
    // `if arguments: function.argtypes = arguments`: an empty list is not set there.
    if (machine.unsure > 0 && value.kind === 'list' && value.items.length === 0) return
    foreign.argtypes = { types: typesIn(value), at }
    if (foreign.argtypes.types === 'unknown')
      noteNotFollowed(machine, at, `the parameters of ${foreign.name} are not known before it runs`)
    else noteFollowed(machine, at)
  } else if (name === 'errcheck') foreign.errcheck = value
  else {
    const meant = meantBy(name)
    if (meant) foreign.misspelt.push({ attribute: name, meant, at })
  }
}

/** No function of Windows has nearly as many. */
const mostParameters = 255

function typesIn(value: PyValue): NonNullable<CtypesFunction['argtypes']>['types'] {
  if (value.kind === 'none') return []
  return value.kind === 'list' && value.items.length <= mostParameters
    ? value.items.map(item => typeOf(item) ?? { kind: 'void', name: 'None' })
    : 'unknown'
}

export function setStructAttribute(
  machine: Interpreter,
  struct: StructType,
  name: string,
  value: PyValue,
  node: PythonNode,
): void {
  if (name === '_pack_' && value.kind === 'int') struct.pack = Number(value.value)
  if (name === '_anonymous_' && value.kind === 'list')
    struct.anonymous = value.items.flatMap(item => (item.kind === 'string' ? [item.value] : []))
  if (name !== '_fields_') return
  struct.fields = value.kind === 'list' ? readFields(machine, value.items, node) : undefined
  struct.isUnclear = struct.fields === undefined
  if (struct.isUnclear)
    noteNotFollowed(
      machine,
      placeIn(machine, node),
      `the fields of ${struct.name} are put together when the program runs`,
    )
}

function readFields(
  machine: Interpreter,
  items: readonly PyValue[],
  node: PythonNode,
): StructField[] | undefined {
  const rows = (node.field('right') ?? node).children
  const fields = items.flatMap((item, index) => {
    if (item.kind !== 'list') return []
    const [name, type, bits] = item.items
    const { line } = (rows.length === items.length ? rows[index] : undefined) ?? node
    return name?.kind === 'string'
      ? [
          {
            name: name.value,
            type: type?.kind === 'type' ? type.type : { kind: 'unknown' as const, name: 'unknown' },
            file: machine.file,
            line,
            ...(bits?.kind === 'int' && { bits: Number(bits.value) }),
          },
        ]
      : []
  })
  return fields.length === items.length ? fields : undefined
}
