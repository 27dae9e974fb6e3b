import type { PointerBytes } from '../../win32/architecture.ts'
import {
  arrayOf,
  ctypesTypes,
  layoutCType,
  wintypes,
  type CType,
  type StructField,
  type StructType,
} from './ctype.ts'
import type { SyntaxNode } from './parse.ts'
import {
  lookUp,
  unknown,
  type ForeignFunction,
  type ForeignResult,
  type Library,
  type PyValue,
  type Scope,
} from './value.ts'

/** What an interpretation of files of one target found. */
interface Findings {
  readonly libraries: Library[]
  readonly structs: StructType[]
  /** Structs under a second name. */
  readonly renamed: { readonly name: string; readonly struct: StructType }[]
  readonly aliases: {
    readonly name: string
    readonly type: CType
    readonly spelled: string
    readonly file: string
    readonly line: number
  }[]
  readonly results: ForeignResult[]
  readonly sizes: {
    readonly struct: string
    readonly field: string
    readonly value: bigint
    readonly file: string
    readonly line: number
  }[]
}

/** Finds the file of a module of the target by its dotted name, and the scope of that file when it was run. */
export type ImportModule = (name: string, level: number, from: string) => Scope | undefined

/** An import of a name that is not there, which a `try` around it may expect. */
export class ImportFailure extends Error {}

export interface Machine {
  readonly pointerBytes: PointerBytes
  readonly found: Findings
  readonly importModule: ImportModule
  readonly shared: Map<string, Library>
  file: string
  /** Bodies of functions, to be looked at when the module is complete. */
  readonly later: (() => void)[]
  /** Work done: nodes looked at, items copied, characters read. */
  steps: number
  /** Work after which the clock is looked at again. */
  nextLook: number
  /** How deep the expression is nested, calls of simple functions included. */
  depth: number
  /** How many `try` bodies are around the statement: an import that fails there is expected. */
  tries: number
  /** When to give up, in milliseconds of the clock. */
  readonly deadline: number
}

/** Nesting beyond which nothing is followed: no declaration is that deep. */
export const depthLimit = 200

/** Work after which the interpretation of a target is given up. */
export const stepLimit = 5_000_000
const lookEvery = 4096

/** A number of more bits is no width, count or value of Windows. It is not known then, and costs nothing more. */
const maxBits = 256n
const maxDigits = 80
/** Characters of a name that was put together, such as `POINTER(POINTER(…))`. */
const longestName = 200

export function makeMachine(
  pointerBytes: PointerBytes,
  importModule: ImportModule,
  deadline: number,
): Machine {
  return {
    pointerBytes,
    deadline,
    importModule,
    file: '',
    later: [],
    shared: new Map(),
    steps: 0,
    nextLook: lookEvery,
    depth: 0,
    tries: 0,
    found: { libraries: [], structs: [], renamed: [], aliases: [], results: [], sizes: [] },
  }
}

export function children(node: SyntaxNode | null): SyntaxNode[] {
  return (node?.namedChildren ?? []).flatMap(child =>
    child && child.type !== 'comment' ? [child] : [],
  )
}

export function lineOf(node: SyntaxNode): number {
  return node.startPosition.row + 1
}

/** `windll.kernel32` is one object for the whole program; `WinDLL('kernel32')` is a new one each time. */
function openLibrary(
  machine: Machine,
  name: string,
  convention: 'stdcall' | 'cdecl',
  shared: boolean,
): Library {
  const lower = name.toLowerCase()
  const full = lower === '' || lower.includes('.') ? lower : `${lower}.dll`
  const key = `${convention} ${full}`
  const known = shared ? machine.shared.get(key) : undefined
  if (known) return known
  const library: Library = { name: full, convention, functions: new Map() }
  machine.found.libraries.push(library)
  if (shared) machine.shared.set(key, library)
  return library
}

function foreignOf(library: Library, name: string): ForeignFunction {
  const known = library.functions.get(name)
  if (known) return known
  const made: ForeignFunction = {
    name,
    library,
    restype: undefined,
    argtypes: undefined,
    errcheck: undefined,
    calls: [],
  }
  library.functions.set(name, made)
  return made
}

