/** The exports of koffi's native part, of any version; its typings cover one version and valid arguments only. */
export type NativeKoffi = Record<string, unknown>
export type Loose = (...values: unknown[]) => unknown

/** A function that koffi made. */
export interface NativeFunction extends Loose {
  async?: Loose
  info?: { readonly name: string; readonly result: unknown; readonly arguments: readonly unknown[] }
}

/** Whether a native module is koffi, by its exports: a bundled copy cannot be recognised by its path. */
export function isKoffi(module: unknown): module is NativeKoffi {
  if ((typeof module !== 'object' && typeof module !== 'function') || module === null) return false
  const exported = module as NativeKoffi
  return (
    ['load', 'struct', 'pointer', 'proto', 'encode', 'decode'].every(
      name => typeof exported[name] === 'function',
    ) &&
    (typeof exported['type'] === 'function' || typeof exported['introspect'] === 'function')
  )
}

/** Major version: koffi 3 shows types as objects with properties, koffi 2 as opaque ones. */
export function majorOf(native: NativeKoffi): number {
  const major = Number.parseInt(String(native['version']), 10)
  return Number.isNaN(major) ? (typeof native['TypeObject'] === 'function' ? 3 : 2) : major
}
