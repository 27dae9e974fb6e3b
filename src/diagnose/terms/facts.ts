import { featureNames } from '../../mistakes/features.ts'
import { callKey } from '../call-groups.ts'
import { featuresOf, type SeenCall, type Symptom } from '../symptom.ts'
import { withoutUnknown } from '../unknown-functions.ts'
import { withoutOwnCodes } from '../own-codes.ts'
import { partsOfName } from './words.ts'

/** The value of what a symptom does not say. */
export const notTold = 'not told'

const partsOf = (name: string): readonly string[] =>
  partsOfName(name).filter(part => part.length > 1)

/** The call that failed first. */
function ofFailure(first: SeenCall | undefined): readonly string[] {
  if (!first) return ['no call failed']
  const { call, outcome, via, status } = first
  return [
    `outcome ${outcome}`,
    ...(call === ''
      ? ['call not named']
      : ['call named', `call ${callKey(call)}`, ...partsOf(call).map(part => `call of ${part}`)]),
    ...(via === undefined
      ? []
      : ['by a runtime', ...partsOf(via).map(part => `runtime of ${part}`)]),
    ...(status === undefined ? [] : [`status ${status}`]),
  ]
}

/** Facts that count together: a code alone says little. */
function pairsOf(symptom: Symptom): readonly string[] {
  const { outcome, call, width } = featuresOf(symptom)
  const end = `outcome ${outcome?.[0] ?? notTold}`
  const kind = `kind ${call?.[0] ?? notTold}`
  const process = `process ${symptom.architecture ?? notTold}`
  const caller = `FFI ${symptom.ffi ?? notTold}`
  return [
    `${end} + ${kind}`,
    `${end} + ${process}`,
    `${end} + ${caller}`,
    `${end} + width ${width?.[0] ?? notTold}`,
    `${kind} + ${process}`,
    `${kind} + ${caller}`,
  ]
}

/** What is said once at most, with a value. */
function ofValues(symptom: Symptom): readonly string[] {
  const { architecture, okOn, sameOn, ffiName, raised, library, intermittent, runtime } = symptom
  const said: Readonly<Record<string, unknown>> = {
    works: okOn,
    fails: sameOn,
    by: ffiName,
    raised,
    library: library?.library.name,
    intermittent,
    runtime: runtime?.split(' ')[0],
    port: symptom.isOfPort,
  }
  return [
    `process ${architecture ?? notTold}`,
    ...Object.entries(said).flatMap(([name, value]) =>
      value === undefined ? [] : [`${name} ${String(value)}`],
    ),
  ]
}

/** What a symptom says beside the words of its text, as terms: each once. Mistakes that a text describes, and functions that nothing is known of, are none of them. */
export function factsOf(asked: Symptom): readonly string[] {
  const symptom = withoutOwnCodes(withoutUnknown(asked))
  const { failed, ok, structs = [] } = symptom
  const features = featuresOf(symptom)
  const [first, ...later] = failed
  return [
    ...new Set([
      ...ofFailure(first),
      ...later.map(({ outcome }) => `then ${outcome}`),
      ...(ok.length > 0 ? ['a call succeeded'] : []),
      ...ok.flatMap(call => partsOf(call).map(part => `after ${part}`)),
      ...ofValues(symptom),
      ...featureNames.flatMap(name =>
        (features[name] ?? []).map(value => `${name} ${String(value)}`),
      ),
      ...(structs.length > 0 ? ['a struct'] : []),
      ...structs.map(name => `struct ${name}`),
      ...pairsOf(symptom),
    ]),
  ]
}
