import { loadModule } from '../os/load-module.ts'
import type { CType } from '../declare/win32/c-types.ts'
import type { Architecture } from '../declare/win32/architecture.ts'
import {
  argumentsOf,
  asAddress,
  exact,
  exportOf,
  libraryFile,
  needsRuntime,
  ownPointerBytes,
  shortName,
  type Ffi,
  type ForeignFunction,
  type ForeignValue,
  type Host,
  type JavaScriptFunction,
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
    contents: 'CRRXaDctkUqnu961nbOpdUqEHTm9IVzDVU1L6JtjDS8=',
    contentsForWine: 'TrRj5zlFvE5MFgN0f1GN0Pz4UdXet5avYbP2crgi0Bo=',
    megabytes: 40,
  },
  arm64: {
    name: '@oven/bun-windows-aarch64',
    version,
    integrity:
      'sha512-MiPFZnBNDnBXgr1oONc5pizC4fOLjnIOfNkYdFEnWzLmoFTg86naZIG3SvS7d/GglpQSAnCKMAzSjI/TAckiRw==',
    contents: '3BEJEA4CpTUd2v/29Y/uwJpcXMemSnwj9el6LParEK4=',
    contentsForWine: 'ylKwKRhAJfOuiYkHOLP9fAGf3pKZy6ZHSydlbl5D9gY=',
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
  ): { readonly symbols: Readonly<Record<string, JavaScriptFunction>> }
  CFunction(declared: Declared & { readonly ptr: number }): JavaScriptFunction
  JSCallback: new (callee: JavaScriptFunction, declared: Declared) => { readonly ptr: number }
  toArrayBuffer(pointer: number, offset: number, length: number): ArrayBuffer
}

function declaredAs({ returns, parameters }: Signature): Declared {
  const typeName = (type: CType): string => shortName(type, 'ptr')
  return { args: parameters.map(typeName), returns: typeName(returns) }
}

function give(type: CType, value: ForeignValue): ForeignValue {
  return exact(type === 'void *' ? asAddress(value) : value)
}

function open(): Ffi {
  const ffi = loadModule('bun:ffi') as BunFfi
  const wrap =
    (call: JavaScriptFunction, parameters: readonly CType[]): ForeignFunction =>
    (...values) => {
      const result = call(...argumentsOf(parameters, values, give))
      // Bun returns a NULL pointer as null.
      return result === null ? 0 : (result as ForeignValue | undefined)
    }
  const kept: object[] = []
  return {
    pointerBytes: ownPointerBytes,
    facts: { bun: process.versions['bun'] ?? version },
    bind(name, symbol, signature) {
      const { symbols } = ffi.dlopen(libraryFile(name), { [symbol]: declaredAs(signature) })
      return wrap(exportOf(symbols, symbol), signature.parameters)
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

/** Bun and its own FFI, which compiles its calls with TinyCC. */
export const bun: Host = {
  id: 'bun',
  title: `Bun ${version} and bun:ffi`,
  isTaggable: true,
  // Wine 8 lacks bcryptprimitives.dll, which bun.exe imports.
  needs: needsRuntime(runtimes, { program: 'bin/bun.exe', arguments: [] }),
  open,
}
