import { compareStruct, findField } from '../../declare/compare-struct.ts'
import type { Deviation } from '../../declare/deviation.ts'
import type { DeclaredStruct } from '../../declare/model.ts'
import type { StructInfo } from '../../declare/widths/table.ts'
import { consequences } from '../consequences.ts'
import type { Observation } from '../finding.ts'
import type { RuleContext } from './context.ts'

type FieldDeviation = Extract<Deviation, { readonly kind: 'field' }>
type SizeDeviation = Extract<Deviation, { readonly kind: 'size' }>

/** A struct that bears a name of Windows. Only the first wrong field is reported: what lies behind it is moved by it. */
export function judgeStruct(declared: DeclaredStruct, context: RuleContext): Observation[] {
  const { truth } = context
  // NOTIFYICONDATA stands for the one with W or the one with A; whichever fits is meant.
  const both = ['W', 'A'].flatMap(suffix => truth.struct(`${declared.name}${suffix}`) ?? [])
  const candidates = both.length === 2 ? both : [truth.struct(declared.name)]
  const judged = candidates.map(found => judgeAgainst(declared, found, context))
  return judged.find(observations => observations.length === 0) ?? judged[0] ?? []
}

function judgeAgainst(
  declared: DeclaredStruct,
  found: StructInfo | undefined,
  context: RuleContext,
): Observation[] {
  if (!found || found.bytes === 0 || found.fields.length === 0 || declared.fields.length === 0)
    return []
  const deviations = compareStruct(declared, found)
  const field = deviations.find(
    deviation => deviation.kind === 'field' && !isFlexible(deviation, declared, found),
  )
  if (field?.kind === 'field') return [observeField(field, declared, found, context)]
  const size = deviations.find(({ kind }) => kind === 'size')
  return size?.kind === 'size' && !isGrown(declared, found)
    ? [observeSize(size, declared, found)]
    : []
}

/** A field of one element at the end stands for as many as the program wants: ANYSIZE_ARRAY. */
function isFlexible(
  { field, declared: own, true: truth }: FieldDeviation,
  declared: DeclaredStruct,
  found: StructInfo,
): boolean {
  const last = found.fields.at(-1)
  return (
    own.offset === truth.offset &&
    own.bytes >= truth.bytes &&
    last?.type.kind === 'array' &&
    findField(found.fields, field) === last &&
    declared.fields.at(-1)?.name === field
  )
}

/** Larger by an array at the end, or by fields of newer headers than those of the table. */
function isGrown(declared: DeclaredStruct, found: StructInfo): boolean {
  const [last, lastOwn] = [found.fields.at(-1), declared.fields.at(-1)]
  return (
    declared.bytes > found.bytes &&
    (last?.type.kind === 'array' ||
      (lastOwn !== undefined && lastOwn.offset >= (last ? last.offset + last.bytes : 0)))
  )
}

function observeField(
  deviation: FieldDeviation,
  declared: DeclaredStruct,
  found: StructInfo,
  { truth: { pointerBytes }, vocabulary }: RuleContext,
): Observation {
  const { field: name, over, declared: own, true: truth } = deviation
  const same = findField(found.fields, over ?? name)
  const isMoved = over === undefined ? own.bytes === truth.bytes : own.offset !== truth.offset
  const at = (type: string, { offset }: { readonly offset: number }): string =>
    isMoved ? `${type} at offset ${offset}` : type
  const width = own.bytes < truth.bytes ? consequences.structShrunk : consequences.structGrown
  return {
    rule: isMoved ? 'field-offset' : 'field-width',
    level: 'error',
    struct: declared.name,
    ...declared.place,
    ...declared.fields.find(field => field.name === name)?.place,
    position: name,
    declared: { type: at(own.type, own), bytes: own.bytes },
    true: { type: at((isMoved && over) || truth.type, truth), bytes: truth.bytes },
    consequence: isMoved && over === undefined ? consequences.structShifted : width,
    fix:
      (isMoved && over === undefined) || !same
        ? `put ${name} at offset ${truth.offset}: check packing and the fields before it`
        : vocabulary.spell(same.type, pointerBytes, 'field'),
    deviation,
  }
}

function observeSize(
  deviation: SizeDeviation,
  { name, place }: DeclaredStruct,
  found: StructInfo,
): Observation {
  const { declared, true: bytes } = deviation
  const isSmall = declared < bytes
  const missing = found.fields.filter(({ offset }) => offset >= declared)
  return {
    rule: 'struct-size',
    level: isSmall ? 'error' : 'warning',
    struct: name,
    ...place,
    position: 'size',
    declared: { type: name, bytes: declared },
    true: { type: found.name, bytes },
    consequence: isSmall ? consequences.structShrunk : consequences.structGrown,
    fix:
      missing.length > 0
        ? `add ${missing.map(field => field.name).join(', ')}`
        : `make it ${bytes} bytes: check packing and the fields at its end`,
    deviation,
  }
}
