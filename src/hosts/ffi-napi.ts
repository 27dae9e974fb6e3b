import { loadModule } from '../os/load-module.ts'
import type { CType } from '../declare/win32/c-types.ts'
import type { Architecture } from '../declare/win32/architecture.ts'
import {
  argumentsOf,
  asAddress,
  exact,
  fixed,
  libraryFile,
  ownPointerBytes,
  remembered,
  type Ffi,
  type ForeignFunction,
  type ForeignValue,
  type Host,
  type JavaScriptFunction,
  type PinnedPackage,
  type Shape,
  type Signature,
} from './host.ts'

const version = '4.0.3'

const packages: readonly PinnedPackage[] = [
  {
    name: 'ffi-napi',
    version,
    integrity:
      'sha512-PMdLCIvDY9mS32RxZ0XGb95sonPRal8aqRhLbeEtWKZTe2A87qRFG9HjOhvG8EX2UmQw5XNRMIOT+1MYlWmdeg==',
    contents: 'gKk1XeZN/MdaBAQoj4wF170WRbNApiKs3lkcTI9cqVc=',
    megabytes: 2,
  },
  {
    name: 'ref-napi',
    version: '3.0.3',
    integrity:
      'sha512-LiMq/XDGcgodTYOMppikEtJelWsKQERbLQsYm0IOOnzhwE9xYZC7x8txNnFC9wJNOkPferQI4vD4ZkC0mDyrOA==',
    contents: 'NeeW7Aw/VSvn3FNk5s0WJsIag8UkyPyqFw2y4fsMWkk=',
    megabytes: 1,
  },
  {
    name: 'ref-struct-di',
    version: '1.1.1',
    integrity:
      'sha512-2Xyn/0Qgz89VT+++WP0sTosdm9oeowLP23wRJYhG4BFdMUrLj3jhwHZNEytYNYgtPKLNTP3KJX4HEgBvM1/Y2g==',
    contents: 'nVRb3gmq6VrnUdibasB7LodbjILyDXN33RRESJzA8x4=',
    megabytes: 1,
  },
  {
    name: 'node-gyp-build',
    version: '4.8.4',
    integrity:
      'sha512-LA4ZjwlnUblHVgq0oBF3Jl/6h/Nvs5fzBLwdEF4nuxnFdsfajde4WfxtJr3CaiH+F6ewcIB/q4jQ4UzPyid+CQ==',
    contents: 'd6AtgLRG4sa3SYHmb0+HpombkRJmY0epzvBx5gmBSag=',
    megabytes: 1,
  },
  {
    name: 'debug',
    version: '4.4.3',
    integrity:
      'sha512-RGwwWnwQvkVfavKVt22FGLw+xYSdzARwm0ru6DhTVA3umU5hZc28V3kO4stgYryrTlLpuvgI9GiijltAjNbcqA==',
    contents: '/zX4mMKprP2P/C2X1cSUeYDlgTp1hnh7quQ1K8CYHxw=',
    megabytes: 1,
  },
  {
    name: 'ms',
    version: '2.1.3',
    integrity:
      'sha512-6FlzubTLZG3J2a/NVCAleEhjzq5oxgHyaCU9yYXvcLsvoVaHJq/s5xXI6/XXP6tz7R9xAOtHnSO/tXtF3WRTlA==',
    contents: 'gHPpgN/MUpuoqzEgThwhdqxWB6oNr8ubaWu5zuFdvWM=',
    megabytes: 1,
  },
]

/** A Buffer that represents a pointer, with ref-napi's own methods. */
interface Pointer extends Buffer {
  address(): number
  hexAddress(): string
}

interface FfiNapi {
  readonly FFI_STDCALL?: number
  readonly FFI_DEFAULT_ABI: number
  DynamicLibrary(path: string): { get(name: string): Pointer }
  ForeignFunction(
    pointer: Pointer,
    returns: unknown,
    parameters: unknown[],
    abi: number,
  ): JavaScriptFunction
  Callback(
    returns: unknown,
    parameters: unknown[],
    abi: number,
    callee: JavaScriptFunction,
  ): Pointer
  readonly types: Readonly<Record<string, object>>
}

