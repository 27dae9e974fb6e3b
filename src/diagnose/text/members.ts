import type { MistakeId } from '../../mistakes/index.ts'
import { checkSaidIn } from './checks.ts'
import { comparesWrong, unchecked } from '../phrases/checks.ts'
import { structFor64, ofMemberType, ofUnion } from '../phrases/structs.ts'
import { narrow } from '../phrases/width.ts'

/** Which of the classes of a cut the words point at. */
export function memberOf(line: string): MistakeId {
  if (
    /\breturn(?:s|ed|ing)?\b(?! (?:an? )?(?:error|false|failure|0|-1|null)\b)|\brestype\b|\bresult\b|返回|Rückgabe|retour\b|возвращ/i.test(
      line,
    )
  )
    return 'return-truncated'
  if (
    /\b(?:takes?|has|have|an?|the|\w{2,12}) (?:param(?:eter)?|argument)s?\b.{0,30}\b(?:declared|typed|defined)\b/i.test(
      line,
    )
  )
    return 'arg-truncated'
  if (
    /\bcast\w{0,3}\b|\bPtrToU?(?:Long|Int)\b|\b(?:LongInt|Integer|Cardinal)\(|\(int\)/i.test(line)
  )
    return 'arg-truncated'
  if (
    narrow.test(line) ||
    /\btypedef\b|\balias\b|\bDeclare\b|\bAs Long\b|\btype ["'“`]long/i.test(line)
  )
    return 'type-alias'
  if (
    /\b(?:variables?|stor(?:es?|ed|ing)|keeps?|kept|members?|fields?|Dim|propert(?:y|ies)|holds?|sav(?:es?|ed))\b/i.test(
      line,
    )
  )
    return 'field-narrowed'
  // Where nothing says where it is cut: most are casts, and what is passed.
  return 'arg-truncated'
}

/** The same of a list of types: their names are what is wrong, unless a result or a variable is spoken of. */
export function placeOrType(line: string): MistakeId {
  const place = memberOf(line)
  const isOfParameter = /\b(?:param(?:eter)?|argument)s?\b/i.test(line)
  return place === 'arg-truncated' && !isOfParameter ? 'type-alias' : place
}

/** Which of the mistakes of structs the words point at. */
export function structMistakeOf(line: string): MistakeId {
  if (structFor64.test(line) || /\bundersized\b/i.test(line)) return 'struct-layout-shrunk'
  if (ofUnion.test(line)) return 'union-misplaced'
  return ofMemberType.test(line) ? 'struct-layout-shrunk' : 'struct-size-constant'
}

/** A result that nobody looks at is no matter of width; one that is compared with something else may be. */
export function openMistakeOf(line: string): MistakeId | undefined {
  const said = checkSaidIn(line)
  if (said !== undefined) return said === 'wrong' ? 'sentinel-mismatch' : undefined
  if (unchecked.test(line) && !comparesWrong.test(line)) return 'failed-open'
  return comparesWrong.test(line) ? 'sentinel-mismatch' : undefined
}

/** Who says what an open returned says that it failed; who says what it is compared with, how that went unnoticed. */
export function onesMistakeOf(line: string): MistakeId {
  return /\breturn(?:s|ed)?\b|\b(?:handle|result) is\b/i.test(line) &&
    !/[=!]=|<>|\bINVALID_HANDLE_VALUE\b|\bcompar/i.test(line)
    ? 'failed-open'
    : 'sentinel-mismatch'
}
