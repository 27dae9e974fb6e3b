import type { DeclaredFunction, DeclaredStruct } from '../../declare/model.ts'
import type { FunctionInfo } from '../../declare/widths/table.ts'
import type { Observation } from '../finding.ts'
import type { RuleContext } from './context.ts'
import { judgeStruct } from './struct.ts'

/** Structs with names of the program's own, known by the function that takes their address. */
export function judgePassedStructs(
  declared: DeclaredFunction,
  found: FunctionInfo,
  context: RuleContext,
): Observation[] {
  const { truth } = context
  return found.parameters.flatMap(({ type }, index) => {
    const target = type.target && truth.type(type.target)
    if (!target || target.kind !== 'struct') return []
    return structsAt(declared, index)
      .filter(({ name }) => !truth.struct(name) && !truth.struct(name.replace(/^(_|tag)/, '')))
      .filter(({ name }) => !isOfOtherWidth(name, truth.pointerBytes))
      .flatMap(struct =>
        judgeStruct({ ...struct, name: target.name }, context, true).map(observation => ({
          ...observation,
          struct: struct.name,
        })),
      )
  })
}

/** `SYSTEM_INFO_64` is not meant for processes of 32 bits. */
function isOfOtherWidth(name: string, pointerBytes: number): boolean {
  const [, bits] = /(32|64)(?:_?t)?$/i.exec(name) ?? []
  return bits !== undefined && Number(bits) !== 8 * pointerBytes
}

function structsAt(declared: DeclaredFunction, index: number): DeclaredStruct[] {
  const own = 'kind' in declared.parameters ? undefined : declared.parameters[index]
  const types = own?.to ? [own] : (declared.calls ?? []).map(({ values }) => values[index])
  return [...new Set(types.flatMap(type => type?.to?.struct ?? []))]
}
