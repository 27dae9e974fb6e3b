import { isKnownCall } from './call-groups.ts'
import { functionFacts, nearFunctions } from './functions.ts'
import type { SeenCall, Symptom } from './symptom.ts'

/** A function that neither the headers nor this program know, with the nearest names. */
export interface UnknownFunction {
  readonly name: string
  readonly near: readonly string[]
}

const isKnown = (name: string): boolean =>
  name === '' || isKnownCall(name) || functionFacts(name) !== undefined

/** Functions that a symptom names and nothing is known of. */
export function unknownFunctions({ failed, ok }: Symptom): readonly UnknownFunction[] {
  return [...new Set([...failed.map(({ call }) => call), ...ok])]
    .filter(name => !isKnown(name))
    .map(name => ({ name, near: nearFunctions(name) }))
}

/** A symptom in which the name of a function that nothing is known of is no evidence. */
export function withoutUnknown(symptom: Symptom): Symptom {
  const plain = (call: SeenCall): SeenCall => (isKnown(call.call) ? call : { ...call, call: '' })
  return {
    ...symptom,
    failed: symptom.failed.map(plain),
    ok: symptom.ok.filter(isKnown),
    ...(isKnown(symptom.failed[0]?.call ?? '') ? {} : { isOfOther: true }),
  }
}
