import type { PointerBytes } from '../declare/win32/architecture.ts'
import { layoutOf } from '../declare/win32/layout.ts'
import type { StructName } from '../declare/win32/structs.ts'
import type { PlanAbi } from './plan.ts'

/** The size that a program states for a struct: the declared one, or its constant. Bytes. */
export function statedSize(abi: PlanAbi, struct: StructName, pointerBytes: PointerBytes): number {
  const declared = abi.structs[struct]
  if (!declared) throw new Error(`The plan declares no struct ${struct}`)
  return declared.statedSize ?? layoutOf(declared, pointerBytes).size
}
