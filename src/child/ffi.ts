import process from 'node:process'
import { hostOf, usualHost } from '../hosts/index.ts'
import type { Callbacks, Ffi } from '../hosts/host.ts'

let opened: Ffi | undefined

/**
 * The FFI of this process, opened on first use. The engine names the host in `HANDLE_WIDTH_HOST` and the path of
 * its module in `HANDLE_WIDTH_FFI`. koffi's path is in `HANDLE_WIDTH_KOFFI`, for every process of this package;
 * without it, koffi is loaded by name.
 */
export function ownFfi(): Ffi {
  if (opened) return opened
  const host = hostOf(process.env['HANDLE_WIDTH_HOST'] ?? usualHost.id)
  const module =
    host === usualHost ? process.env['HANDLE_WIDTH_KOFFI'] : process.env['HANDLE_WIDTH_FFI']
  opened = host.open(module ?? host.id)
  return opened
}

/** Callbacks of this process. Throws where its FFI has none; no lane asks for them then. */
export function ownCallbacks(): Callbacks {
  const { callbacks } = ownFfi()
  if (!callbacks) throw new Error('The FFI of this host has no callbacks')
  return callbacks
}
