import { loadModule } from '../os/load-module.ts'
import type { CType } from '../declare/win32/c-types.ts'
import type { Architecture } from '../declare/win32/architecture.ts'
import {
  argumentsOf,
  asAddress,
  exact,
  libraryFile,
  ownPointerBytes,
  remembered,
  type Ffi,
  type ForeignFunction,
  type ForeignValue,
  type Host,
  type PinnedPackage,
  type Shape,
} from './host.ts'

const version = '1.3.7'

const script: PinnedPackage = {
  name: 'ffi-rs',
  version,
  integrity:
    'sha512-5MMZQS2t/6f/ec3sx0f51gBcKGZPGfolPAW04lvLOSYnr7gmOKs8YzH1Rh+34WGO+VtcgcTuxaUUoJLcR4Tirg==',
  contents: 'h0fGE/acM5t2B4r9do5GCnuBsuKgfBJwLMofdd7djls=',
  megabytes: 1,
}

const hashes: Readonly<Record<Architecture, Pick<PinnedPackage, 'integrity' | 'contents'>>> = {
  x64: {
    integrity:
      'sha512-H3s4wOLtZtKtmuPjUNE+bhnSKxxpXcuxG70jRC8dUMHqIm5iCvdoZ4XYDeq7/uUYlySerXFmRL4dAVCX/TUNTg==',
    contents: '6IIIyipLrIZRkm6VYj1ZQSkzki8wyQQfRFyQJW9DKJ0=',
  },
  ia32: {
    integrity:
      'sha512-ifYz+f+giKpT39lKWDru+om6QnA9J7J953ns60xHgB46ESZvPd/Y2W5+PesRNC9U+vnFEiLZ9CNC+R3fBWC1pg==',
    contents: 'PuOha3sk7c3vYxOYpoQnhOFfz3iE2wBUDU5HxZQ+ZeM=',
  },
  arm64: {
    integrity:
      'sha512-ZfYzLV1w7Mhzh9XRScEMpw9oazIEiwO+0+TYHHRL882d5oD0Q99YikmRhdifsoHCCQefKmWF/4BXCeFkzg8NFA==',
    contents: 'r8B5vixxDX6XnOlfvoxk7BTHZzAomOyE+86aXD6tEBc=',
  },
}

interface FfiRs {
  readonly DataType: Readonly<Record<string, number>>
  open(parameters: { library: string; path: string }): void
  load(call: {
    library: string
    funcName: string
    retType: number
    paramsType: number[]
    paramsValue: unknown[]
  }): unknown
  createExternalBuffer(pointer: object, length: number): Buffer
}

/** ffi-rs's names of the C types. A pointer-wide integer has the name of that width; for 64 bits, the exact type. */
const names: Readonly<Partial<Record<CType, string>>> = {
  void: 'Void',
  // ffi-rs has no signed byte, so a program passes the same bits as an unsigned one.
  int8_t: 'U8',
  uint8_t: 'U8',
  int16_t: 'I16',
  int32_t: 'I32',
  uint32_t: 'U32',
  int64_t: 'I64',
  uint64_t: 'U64',
  intptr_t: ownPointerBytes === 8 ? 'BigInt' : 'I32',
  uintptr_t: ownPointerBytes === 8 ? 'BigInt' : 'U32',
  'void *': 'External',
}

function open(module: string): Ffi {
  const ffi = loadModule(module) as FfiRs
  const typeOf = (type: CType): number => {
    const number = ffi.DataType[names[type] ?? '']
    if (number === undefined) throw new TypeError(`ffi-rs has no type for ${type}`)
    return number
  }
  const library = remembered((name: string) => {
    ffi.open({ library: name, path: libraryFile(name) })
    return name
  })
  /** ffi-rs's pointers are opaque; a function that returns its first argument converts them to numbers and back. */
  const through = (from: CType, to: CType, value: unknown): unknown =>
    ffi.load({
      library: library('ntdll'),
      funcName: 'memcpy',
      retType: typeOf(to),
      paramsType: [typeOf(from), typeOf(from), typeOf('uint32_t')],
      paramsValue: [value, value, 0],
    })
  const whole = (value: bigint): ForeignValue =>
    ownPointerBytes === 8 ? BigInt.asIntN(64, value) : Number(value)
  const pointerTo = (address: bigint): unknown => through('uintptr_t', 'void *', whole(address))
  const give = (type: CType, value: ForeignValue): unknown => {
    if (type === 'void *') return pointerTo(asAddress(value))
    if (names[type] === 'BigInt') return BigInt.asIntN(64, BigInt(value))
    if (type === 'int8_t') return Number(value) & 0xff
    // Programs represent a wide value as bigint.
    return exact(value)
  }
  let shape: Shape = 'undefined'
  const take = (value: unknown): ForeignValue | undefined => {
    shape = typeof value as Shape
    if (shape !== 'object') return value as ForeignValue | undefined
    return asAddress(through('void *', 'uintptr_t', value) as ForeignValue)
  }
  return {
    pointerBytes: ownPointerBytes,
    facts: { node: process.version, 'ffi-rs': version },
    bind(name, symbol, { returns, parameters }): ForeignFunction {
      const call = {
        library: library(name),
        funcName: symbol,
        retType: typeOf(returns),
        paramsType: parameters.map(typeOf),
      }
      return (...values) =>
        take(
          ffi.load({
            ...call,
            paramsValue: argumentsOf(parameters, values, give),
          }),
        )
    },
    bytesAt: (address, length) => ffi.createExternalBuffer(pointerTo(address) as object, length),
    lastShape: () => shape,
  }
}

/** Node.js and ffi-rs: libffi behind Rust. It cannot call a function by its address, so tags are not possible. */
export const ffiRs: Host = {
  id: 'ffi-rs',
  title: `ffi-rs ${version} in Node.js`,
  isTaggable: false,
  needs: architecture => ({
    packages: [
      script,
      {
        name: `@yuuang/ffi-rs-win32-${architecture}-msvc`,
        version,
        ...hashes[architecture],
        megabytes: 1,
      },
    ],
    // Rust's library imports bcryptprimitives.dll, which Wine 8 lacks.
    leastWine: 10,
  }),
  open,
}
