import { loadModule } from '../os/load-module.ts'
import type { Architecture } from '../declare/win32/architecture.ts'
import {
  libraryFile,
  remembered,
  type Ffi,
  type ForeignFunction,
  type ForeignValue,
  type Host,
  type PinnedPackage,
  type Signature,
} from './host.ts'

type KoffiType = object
type Foreign = (...values: readonly unknown[]) => unknown

/** The common part of koffi 2 and 3, as far as it is used here. */
export interface Koffi {
  readonly version: string
  load(path: string): {
    func(convention: string, name: string, returns: string, parameters: string[]): Foreign
  }
  sizeof(type: string): number
  view(pointer: unknown, length: number): ArrayBuffer
  proto(convention: string, returns: string, parameters: string[]): KoffiType
  pointer(type: KoffiType): KoffiType
  register(callee: Foreign, type: KoffiType): unknown
  decode(pointer: unknown, type: KoffiType | string): unknown
  address(pointer: unknown): bigint
}

/** The version of koffi that the Windows binaries below belong to; the same as in package.json. */
export const koffiVersion = '3.3.4'

/** koffi's binary for Windows, by architecture of the process that loads it. */
export const koffiPackages: Readonly<Record<Architecture, PinnedPackage>> = {
  x64: {
    name: '@koromix/koffi-win32-x64',
    version: koffiVersion,
    integrity:
      'sha512-/SpehfYrO9DtkoB0ZOgGyco4GH4zwhEyFqgCm0x8lbzXnrKiwnHXWmPpfuXhFYohFvoSO5jlLQz/hc1fJ5G0AQ==',
    contents: 'PYqwE601oDdFOzoNxasOCWxi/mroayhkRucM6t8b/IU=',
    megabytes: 1,
  },
  ia32: {
    name: '@koromix/koffi-win32-ia32',
    version: koffiVersion,
    integrity:
      'sha512-z0uY3mqXATU1X7gykJydc4pqexsg++asy6XuFwd5lc7BgdMegMCm60BOtc73EoNz/sgmV3bX5bEaNVMtI/u5NA==',
    contents: 'ooTSz4sncuyts/3Hojpsa/lbFQvs2XPZtOVL5brSyEw=',
    megabytes: 1,
  },
  arm64: {
    name: '@koromix/koffi-win32-arm64',
    version: koffiVersion,
    integrity:
      'sha512-TQLDhDMfq7x8fhIzD4FdqJ7QxEgkHLrcN8Bj6wPHbf85OyXtOLHCw7VRj9PZ6+uyPfaqnb25gmHQuEK8WxR3vg==',
    contents: 'geJ6VNDm4d31C0Z8/lLzX0QcjaGk04j7b9eAWMsQhJI=',
    megabytes: 1,
  },
}

/** How a version of koffi represents pointers. */
interface Pointers {
  give(address: bigint): unknown
  take(pointer: unknown): bigint
}

/** Opens a koffi of any version; `pointersOf` is for versions that do not represent pointers as bigint. */
export function openKoffi(module: string, pointersOf?: (koffi: Koffi) => Pointers): Ffi {
  const koffi = loadModule(module) as Koffi
  const pointers = pointersOf?.(koffi)
  const library = remembered((name: string) => koffi.load(libraryFile(name)))
  // koffi keeps types as long as the process, so each is created once.
  const types = new Map<string, KoffiType>()
  const prototype = ({ convention, returns, parameters }: Signature): KoffiType => {
    const key = [convention, returns, ...parameters].join()
    const type = types.get(key) ?? koffi.proto(convention, returns, [...parameters])
    types.set(key, type)
    return type
  }
  let isObject = false
  const wrap = (foreign: Foreign, { returns, parameters }: Signature): ForeignFunction => {
    if (!pointers) return foreign as ForeignFunction
    return (...values) => {
      const given = values.map((value, index) =>
        parameters[index] === 'void *' ? pointers.give(BigInt(value)) : value,
      )
      const result = foreign(...given)
      isObject = returns === 'void *'
      return isObject ? pointers.take(result) : (result as ForeignValue)
    }
  }
  /** Converts a callee's pointers from this koffi's representation and back. */
  const unwrap = (callee: ForeignFunction, { returns, parameters }: Signature): Foreign =>
    pointers
      ? (...values) => {
          const result = callee(
            ...values.map((value, index) =>
              parameters[index] === 'void *' ? pointers.take(value) : (value as ForeignValue),
            ),
          )
          return returns === 'void *' ? pointers.give(BigInt(result ?? 0)) : result
        }
      : (callee as Foreign)
  const pointerTo = (address: bigint): unknown => pointers?.give(address) ?? address
  return {
    pointerBytes: koffi.sizeof('void *') === 4 ? 4 : 8,
    facts: { node: process.version, koffi: koffi.version },
    bind(name, symbol, signature) {
      const { convention, returns, parameters } = signature
      return wrap(library(name).func(convention, symbol, returns, [...parameters]), signature)
    },
    bytesAt: (address, length) => new Uint8Array(koffi.view(pointerTo(address), length)),
    lastShape: () => (isObject ? 'object' : undefined),
    callbacks: {
      register(signature, callee) {
        const pointer = koffi.register(
          unwrap(callee, signature),
          koffi.pointer(prototype(signature)),
        )
        return pointers?.take(pointer) ?? (pointer as bigint)
      },
      at: (address, signature) =>
        wrap(koffi.decode(pointerTo(address), prototype(signature)) as Foreign, signature),
    },
  }
}

/** Node.js and koffi 3: the usual host. Its binaries are put beside a copy of the koffi that this package installs. */
export const koffi: Host = {
  id: 'koffi',
  title: `koffi ${koffiVersion} in Node.js`,
  isTaggable: true,
  // Measured: the ninth is the return address (docs/upstream/koffi-arm64-ninth-argument.md).
  callbackParameters: architecture => (architecture === 'arm64' ? 8 : undefined),
  needs: architecture => ({ packages: [koffiPackages[architecture]] }),
  open: module => openKoffi(module),
}
