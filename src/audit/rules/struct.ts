import { compareStruct, findField, saysItsSize } from '../../declare/compare-struct.ts'
import type { Deviation } from '../../declare/deviation.ts'
import type { DeclaredStruct } from '../../declare/model.ts'
import type { FieldInfo, StructInfo } from '../../declare/widths/table.ts'
import { consequences } from '../consequences.ts'
import type { Observation } from '../finding.ts'
import type { RuleContext } from './context.ts'
import {
  elementsOf,
  isFlexible,
  isFlexibleMember,
  isGrown,
  isPointerForArray,
  lacksArray,
} from './arrays.ts'
import {
  candidatesFor,
  endsInUnion,
  isCutView,
  isEmbedded,
  isNamesake,
  isOfVersion,
  isOtherUnion,
  isSameKind,
  lacksPadding,
  disputed,
  isDropped,
  isOlderAtEnd,
  isOpaque,
  isPadded,
  isReserved,
  isParted,
  saysItsSizeLater,
  type FieldDeviation,
} from './struct-forms.ts'
import { isTaken } from './taken-structs.ts'

type SizeDeviation = Extract<Deviation, { readonly kind: 'size' }>

/**
 * A struct that bears a name of Windows, held against the form of it that is nearest. Only the first wrong field is
 * reported: what lies behind it is moved by it. `isPassed`: it is known by the function that takes it, not by its name.
 */
export function judgeStruct(
  declared: DeclaredStruct,
  context: RuleContext,
  isPassed = false,
): Observation[] {
  const judged = candidatesFor(declared.name, context).map(found => ({
    observations: judgeAgainst(declared, found, context, isPassed),
    distance: compareStruct(declared, found).length,
  }))
  const badness = (observations: readonly Observation[]): number =>
    observations.filter(({ level }) => level === 'error').length
  const nearest = judged.toSorted(
    (left, right) =>
      left.distance - right.distance || badness(left.observations) - badness(right.observations),
  )[0]
  return judged.some(({ observations }) => observations.length === 0)
    ? []
    : (nearest?.observations ?? [])
}

function judgeAgainst(
  declared: DeclaredStruct,
  found: StructInfo,
  context: RuleContext,
  isPassed: boolean,
): Observation[] {
  if (found.bytes === 0 || found.fields.length === 0 || declared.fields.length === 0) return []
  if (disputed.test(declared.name) || isOpaque(found) || !isSameKind(declared, found)) return []
  if (isOtherUnion(declared, found)) return []
  const deviations = compareStruct(declared, found)
  const wrong = deviations.filter(
    (deviation): deviation is FieldDeviation =>
      deviation.kind === 'field' &&
      !isFlexible(deviation, declared, found) &&
      !isFlexibleMember(deviation, found) &&
      !(isPadded(deviation, found) && !isPointerForArray(deviation.field, declared, found)) &&
      !isParted(deviation, declared, found),
  )
  // What is reserved says nothing, but may move what is not, and make the whole too short.
  const isWhole = declared.bytes >= found.bytes
  const fields = isWhole && wrong.every(field => isReserved(field, found)) ? [] : wrong
  const isHarmless = (field: FieldDeviation): boolean =>
    (declared.isOwn === true && isPointerForArray(field.field, declared, found)) ||
    isDropped(field, declared) ||
    isOlderAtEnd(field, found, context) ||
    isCutView(field, declared, found)
  const [first] = fields
  const worst = fields.find(field => !isHarmless(field))
  if (worst)
    return isEmbedded(declared, found)
      ? [{ ...observeField(worst, declared, found, context), level: 'warning' }]
      : [observeField(worst, declared, found, context)]
  if (first)
    return [
      isPointerForArray(first.field, declared, found)
        ? {
            ...observeField(first, declared, found, context),
            level: 'warning',
            consequence: consequences.ownArray,
          }
        : observePadded(first, declared, context, found),
    ]
  const size = deviations.find(({ kind }) => kind === 'size')
  if (size?.kind !== 'size' || isGrown(declared, found) || isOfVersion(found)) return []
  const isShorter = size.declared < size.true
  if (isShorter && (saysItsSize(found) || lacksPadding(size, found) || lacksArray(declared, found)))
    return []
  const observed = observeSize(size, declared, found)
  return isShorter &&
    ((!isPassed && isNamesake(declared, found)) ||
      endsInUnion(declared, found) ||
      saysItsSizeLater(found) ||
      !isTaken(found, context.table))
    ? [{ ...observed, level: 'warning' }]
    : [observed]
}

/** A field of another width that moves no other: whether it is right depends on what lies behind it. */
function observePadded(
  deviation: FieldDeviation,
  declared: DeclaredStruct,
  context: RuleContext,
  found: StructInfo,
): Observation {
  return {
    ...observeField(deviation, declared, found, context),
    level: 'warning',
    consequence: isOlderAtEnd(deviation, found, context)
      ? consequences.olderForm
      : deviation.declared.bytes > deviation.true.bytes
        ? consequences.readBeyondStruct
        : consequences.fieldInPadding,
  }
}

function observeField(
  deviation: FieldDeviation,
  declared: DeclaredStruct,
  found: StructInfo,
  context: RuleContext,
): Observation {
  const { field: name, over, declared: own, true: truth } = deviation
  const same = findField(found.fields, over ?? name)
  const isElsewhere = over === undefined && isPointerForArray(name, declared, found)
  const isMoved =
    over === undefined ? own.bytes === truth.bytes && !isElsewhere : own.offset !== truth.offset
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
    consequence: isElsewhere
      ? consequences.pointerForArray
      : isMoved && over === undefined
        ? consequences.structShifted
        : width,
    fix:
      (isMoved && over === undefined) || !same
        ? `put ${name} at offset ${truth.offset}: check packing and the fields before it`
        : spellField(same, context),
    deviation,
  }
}

/** What to write for a field; the elements of an array lie in the struct itself. */
function spellField(field: FieldInfo, { truth, vocabulary }: RuleContext): string {
  const { type } = field
  const element = type.kind === 'array' && type.target ? truth.type(type.target) : undefined
  return element
    ? vocabulary.spellArray(element, elementsOf(field), truth.pointerBytes)
    : vocabulary.spell(type, truth.pointerBytes, 'field')
}

function observeSize(
  deviation: SizeDeviation,
  { name, place, isView }: DeclaredStruct,
  found: StructInfo,
): Observation {
  const { declared, true: bytes } = deviation
  const isSmall = declared < bytes
  const isRefused = !isSmall && saysItsSize(found)
  const missing = found.fields.filter(({ offset }) => offset >= declared)
  return {
    rule: 'struct-size',
    level: isRefused ? 'warning' : isSmall && !isView ? 'error' : 'note',
    struct: name,
    ...place,
    position: 'size',
    declared: { type: name, bytes: declared },
    true: { type: found.name, bytes },
    consequence: isSmall
      ? isView
        ? consequences.partial
        : consequences.structShrunk
      : isRefused
        ? consequences.structGrown
        : consequences.structLonger,
    fix:
      missing.length > 0
        ? `add ${missing.map(field => field.name).join(', ')}`
        : `make it ${bytes} bytes: check packing and the fields at its end`,
    deviation,
  }
}
