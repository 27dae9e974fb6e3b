/** Processor architectures, by the names Node gives them in `process.arch`. */
export const architectures = ['x64', 'ia32', 'arm64'] as const
export type Architecture = (typeof architectures)[number]

/** Width of a pointer, and so of a HANDLE, in bytes. */
export type PointerBytes = 4 | 8

/** Width of a pointer in bytes on an architecture. */
export function pointerBytesOf(architecture: Architecture): PointerBytes {
  return architecture === 'ia32' ? 4 : 8
}
