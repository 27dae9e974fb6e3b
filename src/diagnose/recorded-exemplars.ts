import { faultSequences } from '../dictionary/enumerate.ts'
import { pyserial } from '../probe/sequences/pyserial.ts'
import { serial } from '../probe/sequences/serial/index.ts'
import { callKey, groupOf } from './call-groups.ts'
import type { Exemplar } from './exemplar.ts'
import type { Observed } from './learn.ts'
import { outcomeOf } from './symptom.ts'

const functionsBySequence = new Map([serial, pyserial, ...faultSequences].map(({ id, steps }) => [id, [...new Set(steps.map(step => callKey(step.function)))]]))

/** What a recording showed, as something to hold a symptom against. */
export function exemplarOf(observed: Observed, source: 'recorded' | 'fault', title: string): Exemplar {
  const [first] = observed.failed
  const failed = Object.fromEntries(observed.failed)
  const ok = (functionsBySequence.get(observed.sequence) ?? []).filter(name => failed[name] === undefined && !observed.missed.includes(name))
  return {
    id: `${observed.id} on ${observed.architecture}`,
    class: observed.class,
    source,
    title,
    features: { ...first ? { outcome: [outcomeOf(first[1].replace('ok,', ''))], call: [groupOf(first[0])] } : {}, width: [observed.width], ...observed.handle ? { value: [observed.handle.value], open: [observed.handle.open] } : {} },
    calls: { ...Object.fromEntries(ok.map(name => [name, 'ok'])), ...failed }
  }
}
