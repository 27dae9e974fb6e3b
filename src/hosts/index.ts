import { bun } from './bun.ts'
import { c } from './c.ts'
import { ctypes } from './ctypes.ts'
import { deno } from './deno.ts'
import { ffiNapi } from './ffi-napi.ts'
import { ffiRs } from './ffi-rs.ts'
import type { Host } from './host.ts'
import { koffi } from './koffi.ts'
import { koffi2 } from './koffi2.ts'
import { nodeFfi } from './node-ffi.ts'

/** All hosts, the usual one first. */
export const hosts: readonly Host[] = [koffi, koffi2, ffiNapi, ffiRs, nodeFfi, bun, deno, ctypes, c]

export const hostIds: readonly string[] = hosts.map(({ id }) => id)

/** The host of most measurements, and of every run file that does not name one. */
export const usualHost: Host = koffi

/** The host measured in addition to the usual one where a verdict depends on the FFI. */
export const libffi: Host = ffiNapi

/** The host of that name. Throws where there is none; names come from `hostIds`, or from a lane made of them. */
export function hostOf(id: string): Host {
  const found = hosts.find(host => host.id === id)
  if (!found) throw new Error(`There is no host ${id}`)
  return found
}
