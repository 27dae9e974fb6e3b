import { ctypesTypes } from './ctype.ts'
import { wintypes } from './wintypes.ts'
import type { Interpreter } from './machine.ts'
import { unknown, type PyValue, type Scope } from './value.ts'

const text = (value: string): PyValue => ({ kind: 'string', value })
const int = (value: number | bigint): PyValue => ({ kind: 'int', value: BigInt(value) })
const builtin = (name: string): PyValue => ({ kind: 'builtin', name })

/** Functions and classes of ctypes that are more than a type. */
const ctypesFunctions = [
  'Structure',
  'Union',
  'LittleEndianStructure',
  'LittleEndianUnion',
  'BigEndianStructure',
  'BigEndianUnion',
  'POINTER',
  'ARRAY',
  'sizeof',
  'WinDLL',
  'OleDLL',
  'CDLL',
  'PyDLL',
  'LibraryLoader',
  'WINFUNCTYPE',
  'CFUNCTYPE',
  'PYFUNCTYPE',
  'byref',
  'pointer',
  'cast',
  'create_string_buffer',
  'create_unicode_buffer',
  'c_buffer',
  'addressof',
]

/** Names of `ctypes`. */
export const ctypesNames: readonly string[] = [
  ...Object.keys(ctypesTypes),
  'windll',
  'oledll',
  'cdll',
  'pydll',
  'pythonapi',
  ...ctypesFunctions,
]

/** What `ctypes` offers under a name. */
export function ctypesName(name: string): PyValue | undefined {
  if (Object.hasOwn(ctypesTypes, name))
    return { kind: 'type', type: ctypesTypes[name] ?? { kind: 'unknown', name } }
  if (name === 'windll' || name === 'oledll') return { kind: 'loader', convention: 'stdcall' }
  if (name === 'cdll' || name === 'pydll') return { kind: 'loader', convention: 'cdecl' }
  if (name === 'wintypes') return { kind: 'module', scope: wintypesScope() }
  // Python's own DLL: none of Windows.
  if (name === 'pythonapi')
    return {
      kind: 'library',
      library: { name: 'python3.dll', convention: 'cdecl', functions: new Map() },
    }
  if (name === 'util') return { kind: 'module', scope: scopeOf({}) }
  return ctypesFunctions.includes(name) ? builtin(name) : undefined
}

function scopeOf(names: Readonly<Record<string, PyValue>>): Scope {
  return { names: new Map(Object.entries(names)) }
}

let wintypesNames: Scope | undefined
export function wintypesScope(): Scope {
  wintypesNames ??= {
    names: new Map(Object.entries(wintypes).map(([name, type]) => [name, { kind: 'type', type }])),
  }
  return wintypesNames
}

/** The version of Python that is assumed where a program asks: one that still gets updates. */
const version: PyValue = {
  kind: 'list',
  items: [int(3), int(13), int(0), text('final'), int(0)],
  names: ['major', 'minor', 'micro', 'releaselevel', 'serial'],
}

const processors = { x64: 'AMD64', ia32: 'x86', arm64: 'ARM64' } as const
const platforms = { x64: 'win-amd64', ia32: 'win32', arm64: 'win-arm64' } as const

/** What `sys` tells of the process. */
function systemOf(pointerBytes: 4 | 8): Scope {
  return scopeOf({
    platform: text('win32'),
    maxsize: int(2n ** BigInt(8 * pointerBytes - 1) - 1n),
    byteorder: text('little'),
    version: text(
      `3.13.0 [MSC v.1942 ${pointerBytes === 8 ? '64 bit (AMD64)' : '32 bit (Intel)'}]`,
    ),
    version_info: version,
    getwindowsversion: builtin('getwindowsversion'),
    hexversion: int(0x03_0d_00_f0),
  })
}

/** Modules of the standard library that tell platforms apart, or that help to declare. */
function knownModule(
  { pointerBytes }: Pick<Interpreter, 'pointerBytes'>,
  name: string,
): Scope | undefined {
  switch (name) {
    case 'ctypes':
      return {
        names: new Map(
          [...ctypesNames, 'wintypes', 'util'].map(one => [one, ctypesName(one) ?? unknown]),
        ),
      }
    case 'ctypes.wintypes':
      return wintypesScope()
    case 'sys':
      return systemOf(pointerBytes)
    case 'os':
      return scopeOf({
        name: text('nt'),
        path: { kind: 'module', scope: scopeOf({ join: builtin('path.join') }) },
        environ: { kind: 'object', scope: environment },
        getenv: builtin('environ.get'),
      })
    case 'os.path':
      return scopeOf({ join: builtin('path.join') })
    case 'struct':
      return scopeOf({ calcsize: builtin('calcsize') })
    case 'platform':
      return scopeOf({
        architecture: builtin('architecture'),
        machine: builtin('machine'),
        uname: builtin('uname'),
        system: builtin('system'),
        python_implementation: builtin('python_implementation'),
      })
    case 'sysconfig':
    case 'distutils.util':
      return scopeOf({ get_platform: builtin('get_platform') })
    case 'collections':
      return scopeOf({ namedtuple: builtin('namedtuple'), OrderedDict: builtin('dict') })
    case 'typing':
      return scopeOf({ NamedTuple: builtin('NamedTuple') })
    case 'functools':
      return scopeOf({
        partial: builtin('partial'),
        wraps: builtin('wraps'),
        lru_cache: builtin('keep'),
        cache: builtin('keep'),
        cached_property: builtin('keep'),
      })
    default:
      return undefined
  }
}

const environment = scopeOf({ get: builtin('environ.get') })

export function processorOf(machine: Interpreter): PyValue {
  machine.asksProcessor = true
  return text(processors[machine.architecture])
}

export function platformTagOf(machine: Interpreter): PyValue {
  machine.asksProcessor = true
  return text(platforms[machine.architecture])
}

/** Functions that every module has. */
const everywhere = new Set([
  'getattr',
  'setattr',
  'hasattr',
  'len',
  'int',
  'bool',
  'str',
  'list',
  'tuple',
  'dict',
  'zip',
  'enumerate',
  'range',
  'sorted',
  'reversed',
  'isinstance',
  'type',
  'globals',
  'locals',
  'vars',
  'staticmethod',
  'classmethod',
  'property',
  'map',
])

export function builtinName(name: string): PyValue | undefined {
  return everywhere.has(name) ? builtin(name) : undefined
}

export function importByName(machine: Interpreter, name: string, level = 0): Scope | undefined {
  return level === 0
    ? (knownModule(machine, name) ?? machine.importModule(name, 0, machine.file))
    : machine.importModule(name, level, machine.file)
}
