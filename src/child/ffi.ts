import process from 'node:process'
import { hostOf, usualHost } from '../hosts/index.ts'
import type { Callbacks, Ffi } from '../hosts/host.ts'

let opened: Ffi | undefined

/**
 * The FFI of this process, opened when it is first needed. The engine names the host in
 * `HANDLE_WIDTH_HOST` and the place of its module in `HANDLE_WIDTH_FFI`; koffi's is in
 * `HANDLE_WIDTH_KOFFI`, for every process of this package, and else koffi is found by its name.
 */
export function ownFfi(): Ffi {
  if (opened) return opened
  const host = hostOf(process.env['HANDLE_WIDTH_HOST'] ?? usualHost.id)
  const module =
    host === usualHost ? process.env['HANDLE_WIDTH_KOFFI'] : process.env['HANDLE_WIDTH_FFI']
  opened = host.open(module ?? host.id)
  return opened
}

/** Callbacks of this process. Throws where its FFI has none: then no lane asks for them. */
export function ownCallbacks(): Callbacks {
  const { callbacks } = ownFfi()
  if (!callbacks) throw new Error('The FFI of this host has no callbacks')
  return callbacks
}
