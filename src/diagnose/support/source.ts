import type { MistakeId } from '../../mistakes/index.ts'
import { functionFacts } from '../functions.ts'
import { odds, type SupportRule } from './rule.ts'
import { isPlainRefusal, isWide, type Symptom } from '../symptom.ts'

/** Whether the comparison of an open is known to be wrong, and no code says how it ended: that it fails is how it shows. */
export function isOfWrongCheck({ also, failed: [first], described = [] }: Symptom): boolean {
  const isSeen =
    also?.check?.includes('wrong') === true ||
    described.some(({ first: own }) => own === 'sentinel-mismatch')
  return isSeen && first?.outcome === 'failed'
}

/** Who looked at the comparison knows what is wrong. */
const byCheck: SupportRule = ({ also }) =>
  also?.check?.includes('wrong') === true
    ? [
        {
          class: 'sentinel-mismatch',
          odds: odds.told,
          text: 'the result of the open is seen to be compared with a value that its failure does not have',
        },
      ]
    : []

/** Languages, as the table of FFIs names them, whose compiler compares what is passed with a declaration of the headers. */
const compared = ['native', 'rust', 'nim']

/** Whether it is a compiler that refused: a struct may be refused by Windows or a driver, for what is in it. */
function isOfCompiler(symptom: Symptom): boolean {
  const {
    ffiName = '',
    failed: [first],
  } = symptom
  if (first === undefined || !isPlainRefusal(symptom) || !compared.includes(ffiName)) return false
  const facts = first.call === '' ? undefined : functionFacts(first.call)
  return facts === undefined || facts.addresses || facts.wideResult || facts.structs.length === 0
}

/** In C a pointer can be cast to a variable of any width. Elsewhere the types of two declarations differ: 7 of 9 public reports of Rust. */
function firstOfCompiler({ ffiName }: Symptom, name: MistakeId): number {
  if (ffiName === 'native') return name === 'field-narrowed' ? odds.nearly : odds.decides
  return name === 'type-alias' ? odds.told * odds.leans : odds.decides
}

/** What is not as wide as the headers say, by what a pointer is in the process that it is compiled for. */
const byCompiler: SupportRule = symptom =>
  isOfCompiler(symptom)
    ? isWide(symptom) === false
      ? (['type-alias', 'too-wide'] as const).map(name => ({
          class: name,
          odds: name === 'type-alias' ? odds.nearly : odds.decides,
          text: 'a compiler refuses a type of 64 bits, or one as wide as a pointer, where the headers have another for 32',
        }))
      : (['field-narrowed', 'arg-truncated', 'type-alias', 'return-truncated'] as const).map(
          name => ({
            class: name,
            odds: firstOfCompiler(symptom, name),
            text: 'a compiler refuses a variable, an argument or a result of another width than the headers have',
          }),
        )
    : []

/** What is seen in the source, or a compiler says of it. */
export const sourceRules: readonly SupportRule[] = [byCheck, byCompiler]
