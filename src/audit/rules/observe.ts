import { parameterName } from '../../declare/compare-function.ts'
import type { Deviation, SlotDeviation } from '../../declare/deviation.ts'
import type { DeclaredFunction, Place } from '../../declare/model.ts'
import type { FunctionInfo, TypeInfo } from '../../declare/widths/table.ts'
import type { Observation, RuleId, Side } from '../finding.ts'
import type { Level } from '../../declare/level.ts'
import type { RuleContext } from './context.ts'

/** What a rule found at a function, before the place of the function is put to it. */
export interface Detail {
  readonly rule: RuleId
  readonly level: Level
  readonly position: string
  readonly declared: Side
  readonly true: Side
  readonly consequence: string
  readonly basis?: Observation['basis'] & {}
  readonly fix: string
  readonly place?: Place | undefined
  readonly deviation?: Deviation
}

export function observe(declared: DeclaredFunction, { place, ...detail }: Detail): Observation {
  return { ...detail, function: declared.name, ...declared.place, ...place }
}

export function trueSide(type: TypeInfo): Side {
  return { type: type.name === 'WINBOOL' ? 'BOOL' : type.name, bytes: type.bytes }
}

/** The parameter that a deviation is about. */
export function parameterOf(
  { place }: Pick<SlotDeviation, 'place'>,
  found: FunctionInfo,
): { readonly index: number; readonly position: string; readonly type: TypeInfo } {
  const position = 'parameter' in place ? place.parameter : ''
  const index = found.parameters.findIndex((_, at) => parameterName(found, at) === position)
  return { index, position, type: found.parameters[index]?.type ?? found.result }
}

/** What to write to declare all parameters. */
export function declareParameters(
  { name }: DeclaredFunction,
  found: FunctionInfo,
  { vocabulary, truth }: RuleContext,
): string {
  return vocabulary.declareParameters(
    name,
    found.parameters.map(({ type }) => vocabulary.spell(type, truth.pointerBytes)),
  )
}

/** Whether nothing was declared at the place of a deviation. */
export function isDefault(deviation: Deviation): boolean {
  return deviation.kind !== 'text' && 'place' in deviation && deviation.declared.undeclared === true
}
