import { usualHost } from '../../hosts/index.ts'
import type { Host } from '../../hosts/host.ts'

/** The variables by which a child knows its host and finds the FFI; `module` as the child has to spell it. */
export function hostEnvironment({ id }: Host, module: string): Record<string, string> {
  return id === usualHost.id
    ? { HANDLE_WIDTH_KOFFI: module }
    : { HANDLE_WIDTH_HOST: id, HANDLE_WIDTH_FFI: module }
}
