import { usualHost } from '../../hosts/index.ts'
import type { Host } from '../../hosts/host.ts'

/**
 * The variables that tell a child its host and where to find the FFI, and those that its runtime needs. `module` is in
 * the path syntax of the child.
 */
export function hostEnvironment(
  { id, environment }: Host,
  module: string,
): Readonly<Record<string, string>> {
  return id === usualHost.id
    ? { HANDLE_WIDTH_KOFFI: module }
    : { ...environment, HANDLE_WIDTH_HOST: id, HANDLE_WIDTH_FFI: module }
}