/** What `ctypes` offers under a name. */
export function ctypesName(name: string): PyValue | undefined {
  if (Object.hasOwn(ctypesTypes, name))
    return { kind: 'type', type: ctypesTypes[name] ?? { kind: 'unknown', name } }
  switch (name) {
    case 'windll':
    case 'oledll':
      return { kind: 'loader', convention: 'stdcall' }
    case 'cdll':
    case 'pydll':
      return { kind: 'loader', convention: 'cdecl' }
    case 'wintypes':
      return { kind: 'module', scope: wintypesScope() }
    case 'Structure':
    case 'Union':
    case 'LittleEndianStructure':
    case 'POINTER':
    case 'sizeof':
    case 'WinDLL':
    case 'OleDLL':
    case 'CDLL':
    case 'PyDLL':
    case 'LibraryLoader':
    case 'WINFUNCTYPE':
    case 'CFUNCTYPE':
    case 'byref':
    case 'pointer':
    case 'cast':
    case 'create_string_buffer':
    case 'create_unicode_buffer':
    case 'addressof':
      return { kind: 'builtin', name }
    default:
      return undefined
  }
}

let wintypesNames: Scope | undefined
function wintypesScope(): Scope {
  wintypesNames ??= {
    names: new Map(Object.entries(wintypes).map(([name, type]) => [name, { kind: 'type', type }])),
  }
  return wintypesNames
}

export const ctypesNames = [
  ...Object.keys(ctypesTypes),
  'windll',
  'oledll',
  'cdll',
  'pydll',
  'Structure',
  'Union',
  'LittleEndianStructure',
  'POINTER',
  'sizeof',
  'LibraryLoader',
  'WinDLL',
  'OleDLL',
  'CDLL',
  'PyDLL',
  'WINFUNCTYPE',
  'CFUNCTYPE',
  'byref',
  'pointer',
  'cast',
  'create_string_buffer',
  'create_unicode_buffer',
  'addressof',
]

/** Modules of the standard library that tell the platform apart. */
function knownModule(name: string): Scope | undefined {
  if (name === 'ctypes')
    return {
      names: new Map([...ctypesNames, 'wintypes'].map(one => [one, ctypesName(one) ?? unknown])),
    }
  if (name === 'ctypes.wintypes') return wintypesScope()
  if (name === 'sys')
    return {
      names: new Map<string, PyValue>([
        ['platform', { kind: 'string', value: 'win32' }],
        ['maxsize', { kind: 'builtin', name: 'maxsize' }],
      ]),
    }
  if (name === 'os')
    return { names: new Map<string, PyValue>([['name', { kind: 'string', value: 'nt' }]]) }
  if (name === 'struct')
    return {
      names: new Map<string, PyValue>([['calcsize', { kind: 'builtin', name: 'calcsize' }]]),
    }
  if (name === 'platform')
    return {
      names: new Map<string, PyValue>([
        ['architecture', { kind: 'builtin', name: 'architecture' }],
        ['system', { kind: 'builtin', name: 'system' }],
      ]),
    }
  return undefined
}

export function importByName(machine: Machine, name: string, level = 0): Scope | undefined {
  return level === 0
    ? (knownModule(name) ?? machine.importModule(name, 0, machine.file))
    : machine.importModule(name, level, machine.file)
}

/** The type that a value stands for where ctypes expects one. */
function typeOf(value: PyValue | undefined): CType | undefined {
  switch (value?.kind) {
    case 'type':
      return value.type
    case 'none':
      return undefined
    case 'def':
      return { kind: 'callable', name: value.name }
    default:
      return { kind: 'unknown', name: 'unknown' }
  }
}

/** Value of an attribute of something known. */
export function attributeOf(machine: Machine, object: PyValue, name: string): PyValue {
  switch (object.kind) {
    case 'module':
    case 'object': {
      const value = object.scope.names.get(name) ?? unknown
      return value.kind === 'builtin' && value.name === 'maxsize'
        ? { kind: 'int', value: 2n ** BigInt(8 * machine.pointerBytes - 1) - 1n }
        : value
    }
    case 'loader':
      return name === 'LoadLibrary'
        ? { kind: 'builtin', name: `LoadLibrary ${object.convention}` }
        : { kind: 'library', library: openLibrary(machine, name, object.convention, true) }
    case 'library':
      return name.startsWith('_')
        ? unknown
        : { kind: 'foreign', foreign: foreignOf(object.library, name) }
    case 'foreign':
      return name === 'restype' && object.foreign.restype?.type
        ? { kind: 'type', type: object.foreign.restype.type }
        : unknown
    case 'instance':
      return name === 'value' ? instanceValue(machine, object) : unknown
    default:
      return unknown
  }
}

