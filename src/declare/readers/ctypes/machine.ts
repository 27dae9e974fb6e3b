import { cpuMs } from '../../../os/cpu-clock.ts'
import type { PointerBytes } from '../../win32/architecture.ts'
import type { CtypesType, StructType } from './ctype.ts'
import type { PythonNode } from './syntax.ts'
import {
  unknown,
  type At,
  type CtypesFunction,
  type ForeignResult,
  type CtypesLibrary,
  type PyFunction,
  type PyValue,
  type Scope,
} from './value.ts'

/** What an interpretation of files of one target found. */
interface Findings {
  readonly libraries: CtypesLibrary[]
  readonly structs: StructType[]
  /** Structs under a second name. */
  readonly renamed: { readonly name: string; readonly struct: StructType; readonly at: At }[]
  readonly aliases: {
    readonly name: string
    readonly type: CtypesType
    readonly spelled: string
    readonly at: At
  }[]
  readonly results: ForeignResult[]
  readonly sizes: {
    readonly struct: string
    readonly field: string
    readonly value: bigint
    readonly at: At
  }[]
  /** Declarations whose function or types are not known, by place; and places at which one was followed after all. */
  readonly notFollowed: Map<string, At & { readonly why: string }>
  readonly followed: Set<string>
}

/** Finds the file of a module of the target by its dotted name, and the scope of that file when it was run. */
type ImportModule = (name: string, level: number, from: string) => Scope | undefined

/** What is not there, which a `try` around it may expect: an import, an attribute. */
export class ExpectedFailure extends Error {
  readonly exception: 'ImportError' | 'AttributeError'

  constructor(exception: 'ImportError' | 'AttributeError') {
    super()
    this.exception = exception
  }
}

/** A call of a function of the program that is followed. */
export interface Frame {
  readonly id: number
  readonly returned: PyValue[]
  /** Where it is called; undefined where its body is looked at for its own sake, with parameters that are not known. */
  readonly site: At | undefined
}

export interface Interpreter {
  readonly pointerBytes: PointerBytes
  readonly architecture: 'x64' | 'ia32' | 'arm64'
  /** Whether a DLL of Windows exports a function there; undefined where that is not known. */
  readonly isExported: (name: string) => boolean | undefined
  readonly found: Findings
  readonly importModule: ImportModule
  readonly runBlock: (machine: Interpreter, block: PythonNode | undefined, scope: Scope) => boolean
  /** Calls a function of the program, for what looks up an attribute by calling one. */
  readonly callFunction: (
    machine: Interpreter,
    callee: PyFunction,
    values: readonly PyValue[],
    at: At,
  ) => PyValue
  readonly shared: Map<string, CtypesLibrary>
  file: string
  /** Bodies of functions, to be looked at when the module is complete. */
  readonly later: (() => void)[]
  readonly frames: Frame[]
  nextFrame: number
  /** What functions gave that were called with nothing that matters, by their definition. */
  readonly remembered: Map<PythonNode, PyValue>
  /** How often each function was followed with arguments that matter. */
  readonly followedCalls: Map<PythonNode, number>
  /** How often in a row each function was followed and declared nothing. */
  readonly idleCalls: Map<PythonNode, number>
  /** Declarations that were met, followed or not. */
  met: number
  /** Whether the program asks for the processor, so that arm64 may differ from x64. */
  asksProcessor: boolean
  /** Work done: nodes looked at, items copied, characters read. */
  steps: number
  /** Work after which the clock is looked at again. */
  nextLook: number
  /** How deep the expression is nested, calls of functions included. */
  depth: number
  /** How many `try` bodies are around the statement that expect each failure. */
  readonly expected: { ImportError: number; AttributeError: number }
  /** How many branches are around the statement of which it is not known whether they are taken. */
  unsure: number
  /** When to give up, in milliseconds of processor time. */
  readonly deadline: number
}

/** Nesting beyond which nothing is followed: no declaration is that deep. */
export const depthLimit = 200

/** Work after which the interpretation of a target is given up. */
export const stepLimit = 5_000_000
/** Work after which calls of functions of the program are not followed any more. */
export const callLimit = 2_000_000
const lookEvery = 4096

/** A number of more bits is no width, count or value of Windows. It is not known then, and costs nothing more. */
const mostBits = 256n
const mostDigits = 80
/** Characters of a text that was put together. */
export const longestText = 10_000
/** Characters of a name that was put together, such as `POINTER(POINTER(…))`. */
export const longestName = 200

type MachineOrder = Pick<
  Interpreter,
  | 'pointerBytes'
  | 'architecture'
  | 'isExported'
  | 'importModule'
  | 'runBlock'
  | 'callFunction'
  | 'deadline'
