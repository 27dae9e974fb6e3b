import type { FunctionName } from '../declare/win32/functions.ts'
import type { StructName } from '../declare/win32/structs.ts'
import type { Sequence } from './step.ts'

/** The functions of a sequence, each once, in the order of their first calls. */
export function functionsOf(sequence: Sequence): readonly FunctionName[] {
  return [...new Set(sequence.steps.map(step => step.function))]
}

/** The structs in the memory of a sequence. */
export function structsOf(sequence: Sequence): readonly StructName[] {
  return [
    ...new Set(
      Object.values(sequence.memory).flatMap(object =>
        object.kind === 'struct' ? [object.struct] : [],
      ),
    ),
  ]
}