function instanceValue(
  machine: Machine,
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
  machine: Machine,
  object: PyValue,
  name: string,
  value: PyValue,
  node: SyntaxNode,
): void {
  const at = { file: machine.file, line: lineOf(node) }
  if (value.kind === 'list' && isExhausted(machine, value.items.length)) return
  if (object.kind === 'object' || object.kind === 'module')
    object.scope.names.set(name, value.kind === 'result' ? { ...value, isKept: true } : value)
  if (object.kind === 'foreign' && name === 'restype')
    object.foreign.restype = { type: typeOf(value), value, at }
  if (object.kind === 'foreign' && name === 'argtypes')
    object.foreign.argtypes = {
      types:
        value.kind === 'list'
          ? value.items.map(item => typeOf(item) ?? { kind: 'void', name: 'None' })
          : value.kind === 'none'
            ? []
            : 'unknown',
      at,
    }
  if (object.kind === 'foreign' && name === 'errcheck') object.foreign.errcheck = value
  if (object.kind === 'type' && object.type.kind === 'struct')
    setStructAttribute(object.type, name, value, node)
  if (object.kind === 'instance' && object.type.kind === 'struct' && value.kind === 'int') {
    machine.found.sizes.push({ struct: object.type.name, field: name, value: value.value, ...at })
  }
}

export function setStructAttribute(
  struct: StructType,
  name: string,
  value: PyValue,
  node: SyntaxNode,
): void {
  if (name === '_pack_' && value.kind === 'int') struct.pack = Number(value.value)
  if (name === '_anonymous_' && value.kind === 'list')
    struct.anonymous = value.items.flatMap(item => (item.kind === 'string' ? [item.value] : []))
  if (name === '_fields_')
    struct.fields = value.kind === 'list' ? readFields(value.items, node) : undefined
}

function readFields(items: readonly PyValue[], node: SyntaxNode): StructField[] | undefined {
  const rows = children(node.childForFieldName('right') ?? node)
  const fields = items.flatMap((item, index) => {
    if (item.kind !== 'list') return []
    const [name, type, bits] = item.items
    const line = lineOf(rows[index] ?? node)
    return name?.kind === 'string'
      ? [
          {
            name: name.value,
            type: typeOf(type) ?? { kind: 'unknown' as const, name: 'unknown' },
            line,
            ...(bits?.kind === 'int' && { bits: Number(bits.value) }),
          },
        ]
      : []
  })
  return fields.length === items.length ? fields : undefined
}

/** What calling something known gives. */
export function callValue(
  machine: Machine,
  callee: PyValue,
  values: readonly PyValue[],
  node: SyntaxNode,
): PyValue {
  const at = { file: machine.file, line: lineOf(node) }
  switch (callee.kind) {
    case 'type':
      return callType(callee.type, values, at)
    case 'foreign': {
      callee.foreign.calls.push({ values, at })
      const result: ForeignResult = { foreign: callee.foreign, tests: [], at }
      machine.found.results.push(result)
      return { kind: 'result', result }
    }
    case 'builtin':
      return callBuiltin(machine, callee.name, values)
    default:
      return unknown
  }
}

function callType(
  type: CType,
  values: readonly PyValue[],
  at: { readonly file: string; readonly line: number },
): PyValue {
  const [first] = values
  // WINFUNCTYPE(…)(('Name', library)) is a function of that library, declared.
  if (type.kind === 'callback' && first?.kind === 'list') {
    const [name, library] = first.items
    if (name?.kind !== 'string' || library?.kind !== 'library') return unknown
    const foreign = foreignOf(library.library, name.value)
    foreign.restype = { type: type.result, value: unknown, at }
    foreign.argtypes = { types: type.parameters ?? 'unknown', at }
    return { kind: 'foreign', foreign }
  }
  return { kind: 'instance', type, ...(first?.kind === 'int' && { value: first.value }) }
}

