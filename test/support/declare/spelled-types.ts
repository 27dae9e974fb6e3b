import type { Vocabulary } from '../../../src/declare/model.ts'
import { openWidthTable } from '../../../src/declare/widths/table.ts'

export interface SpelledTypes {
  readonly parameters: readonly string[]
  readonly fields: readonly string[]
  /** Structs that a spelling names. */
  readonly structs: readonly string[]
}

/** What a vocabulary writes for each type of a parameter of the table. */
export function spelledTypes({ spell }: Pick<Vocabulary, 'spell'>): SpelledTypes {
  const table = openWidthTable()
  const structs = new Set<string>()
  const [parameters, fields] = [new Set<string>(), new Set<string>()]
  for (const name of table.functionNames)
    for (const { type } of table.function(name, 'x64')?.parameters ?? []) {
      if (type.kind === 'void' || (type.kind === 'struct' && !/^\w+$/.test(type.name))) continue
      if (type.kind === 'struct') structs.add(type.name)
      parameters.add(spell(type, 8))
      fields.add(spell(type, 8, 'field'))
    }
  return { parameters: [...parameters], fields: [...fields], structs: [...structs] }
}
