import { bytesOf, type CType } from '../declare/win32/c-types.ts'
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
  type Shape,
  type Signature,
} from './host.ts'

const version = '2.9.6'

const runtimes: Readonly<Partial<Record<Architecture, PinnedPackage>>> = {
  x64: {
    name: '@deno/win32-x64',
    version,
    integrity:
      'sha512-qRGnmVz/Ea6UWPht/S3xFRK17UZ/ls38DSVfgGB17fpASLxPkksqzWUI/BzL9YYoOknYzfc94mySGyInZu/JXw==',
    contents: 'VzMgb4bvSKsIYmvKPJkJe2bXG0ZI5GyReFDDyqcVn+0=',
    contentsForWine: '5712+EQkzTuDA49Aj4MlhSQyeTZDDltSWTw8xGY62fw=',
    megabytes: 55,
  },
  arm64: {
    name: '@deno/win32-arm64',
    version,
    integrity:
      'sha512-iHSHs89g2Uy6k0bGHmXkgzTIW8WXImYPpvqRRO/zNsK1/N79PcjvAth1TuQatuIALcLdocstPs/PAYtndbfr0A==',
    contents: 'ACLRuTlr1sH16DfpSWuszAgm0f+yqVlzzlKrbY/bqow=',
    contentsForWine: 'Gqh8PuEh43k928GmPw+OjaFRIxIFc58xShr6cKAhess=',
    megabytes: 55,
  },
}

interface Declared {
  readonly parameters: readonly string[]
  readonly result: string
}

type Pointer = object | null

interface DenoFfi {
  readonly version: { readonly deno: string }
  dlopen(
    path: string,
    symbols: Readonly<Record<string, Declared>>,
  ): { readonly symbols: Readonly<Record<string, JavaScriptFunction>> }
  readonly UnsafePointer: { create(address: bigint): Pointer; value(pointer: Pointer): bigint }
  readonly UnsafePointerView: {
    getArrayBuffer(pointer: Pointer, length: number): ArrayBuffer
  }
  UnsafeFnPointer: new (pointer: Pointer, declared: Declared) => { call: JavaScriptFunction }
  UnsafeCallback: new (
    declared: Declared,
    callee: JavaScriptFunction,
  ) => { readonly pointer: Pointer }
}

function declaredAs({ returns, parameters }: Signature): Declared {
  const typeName = (type: CType): string => shortName(type, 'pointer')
  return { parameters: parameters.map(typeName), result: typeName(returns) }
}

function open(): Ffi {
  const { Deno: deno } = globalThis as unknown as { readonly Deno: DenoFfi }
  const pointerTo = (address: bigint): Pointer => deno.UnsafePointer.create(address)
  const give = (type: CType, value: ForeignValue): unknown => {
    if (type === 'void *') return pointerTo(asAddress(value))
    return bytesOf(type, ownPointerBytes) < 8 ? Number(value) : exact(value)
  }
  let shape: Shape | undefined
  const take = (type: CType, value: unknown): ForeignValue | undefined => {
    shape = type === 'void *' ? 'object' : undefined
    return type === 'void *'
      ? deno.UnsafePointer.value(value as Pointer)
      : (value as ForeignValue | undefined)
  }
  const wrap =
    (call: JavaScriptFunction, { returns, parameters }: Signature): ForeignFunction =>
    (...values) =>
      take(returns, call(...argumentsOf(parameters, values, give)))
  const kept: object[] = []
  return {
    pointerBytes: ownPointerBytes,
    facts: { deno: deno.version.deno },
    bind(name, symbol, signature) {
      const { symbols } = deno.dlopen(libraryFile(name), { [symbol]: declaredAs(signature) })
      return wrap(exportOf(symbols, symbol), signature)
    },
    bytesAt: (address, length) =>
      new Uint8Array(deno.UnsafePointerView.getArrayBuffer(pointerTo(address), length)),
    lastShape: () => shape,
    callbacks: {
      register(signature, callee) {
        const { returns, parameters } = signature
        const callback = new deno.UnsafeCallback(declaredAs(signature), (...values) => {
          const result = callee(
            ...values.map((value, index) => take(parameters[index] ?? 'void', value) ?? 0),
          )
          return returns === 'void' ? undefined : give(returns, result ?? 0)
        })
        kept.push(callback)
        return deno.UnsafePointer.value(callback.pointer)
      },
      at: (address, signature) => {
        const pointer = new deno.UnsafeFnPointer(pointerTo(address), declaredAs(signature))
        return wrap((...values) => pointer.call(...values), signature)
      },
    },
  }
}

/** Deno and its own FFI. V8 may switch to a faster path after some thousand calls, where it sees all arguments of a call. */
export const deno: Host = {
  id: 'deno',
  title: `Deno ${version} and Deno.dlopen`,
  isTaggable: true,
  // At each start that imports from `node:`, Deno makes a copy of itself (97 MB) in the user's folder, as a `node` for its children.
  environment: { DENO_DISABLE_NODE_SHIM: '1' },
  needs: needsRuntime(runtimes, {
    program: 'deno.exe',
    arguments: ['run', '--allow-all', '--cached-only', '--no-check'],
  }),
  open,
}