>

export function makeMachine(order: MachineOrder): Interpreter {
  return {
    ...order,
    file: '',
    later: [],
    frames: [],
    nextFrame: 1,
    remembered: new Map(),
    followedCalls: new Map(),
    idleCalls: new Map(),
    met: 0,
    asksProcessor: false,
    shared: new Map(),
    steps: 0,
    nextLook: lookEvery,
    depth: 0,
    unsure: 0,
    expected: { ImportError: 0, AttributeError: 0 },
    found: {
      libraries: [],
      structs: [],
      renamed: [],
      aliases: [],
      results: [],
      sizes: [],
      notFollowed: new Map(),
      followed: new Set(),
    },
  }
}

export function placeIn(machine: Interpreter, { line }: PythonNode): At {
  return { file: machine.file, line }
}

/** Counts work, of which a step is one and the copy of a list as much as it has items; true when enough was done. */
export function isExhausted(machine: Interpreter, work = 1): boolean {
  machine.steps += work
  if (machine.steps >= machine.nextLook) {
    machine.nextLook = machine.steps + lookEvery
    if (cpuMs() > machine.deadline) machine.steps = stepLimit + 1
  }
  return machine.steps > stepLimit
}

/** The innermost call that is being followed; 0 in the module itself. */
export function frameOf({ frames }: Interpreter): number {
  return frames.at(-1)?.id ?? 0
}

function key({ file, line }: At): string {
  return `${file}:${line}`
}

/** Notes that a declaration was seen of which the function or the types are not known: there, or where its helper was called. */
export function noteNotFollowed(machine: Interpreter, at: At, why: string): void {
  const site = machine.frames.find(frame => frame.site)?.site
  const place = site ?? at
  machine.met += 1
  machine.found.notFollowed.set(key(place), { ...place, why })
}

/** Notes that a declaration was followed there, and in each helper on the way. */
export function noteFollowed(machine: Interpreter, at: At): void {
  machine.met += 1
  machine.found.followed.add(key(at))
  for (const { site } of machine.frames) if (site) machine.found.followed.add(key(site))
}

/** The file name of a library, in lower case. */
function fileOf(name: string): string {
  const base = name.split(/[\\/]/).at(-1)?.toLowerCase().trim() ?? ''
  return base === '' || base.includes('.') ? base.replace(/\.$/, '') : `${base}.dll`
}

/** `windll.kernel32` is one object for the whole program; `WinDLL('kernel32')` is a new one each time. */
export function openLibrary(
  machine: Interpreter,
  name: string,
  convention: 'stdcall' | 'cdecl',
  shared: boolean,
): CtypesLibrary {
  const full = fileOf(name)
  const key = `${convention} ${full}`
  const known = shared ? machine.shared.get(key) : undefined
  if (known) return known
  const library: CtypesLibrary = { name: full, convention, functions: new Map() }
  machine.found.libraries.push(library)
  if (shared) machine.shared.set(key, library)
  return library
}

export function foreignOf(library: CtypesLibrary, name: string): CtypesFunction {
  const known = library.functions.get(name)
  if (known) return known
  const made: CtypesFunction = {
    name,
    library,
    restype: undefined,
    argtypes: undefined,
    errcheck: undefined,
    misspelt: [],
    calls: [],
  }
  library.functions.set(name, made)
  return made
}

/** The type that a value stands for where ctypes expects one. */
export function typeOf(value: PyValue | undefined): CtypesType | undefined {
  switch (value?.kind) {
    case 'type':
      return value.type
    case 'none':
      return undefined
    case 'def':
    case 'partial':
    case 'builtin':
      return { kind: 'callable', name: 'name' in value ? value.name : 'a function' }
    default:
      return { kind: 'unknown', name: 'unknown' }
  }
}

/** A number, if it is one that a declaration can have. */
export function integer(value: bigint): PyValue {
  return value === BigInt.asIntN(Number(mostBits), value) ? { kind: 'int', value } : unknown
}

export function boolean(value: boolean | undefined): PyValue {
  return value === undefined ? unknown : { kind: 'int', value: value ? 1n : 0n }
}

/** The number that is written so, in Python 2 or 3. */
export function readInteger(text: string): PyValue {
  const plain = text.slice(0, mostDigits + 1).replace(/[_lL]/g, '')
  try {
    return plain.length > mostDigits
      ? unknown
      : integer(BigInt(/^0\d+$/.test(plain) ? `0o${plain}` : plain))
  } catch {
    return unknown
  }
}

/** The parameters of a function or lambda, in order. */
export function parametersOf({ node }: PyFunction): readonly PythonNode[] {
  return node.field('parameters')?.children ?? []
}
