import { loadModule } from '../os/load-module.ts'
import type { CType } from '../declare/win32/c-types.ts'
import type { Architecture } from '../declare/win32/architecture.ts'
import {
  asAddress,
  fixed,
  libraryFile,
  ownPointerBytes,
  type Ffi,
  type ForeignFunction,
  type ForeignValue,
  type Host,
  type PinnedPackage,
  type Signature,
} from './host.ts'

const version = '1.4.5'

const runtimes: Readonly<Partial<Record<Architecture, PinnedPackage>>> = {
  x64: {
    name: '@oven/bun-windows-x64',
    version,
    integrity:
      'sha512-FNvply651vcE/GHgNWz6mZvhmkwBuu8Hw54oNzA+CQog+HW+542rXQmZqNHRkFxazD9L3xi+iTtvO3engAgJfw==',
    megabytes: 40,
  },
  arm64: {
    name: '@oven/bun-windows-aarch64',
    version,
    integrity:
      'sha512-MiPFZnBNDnBXgr1oONc5pizC4fOLjnIOfNkYdFEnWzLmoFTg86naZIG3SvS7d/GglpQSAnCKMAzSjI/TAckiRw==',
    megabytes: 40,
  },
}

interface Declared {
  readonly args: readonly string[]
  readonly returns: string
}

interface BunFfi {
  dlopen(
    path: string,
    symbols: Readonly<Record<string, Declared>>,
  ): { readonly symbols: Readonly<Record<string, (...values: unknown[]) => unknown>> }
  CFunction(declared: Declared & { readonly ptr: number }): (...values: unknown[]) => unknown
  JSCallback: new (
    callee: (...values: unknown[]) => unknown,
    declared: Declared,
  ) => { readonly ptr: number }
  toArrayBuffer(pointer: number, offset: number, length: number): ArrayBuffer
}

/** Its names of the C types: `i32`, `u64`, `ptr`. */
function typeName(type: CType): string {
  if (type === 'void *') return 'ptr'
  const plain = fixed(type)
  return plain === 'void'
    ? 'void'
    : plain.replace(/^int(\d+)_t$/, 'i$1').replace(/^uint(\d+)_t$/, 'u$1')
}

function declaredAs({ returns, parameters }: Signature): Declared {
  return { args: parameters.map(typeName), returns: typeName(returns) }
}

/** What a program has in hand: numbers where they are exact. */
function give(type: CType, value: ForeignValue): ForeignValue {
  const whole = type === 'void *' ? asAddress(value) : BigInt(value)
  const number = Number(whole)
  return Number.isSafeInteger(number) ? number : whole
}

function open(): Ffi {
  const ffi = loadModule('bun:ffi') as BunFfi
  const wrap =
    (call: (...values: unknown[]) => unknown, parameters: readonly CType[]): ForeignFunction =>
    (...values) => {
      const result = call(...parameters.map((type, index) => give(type, values[index] ?? 0)))
      // A NULL pointer comes back as null.
      return result === null ? 0 : (result as ForeignValue | undefined)
    }
  const kept: object[] = []
  return {
    pointerBytes: ownPointerBytes,
    facts: { bun: process.versions['bun'] ?? version },
    bind(name, symbol, signature) {
      const { symbols } = ffi.dlopen(libraryFile(name), { [symbol]: declaredAs(signature) })
      const call = symbols[symbol]
      if (!call) throw new TypeError(`bun:ffi gives no ${symbol}`)
      return wrap(call, signature.parameters)
    },
    bytesAt: (address, length) => new Uint8Array(ffi.toArrayBuffer(Number(address), 0, length)),
    lastShape: () => undefined,
    callbacks: {
      register(signature, callee) {
        const callback = new ffi.JSCallback(
          (...values) => callee(...values.map(value => (value ?? 0) as ForeignValue)),
          declaredAs(signature),
        )
        kept.push(callback)
        return BigInt(callback.ptr)
      },
      at: (address, signature) =>
        wrap(
          ffi.CFunction({ ptr: Number(address), ...declaredAs(signature) }),
          signature.parameters,
        ),
    },
  }
}

/** Bun and its own FFI, which is compiled by TinyCC. */
export const bun: Host = {
  id: 'bun',
  title: `Bun ${version} and bun:ffi`,
  isTaggable: true,
  needs(architecture) {
    const from = runtimes[architecture]
    return (
      from && {
        packages: [],
        // bun.exe imports bcryptprimitives.dll, which Wine 8 lacks.
        leastWine: 10,
        runtime: { from, program: 'bin/bun.exe', arguments: [] },
      }
    )
  },
  open,
}
