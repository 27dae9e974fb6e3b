import { createRequire } from 'node:module'

/** What a module exports, loaded by its name or the path of its folder when it is needed. */
export function loadModule(module: string): unknown {
  return createRequire(import.meta.url)(module)
}
