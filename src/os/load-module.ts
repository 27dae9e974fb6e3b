import { createRequire } from 'node:module'

/** Loads a module on demand, by its name or the path of its folder, and returns its exports. */
export function loadModule(module: string): unknown {
  return createRequire(import.meta.url)(module)
}
