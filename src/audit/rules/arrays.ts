import { findField } from '../../declare/compare-struct.ts'
import type { DeclaredStruct } from '../../declare/model.ts'
import type { FieldInfo, StructInfo } from '../../declare/widths/table.ts'
import type { FieldDeviation } from './struct-forms.ts'

/** The elements of an array as the headers write it: 260 of `WCHAR[260]`. */
export function elementsOf({ type }: FieldInfo): number {
  return Number(/\[(\d+)\]$/.exec(type.name)?.[1] ?? 1)
}

/** An array of one element stands for as many as there are: ANYSIZE_ARRAY. */
function isOpenEnded(field: FieldInfo): boolean {
  return elementsOf(field) <= 1
}

/** Whether a pointer, or an array that lies elsewhere, is declared where the elements themselves lie. */
export function isPointerForArray(
  field: string,
  declared: DeclaredStruct,
  found: StructInfo,
): boolean {
  return (
    declared.fields.find(({ name }) => name === field)?.type.kind === 'pointer' &&
    findField(found.fields, field)?.type.kind === 'array'
  )
}

/** Whether nothing is missing but what may have no elements: the array at the end. */
export function lacksArray(declared: DeclaredStruct, { fields }: StructInfo): boolean {
  const last = fields.at(-1)
  return last?.type.kind === 'array' && isOpenEnded(last) && declared.bytes >= last.offset
}

/** A field of one element at the end stands for as many as the program wants, or for none: ANYSIZE_ARRAY. */
export function isFlexible(
  { field, declared: own, true: truth }: FieldDeviation,
  declared: DeclaredStruct,
  found: StructInfo,
): boolean {
  const last = found.fields.at(-1)
  if (isPointerForArray(field, declared, found)) return false
  return (
    own.offset === truth.offset &&
    ((last?.type.kind === 'array' && (isOpenEnded(last) || own.bytes > truth.bytes)) ||
      (last?.type.kind === 'struct' && own.bytes > truth.bytes)) &&
    findField(found.fields, field) === last &&
    declared.fields.at(-1)?.name === field
  )
}

/** A field of a struct that the program has with a longer array at its end, in the union at the end. */
export function isFlexibleMember(
  { field, declared: own, true: truth, over }: FieldDeviation,
  found: StructInfo,
): boolean {
  const last = Math.max(...found.fields.map(({ offset }) => offset))
  return (
    over === undefined &&
    findField(found.fields, field)?.type.kind === 'struct' &&
    own.offset === truth.offset &&
    own.offset === last &&
    own.bytes > truth.bytes
  )
}

/** Larger by an array at the end, or by fields of newer headers than those of the table. */
export function isGrown(declared: DeclaredStruct, found: StructInfo): boolean {
  const [last, lastOwn] = [found.fields.at(-1), declared.fields.at(-1)]
  return (
    declared.bytes > found.bytes &&
    (last?.type.kind === 'array' ||
      (lastOwn !== undefined && lastOwn.offset >= (last ? last.offset + last.bytes : 0)))
  )
}