function callBuiltin(machine: Machine, name: string, values: readonly PyValue[]): PyValue {
  const [first, second] = values
  switch (name) {
    case 'POINTER': {
      const to = typeOf(first)
      return {
        kind: 'type',
        type: {
          kind: 'pointer',
          name: `POINTER(${to?.name ?? 'None'})`.slice(0, longestName),
          ...(to && { to }),
        },
      }
    }
    case 'sizeof': {
      const type = first?.kind === 'type' || first?.kind === 'instance' ? first.type : undefined
      const bytes = type && layoutCType(type, machine.pointerBytes)?.bytes
      return bytes === undefined ? unknown : { kind: 'int', value: BigInt(bytes) }
    }
    case 'WinDLL':
    case 'OleDLL':
      return first?.kind === 'string'
        ? { kind: 'library', library: openLibrary(machine, first.value, 'stdcall', false) }
        : unknown
    case 'CDLL':
    case 'PyDLL':
      return first?.kind === 'string'
        ? { kind: 'library', library: openLibrary(machine, first.value, 'cdecl', false) }
        : unknown
    case 'LibraryLoader':
      return first?.kind === 'builtin'
        ? { kind: 'loader', convention: /^(WinDLL|OleDLL)$/.test(first.name) ? 'stdcall' : 'cdecl' }
        : unknown
    case 'LoadLibrary stdcall':
      return callBuiltin(machine, 'WinDLL', values)
    case 'LoadLibrary cdecl':
      return callBuiltin(machine, 'CDLL', values)
    case 'WINFUNCTYPE':
    case 'CFUNCTYPE': {
      const parameters = values
        .slice(1)
        .map(value => typeOf(value) ?? { kind: 'void' as const, name: 'None' })
      return {
        kind: 'type',
        type: {
          kind: 'callback',
          name,
          convention: name === 'WINFUNCTYPE' ? 'stdcall' : 'cdecl',
          result: typeOf(first),
          parameters,
        },
      }
    }
    case 'byref':
    case 'pointer':
    case 'cast':
    case 'addressof':
    case 'create_string_buffer':
    case 'create_unicode_buffer':
      return { kind: 'instance', type: { kind: 'pointer', name } }
    case 'getattr':
      return first && second?.kind === 'string'
        ? attributeOf(machine, first, second.value)
        : unknown
    case 'calcsize':
      return first?.kind === 'string' && first.value === 'P'
        ? { kind: 'int', value: BigInt(machine.pointerBytes) }
        : unknown
    case 'architecture':
      return {
        kind: 'list',
        items: [{ kind: 'string', value: machine.pointerBytes === 8 ? '64bit' : '32bit' }, unknown],
      }
    case 'system':
      return { kind: 'string', value: 'Windows' }
    default:
      return unknown
  }
}

export function multiply(left: PyValue, right: PyValue): PyValue {
  if (left.kind === 'type')
    return {
      kind: 'type',
      type: arrayOf(left.type, right.kind === 'int' ? Number(right.value) : undefined),
    }
  if (right.kind === 'type') return multiply(right, left)
  return left.kind === 'int' && right.kind === 'int' ? integer(left.value * right.value) : unknown
}

export function nameIn(scope: Scope, name: string): PyValue {
  const known = lookUp(scope, name)
  if (known) return known
  return name === 'getattr' ? { kind: 'builtin', name } : unknown
}

/** Counts work, of which a step is one and the copy of a list as much as it has items; true when enough was done. */
export function isExhausted(machine: Machine, work = 1): boolean {
  machine.steps += work
  if (machine.steps >= machine.nextLook) {
    machine.nextLook = machine.steps + lookEvery
    if (performance.now() > machine.deadline) machine.steps = stepLimit + 1
  }
  return machine.steps > stepLimit
}

/** A number, if it is one that a declaration can have. */
export function integer(value: bigint): PyValue {
  return value === BigInt.asIntN(Number(maxBits), value) ? { kind: 'int', value } : unknown
}

/** The number that is written so, in Python 2 or 3. */
export function readInteger(text: string): PyValue {
  const plain = text.slice(0, maxDigits + 1).replace(/[_lL]/g, '')
  try {
    return plain.length > maxDigits
      ? unknown
      : integer(BigInt(/^0\d+$/.test(plain) ? `0o${plain}` : plain))
  } catch {
    return unknown
  }
}
