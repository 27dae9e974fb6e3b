import { type Description, type TypeShape } from './describe.ts'

/** Bytes of arguments that a function of the ia32 description takes off the stack: each rounded up to 4, as stdcall does. */
export function stackBytesOf(
  shape: Extract<TypeShape, { kind: 'function' }>,
  ia32: Description,
): number {
  const hidden = returnsThroughMemory(shape.result, ia32) ? 4 : 0
  return shape.parameters.reduce(
    (sum, { type }) => sum + Math.ceil(sizeOf(type, ia32) / 4) * 4,
    hidden,
  )
}

function sizeOf(name: string, ia32: Description): number {
  const shape = ia32.types.get(name)
  if (!shape) throw new Error(`Cannot size type "${name}": the headers do not describe it`)
  switch (shape.kind) {
    case 'void':
      return 0
    case 'alias':
      return sizeOf(shape.of, ia32)
    // An array as a parameter is a pointer.
    case 'pointer':
    case 'array':
    case 'function':
      return 4
    default:
      return shape.bytes
  }
}

/** A struct of more than 8 bytes comes back through a pointer that the caller passes first. */
function returnsThroughMemory(result: string, ia32: Description): boolean {
  const shape = ia32.types.get(result)
  if (shape?.kind === 'alias') return returnsThroughMemory(shape.of, ia32)
  return shape?.kind === 'struct' && shape.bytes > 8
}
