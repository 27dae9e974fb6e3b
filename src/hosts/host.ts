import type { Architecture, PointerBytes } from '../declare/win32/architecture.ts'
import type { CType } from '../declare/win32/c-types.ts'

/** What goes through an FFI. Strings, Buffers and other objects that some FFIs use are turned into these at its door. */
export type ForeignValue = number | bigint

/** A function as it was declared to an FFI. */
export type ForeignFunction = (...values: readonly ForeignValue[]) => ForeignValue | undefined

/** A function of an FFI, before values are turned into what it takes and gives. */
export type JavaScriptFunction = (...values: unknown[]) => unknown

/** The JavaScript type in which an FFI gave a result. */
export type Shape = 'number' | 'bigint' | 'string' | 'object' | 'undefined'

/** A prototype in C types. */
export interface Signature {
  readonly convention: '__stdcall' | '__cdecl'
  readonly returns: CType
  readonly parameters: readonly CType[]
}

/** Functions of JavaScript behind function pointers, for the kernels that answer in the place of Windows. */
export interface Callbacks {
  /** Puts a callee behind a function pointer; it stays there as long as the process. */
  register(signature: Signature, callee: ForeignFunction): bigint
  /** The function at an address, callable as declared. */
  at(address: bigint, signature: Signature): ForeignFunction
}

/** The FFI of a host, opened in the process of a child. */
export interface Ffi {
  readonly pointerBytes: PointerBytes
  /** Versions for the environment of the lane: name → version. */
  readonly facts: Readonly<Record<string, string>>
  /**
   * An export of a DLL (named without its ending), callable as declared. Throws where this FFI has no
   * such type; the function throws where it refuses a value.
   */
  bind(library: string, name: string, signature: Signature): ForeignFunction
  /** The bytes of this process at an address, not a copy. */
  bytesAt(address: bigint, length: number): Uint8Array
  /** The JavaScript type of the last result of a function; `undefined` where it is that of the value. */
  lastShape(): Shape | undefined
  /** Absent where this FFI cannot call a function by its address. */
  readonly callbacks?: Callbacks
}

/** A package of the npm registry, pinned so that nothing else is ever accepted in its place. */
export interface PinnedPackage {
  readonly name: string
  readonly version: string
  /** Of the archive, in the form of https://www.w3.org/TR/SRI/. */
  readonly integrity: string
  /** Of the unpacked files, names and bytes, SHA-512 in base64: what is started out of the cache is held against it. */
  readonly contents?: string
  /** Size of the archive, for the person who waits. */
  readonly megabytes: number
}

/** The program that a host's children run in, where it is not the usual node.exe. */
interface Runtime {
  /** The package that holds it. */
  readonly from: PinnedPackage
  /** Its place in the package. */
  readonly program: string
  /** Arguments before the script. */
  readonly arguments: readonly string[]
}

/** What a host needs in the cache for children of one architecture. */
export interface Needs {
  /** Packages that are laid side by side into one `node_modules`; the first is what the child loads. */
  readonly packages: readonly PinnedPackage[]
  /** The usual node.exe where absent. */
  readonly runtime?: Runtime
  /** The least version of Wine under which it works; any that this package runs under where absent. */
  readonly leastWine?: number
}

/** Who makes the calls: a runtime and its FFI. One file each, and one line in the registry. */
export interface Host {
  readonly id: string
  /** For people: `ffi-napi 4.0.3 (libffi) in Node.js`. */
  readonly title: string
  /** What it stands for besides itself: other FFIs that are the same library underneath. */
  readonly standsFor?: string
  /** Whether calls can be answered by the tagged kernel: the FFI has callbacks, and calls functions by their address. */
  readonly isTaggable: boolean
  /** What carries plans out where it is no JavaScript: a Python that the user has, or a program compiled for the plans. */
  readonly child?: 'python' | 'compiled'
  /** Whether it comes to nothing where all memory below 4 GiB is taken first, so that addresses lie above. */
  readonly needsLowMemory?: true
  /** So many parameters of a callback arrive right; all of them where nothing is said. */
  callbackParameters?(architecture: Architecture): number | undefined
  /** What children of an architecture need; `undefined` where nobody publishes a build. */
  needs(architecture: Architecture): Needs | undefined
  /** Opens the FFI in this process. `module` is where its main package lies, or its name. */
  open(module: string): Ffi
}

/** The width of a pointer in this process. */
export const ownPointerBytes: PointerBytes =
  process.arch === 'ia32' || process.arch === 'arm' ? 4 : 8

/** Whether a value is a bit pattern of a pointer of this process: unsigned. */
export function asAddress(value: ForeignValue): bigint {
  return BigInt.asUintN(8 * ownPointerBytes, BigInt(value))
}

/** A pointer-wide C type as the fixed one it is in this process; others as they are. */
export function fixed(type: CType): Exclude<CType, 'intptr_t' | 'uintptr_t'> {
  if (type === 'intptr_t') return ownPointerBytes === 8 ? 'int64_t' : 'int32_t'
  if (type === 'uintptr_t') return ownPointerBytes === 8 ? 'uint64_t' : 'uint32_t'
  return type
}

/** A C type in the short form of Rust, `i32` or `u64`; `pointer` is what the FFI calls a pointer. */
export function shortName(type: CType, pointer: string): string {
  if (type === 'void *') return pointer
  return fixed(type).replace(/^(u?)int(\d+)_t$/, (_, sign: string, bits) => `${sign || 'i'}${bits}`)
}

/** A value as a program has it in hand: a number where that is exact. */
export function exact(value: ForeignValue): ForeignValue {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : BigInt(value)
}

/** The arguments of a call, each as the FFI takes its type; 0 where the caller gives none. */
export function argumentsOf<Given>(
  parameters: readonly CType[],
  values: readonly ForeignValue[],
  give: (type: CType, value: ForeignValue) => Given,
): Given[] {
  return parameters.map((type, index) => give(type, values[index] ?? 0))
}

/** An export among those that an FFI has opened. Throws where it is not there. */
export function exportOf(
  functions: Readonly<Record<string, JavaScriptFunction>>,
  name: string,
): JavaScriptFunction {
  const found = functions[name]
  if (!found) throw new TypeError(`The FFI gives no ${name}`)
  return found
}

/** What children need of a runtime that brings its FFI: the runtime alone, and under Wine version 10. */
export function needsRuntime(
  packages: Readonly<Partial<Record<Architecture, PinnedPackage>>>,
  started: Omit<Runtime, 'from'>,
): Host['needs'] {
  return architecture => {
    const from = packages[architecture]
    return from && { packages: [], leastWine: 10, runtime: { from, ...started } }
  }
}

/** The file of a DLL named without its ending; a path of a shared library stays as it is. */
export function libraryFile(name: string): string {
  return /[\\/.]/.test(name) ? name : `${name}.dll`
}

/** A value that holds what it was made from: made once for each key. */
export function remembered<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>()
  return key => {
    const found = known.get(key)
    if (found !== undefined) return found
    const made = make(key)
    known.set(key, made)
    return made
  }
}