interface Ref {
  readPointer(buffer: Buffer, offset: number, length: number): Pointer
  refType(type: object): object
}

type Name = Exclude<ReturnType<typeof fixed>, 'void *'>

/** ref names the C types like stdint.h, without `_t`. */
function typeName(type: Name): string {
  return type.replace(/_t$/, '')
}

/** A 64-bit integer in the form that ref takes: never a bigint, and a number only where it is exact. */
function wide(value: ForeignValue): number | string {
  const known = exact(value)
  return typeof known === 'bigint' ? known.toString() : known
}

function open(module: string): Ffi {
  const ffi = loadModule(module) as FfiNapi
  const ref = loadModule(module.replace(/ffi-napi$/, 'ref-napi')) as Ref
  const pointerType = ref.refType(ffi.types['void'] ?? {})
  const typeOf = (type: CType): unknown =>
    type === 'void *' ? pointerType : ffi.types[typeName(fixed(type) as Name)]
  const pointerTo = (address: bigint, length = 0): Pointer => {
    const cell = Buffer.alloc(8)
    cell.writeBigUInt64LE(address)
    return ref.readPointer(cell, 0, length)
  }
  const library = remembered((name: string) => ffi.DynamicLibrary(libraryFile(name)))
  const abiOf = ({ convention }: Signature): number =>
    ownPointerBytes === 4 && convention === '__stdcall' && ffi.FFI_STDCALL !== undefined
      ? ffi.FFI_STDCALL
      : ffi.FFI_DEFAULT_ABI
  const give = (type: CType, value: ForeignValue): unknown => {
    if (type === 'void *') return pointerTo(asAddress(value))
    return fixed(type).includes('64') ? wide(value) : Number(value)
  }
  let shape: Shape = 'undefined'
  const take = (value: unknown): ForeignValue | undefined => {
    shape = typeof value as Shape
    if (Buffer.isBuffer(value)) return BigInt(`0x${(value as Pointer).hexAddress()}`)
    return typeof value === 'string' ? BigInt(value) : (value as ForeignValue | undefined)
  }
  const declare = (pointer: Pointer, signature: Signature): ForeignFunction => {
    const { returns, parameters } = signature
    const call = ffi.ForeignFunction(
      pointer,
      typeOf(returns),
      parameters.map(typeOf),
      abiOf(signature),
    )
    return (...values) => take(call(...argumentsOf(parameters, values, give)))
  }
  const kept: Pointer[] = []
  return {
    pointerBytes: ownPointerBytes,
    facts: { node: process.version, 'ffi-napi': version },
    bind: (name, symbol, signature) => declare(library(name).get(symbol), signature),
    bytesAt: (address, length) => pointerTo(address, length),
    lastShape: () => shape,
    callbacks: {
      register(signature, callee) {
        const { returns, parameters } = signature
        const pointer = ffi.Callback(
          typeOf(returns),
          parameters.map(typeOf),
          abiOf(signature),
          (...values) => {
            const result = callee(...values.map(value => take(value) ?? 0))
            return returns === 'void' ? undefined : give(returns, result ?? 0)
          },
        )
        // If it were garbage-collected, its callers would keep a dangling address.
        kept.push(pointer)
        return BigInt(`0x${pointer.hexAddress()}`)
      },
      at: (address, signature) => declare(pointerTo(address), signature),
    },
  }
}

/** Node.js and ffi-napi: libffi, which Python's ctypes is built on. */
export const ffiNapi: Host = {
  id: 'ffi-napi',
  title: `ffi-napi ${version} (libffi) in Node.js`,
  standsFor: 'libffi, on which ctypes stands',
  isTaggable: true,
  // Measured under Wine 8: no such child reached its first step within 30 s.
  needsLowMemory: true,
  needs: (architecture: Architecture) => (architecture === 'arm64' ? undefined : { packages }),
  open,
}
