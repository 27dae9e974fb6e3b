import type { FieldInfo, StructInfo } from '../../declare/widths/table.ts'
import { consequences } from '../consequences.ts'
import type { Observation } from '../finding.ts'
import type { DeclaredField, DeclaredStruct } from '../../declare/model.ts'
import type { RuleContext } from './context.ts'

/**
 * Compares a struct that bears a name of Windows with the true one. Only the first wrong field is reported: what lies
 * behind it is moved by it. Fields are found by name and, where the program calls them otherwise, by place: several
 * true fields under one declared field are right when they fill the same bytes.
 */
export function judgeStruct(declared: DeclaredStruct, context: RuleContext): Observation[] {
  // NOTIFYICONDATA stands for the one with W or the one with A; whichever fits is meant.
  const both = ['W', 'A'].flatMap(
    suffix => context.table.struct(`${declared.name}${suffix}`, context.architecture) ?? [],
  )
  const candidates =
    both.length === 2 ? both : [context.table.struct(declared.name, context.architecture)]
  const judged = candidates.map(truth => compareStructs(declared, truth, context))
  return judged.find(observations => observations.length === 0) ?? judged[0] ?? []
}

function compareStructs(
  declared: DeclaredStruct,
  truth: StructInfo | undefined,
  context: RuleContext,
): Observation[] {
  if (!truth || truth.bytes === 0 || truth.fields.length === 0 || declared.fields.length === 0)
    return []
  const wrong = findWrongField(declared, truth, context)
  if (wrong) return [{ ...base(declared), ...wrong }]
  return judgeSize(declared, truth)
}

function base(declared: DeclaredStruct): Pick<Observation, 'struct' | 'file' | 'line'> {
  return { struct: declared.name, ...declared.place }
}

type Wrong = Omit<Observation, 'struct' | 'file' | 'line'>

function findWrongField(
  declared: DeclaredStruct,
  truth: StructInfo,
  context: RuleContext,
): Wrong | undefined {
  let shift = 0
  for (const field of declared.fields) {
    if (field.bits !== undefined || field.type.kind === 'unknown') continue
    const same = findByName(truth.fields, field.name)
    const wrong = same
      ? judgeNamed(field, same, shift, declared, truth, context)
      : judgeByPlace(field, truth, context)
    if (wrong) return { ...wrong, ...field.place }
    if (same) shift = field.offset - same.offset
  }
  return undefined
}

function findByName(fields: readonly FieldInfo[], name: string): FieldInfo | undefined {
  return (
    fields.find(field => field.name === name) ??
    fields.find(field => field.name.toLowerCase() === name.toLowerCase())
  )
}

function judgeNamed(
  field: DeclaredField,
  same: FieldInfo,
  shift: number,
  declared: DeclaredStruct,
  truth: StructInfo,
  context: RuleContext,
): Wrong | undefined {
  const isLast = declared.fields.at(-1) === field && truth.fields.at(-1) === same
  const fix = context.vocabulary.spell(same.type, context.pointerBytes)
  // The whole unit of a bit field may be declared under the name of its first bits.
  const bytes = same.bitField ? field.type.bytes : same.bytes
  if (field.type.bytes !== bytes && !(isLast && isFlexible(same, field))) {
    const isNarrow = field.type.bytes < bytes
    return {
      rule: 'field-width',
      level: 'error',
      position: field.name,
      declared: { type: field.type.spelled, bytes: field.type.bytes },
      true: { type: same.type.name, bytes },
      consequence: isNarrow ? consequences.structShrunk : consequences.structGrown,
      fix,
    }
  }
  if (field.offset === same.offset) return undefined
  return {
    rule: 'field-offset',
    level: 'error',
    position: field.name,
    declared: { type: `${field.type.spelled} at offset ${field.offset}`, bytes: field.type.bytes },
    true: { type: `${same.type.name} at offset ${same.offset}`, bytes: same.bytes },
    consequence: consequences.structShifted,
    fix:
      shift === 0
        ? `put ${field.name} at offset ${same.offset}: check packing and the fields before it`
        : fix,
  }
}

/** A field of one element at the end stands for as many as the program wants: ANYSIZE_ARRAY. */
function isFlexible(same: FieldInfo, field: DeclaredField): boolean {
  return same.type.kind === 'array' && field.type.bytes >= same.bytes
}

/** A field of another name is right when it begins and ends where true fields begin and end, or lies in padding. */
function judgeByPlace(
  field: DeclaredField,
  truth: StructInfo,
  context: RuleContext,
): Wrong | undefined {
  const end = field.offset + field.type.bytes
  const edges = new Set(truth.fields.flatMap(({ offset, bytes }) => [offset, offset + bytes]))
  const inner = truth.fields.filter(({ type }) => type.kind === 'struct' || type.kind === 'array')
  const inside = inner.some(({ offset, bytes }) => field.offset >= offset && end <= offset + bytes)
  const covers = truth.fields.some(
    ({ offset, bytes }) => offset < end && offset + bytes > field.offset,
  )
  if (!covers || inside || (edges.has(field.offset) && edges.has(end)) || end >= truth.bytes)
    return undefined
  const at = truth.fields.find(({ offset, bytes }) => offset + bytes > field.offset)
  if (!at) return undefined
  const atStart = at.offset === field.offset
  return {
    rule: atStart ? 'field-width' : 'field-offset',
    level: 'error',
    position: field.name,
    declared: {
      type: atStart ? field.type.spelled : `${field.type.spelled} at offset ${field.offset}`,
      bytes: field.type.bytes,
    },
    true: { type: atStart ? at.type.name : `${at.name} at offset ${at.offset}`, bytes: at.bytes },
    consequence: field.type.bytes < at.bytes ? consequences.structShrunk : consequences.structGrown,
    fix: context.vocabulary.spell(at.type, context.pointerBytes),
  }
}

function judgeSize(declared: DeclaredStruct, truth: StructInfo): Observation[] {
  if (declared.bytes === truth.bytes) return []
  const last = truth.fields.at(-1)
  if (declared.bytes > truth.bytes && last?.type.kind === 'array') return []
  // Newer headers than those of the table may have more fields at the end.
  const lastOwn = declared.fields.at(-1)
  if (
    declared.bytes > truth.bytes &&
    lastOwn &&
    lastOwn.offset >= (last ? last.offset + last.bytes : 0)
  )
    return []
  const isSmall = declared.bytes < truth.bytes
  const missing = truth.fields
    .filter(({ offset }) => offset >= declared.bytes)
    .map(({ name }) => name)
  return [
    {
      ...base(declared),
      rule: 'struct-size',
      level: isSmall ? 'error' : 'warning',
      position: 'size',
      declared: { type: declared.name, bytes: declared.bytes },
      true: { type: truth.name, bytes: truth.bytes },
      consequence: isSmall ? consequences.structShrunk : consequences.structGrown,
      fix:
        missing.length > 0
          ? `add ${missing.join(', ')}`
          : `make it ${truth.bytes} bytes: check packing and the fields at its end`,
    },
  ]
}
