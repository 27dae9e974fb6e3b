import type { Architecture, PointerBytes } from '../declare/win32/architecture.ts'
import type { CType } from '../declare/win32/c-types.ts'

/** A value passed through an FFI. Strings, Buffers and other objects that some FFIs use are converted to these in the host. */
export type ForeignValue = number | bigint

/** A function as declared to an FFI. */
export type ForeignFunction = (...values: readonly ForeignValue[]) => ForeignValue | undefined

/** A function of an FFI, before its arguments and result are converted. */
export type JavaScriptFunction = (...values: unknown[]) => unknown

/** The JavaScript type in which an FFI returned a result. */
export type Shape = 'number' | 'bigint' | 'string' | 'object' | 'undefined'

/** A prototype in C types. */
export interface Signature {
  readonly convention: '__stdcall' | '__cdecl'
  readonly returns: CType
  readonly parameters: readonly CType[]
}

/** JavaScript functions behind function pointers, for the kernels that replace Windows. */
export interface Callbacks {
  /** Puts a callee behind a function pointer, which stays valid as long as the process. */
  register(signature: Signature, callee: ForeignFunction): bigint
  /** The function at an address, callable as declared. */
  at(address: bigint, signature: Signature): ForeignFunction
}

/** The FFI of a host, opened in a child. */
export interface Ffi {
  readonly pointerBytes: PointerBytes
  /** Versions for the environment of the lane: name → version. */
  readonly facts: Readonly<Record<string, string>>
  /**
   * An export of a DLL (named without its extension), callable as declared. Throws where this FFI has no such
   * type; the function throws where the FFI refuses a value.
   */
  bind(library: string, name: string, signature: Signature): ForeignFunction
  /** The memory of this process at an address, not a copy. */
  bytesAt(address: bigint, length: number): Uint8Array
  /** The JavaScript type of the last result of a function; `undefined` where it is that of the value. */
  lastShape(): Shape | undefined
  /** Absent where this FFI cannot call a function by its address. */
  readonly callbacks?: Callbacks
}

/** A package of the npm registry, pinned so that nothing else is accepted in its place. */
export interface PinnedPackage {
  readonly name: string
  readonly version: string
  /** Of the archive, in the format of https://www.w3.org/TR/SRI/. */
  readonly integrity: string
  /** Of the unpacked files, names and bytes, SHA-256 in base64. Cached files are compared with it before they are started. */
  readonly contents?: string
  /** The same of the form that is started under Wine; see `prepareForWine`. Absent where it holds no program. */
  readonly contentsForWine?: string
  /** Size of the archive, shown to the user who waits. */
  readonly megabytes: number
}

/** The program in which a host's children run, where it is not the usual node.exe. */
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
  /** Packages that are installed side by side in one `node_modules`; the child loads the first. */
  readonly packages: readonly PinnedPackage[]
  /** The usual node.exe where absent. */
  readonly runtime?: Runtime
  /** The minimum version of Wine under which it works; absent where any supported one does. */
  readonly leastWine?: number
}

/** A runtime and its FFI, which make the calls. One file each, and one line in the registry. */
export interface Host {
  readonly id: string
  /** As shown to users: `ffi-napi 4.0.3 (libffi) in Node.js`. */
  readonly title: string
  /** Other FFIs that it represents, because they use the same library. */
  readonly standsFor?: string
  /** Whether the tagged kernel can be used: the FFI has callbacks, and calls functions by address. */
  readonly isTaggable: boolean
  /** The kind of child where it is not JavaScript: a Python of the user's, or a program compiled for the plans. */
  readonly child?: 'python' | 'compiled'
  /** Variables that its runtime is started with. */
  readonly environment?: Readonly<Record<string, string>>
  /** Whether its children hang where all memory below 4 GiB is reserved first, so that addresses lie above. */
  readonly needsLowMemory?: true
  /** The number of callback parameters that arrive correctly; all of them where absent. */
  callbackParameters?(architecture: Architecture): number | undefined
  /** What children of an architecture need; `undefined` where nobody publishes a build. */
  needs(architecture: Architecture): Needs | undefined
  /** Opens the FFI in this process. `module` is the path of its main package, or its name. */
  open(module: string): Ffi
}

/** The width of a pointer in this process. */
export const ownPointerBytes: PointerBytes =
  process.arch === 'ia32' || process.arch === 'arm' ? 4 : 8

/** A value as the unsigned bit pattern of a pointer of this process. */
export function asAddress(value: ForeignValue): bigint {
  return BigInt.asUintN(8 * ownPointerBytes, BigInt(value))
}

/** A pointer-wide C type as the fixed-width type of this process; others unchanged. */
export function fixed(type: CType): Exclude<CType, 'intptr_t' | 'uintptr_t'> {
  if (type === 'intptr_t') return ownPointerBytes === 8 ? 'int64_t' : 'int32_t'
  if (type === 'uintptr_t') return ownPointerBytes === 8 ? 'uint64_t' : 'uint32_t'
  return type
}

/** A C type in the short form of Rust, `i32` or `u64`; `pointer` is the FFI's name for a pointer. */
export function shortName(type: CType, pointer: string): string {
  if (type === 'void *') return pointer
  return fixed(type).replace(/^(u?)int(\d+)_t$/, (_, sign: string, bits) => `${sign || 'i'}${bits}`)
}

/** A value as a program represents it: a number where that is exact. */
export function exact(value: ForeignValue): ForeignValue {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : BigInt(value)
}

/** The arguments of a call, each in the form that the FFI takes for its type; 0 where the caller passes none. */
export function argumentsOf<Given>(
  parameters: readonly CType[],
  values: readonly ForeignValue[],
  give: (type: CType, value: ForeignValue) => Given,
): Given[] {
  return parameters.map((type, index) => give(type, values[index] ?? 0))
}

/** An export among those that an FFI has opened. Throws where it does not exist. */
export function exportOf(
  functions: Readonly<Record<string, JavaScriptFunction>>,
  name: string,
): JavaScriptFunction {
  const found = functions[name]
  if (!found) throw new TypeError(`The FFI gives no ${name}`)
  return found
}

/** What children need of a runtime with a built-in FFI: only the runtime, and at least Wine 10. */
export function needsRuntime(
  packages: Readonly<Partial<Record<Architecture, PinnedPackage>>>,
  started: Omit<Runtime, 'from'>,
): Host['needs'] {
  return architecture => {
    const from = packages[architecture]
    return from && { packages: [], leastWine: 10, runtime: { from, ...started } }
  }
}

/** The file name of a DLL named without its extension; the path of a shared library is unchanged. */
export function libraryFile(name: string): string {
  return /[\\/.]/.test(name) ? name : `${name}.dll`
}

/** Memoizes a function by its key. */
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
