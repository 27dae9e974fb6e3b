import { faultSequences } from '../dictionary/enumerate.ts'
import { pyserial } from '../program/sequences/pyserial.ts'
import { serial } from '../program/sequences/serial/index.ts'
import { callKey, groupOf } from './call-groups.ts'
import type { Exemplar } from './exemplar.ts'
import type { Features } from '../mistakes/features.ts'
import type { Observed } from './recorded-schema.ts'
import { outcomeOf } from './symptom.ts'

/** Sequence → its calls, all of which succeed. */
const successes = new Map<string, Readonly<Record<string, string>>>(
  [serial, pyserial, ...faultSequences].map(({ id, steps }) => [
    id,
    Object.fromEntries(steps.map(step => [callKey(step.function), 'ok'])),
  ]),
)

function callsIn({ sequence, failed, missed }: Observed): NonNullable<Exemplar['calls']> {
  const all = successes.get(sequence) ?? {}
  if (failed.length === 0 && missed.length === 0) return all
  const failures = Object.fromEntries(failed)
  const ok = Object.keys(all).filter(name => failures[name] === undefined && !missed.includes(name))
  return { ...Object.fromEntries(ok.map(name => [name, 'ok'])), ...failures }
}

/** The calls of the same mistake in a process of the other width; all of them succeed where nothing was seen there. */
function callsElsewhere(observed: Observed, other: Observed | undefined): Exemplar['elsewhere'] {
  if (other) return callsIn(other)
  return observed.width === 'both' ? undefined : callsIn({ ...observed, failed: [], missed: [] })
}

function featuresIn({ failed: [first], width, handle, layout, check }: Observed): Features {
  return {
    ...(first
      ? { outcome: [outcomeOf(first[1].replace('ok,', ''))], call: [groupOf(first[0])] }
      : {}),
    width: [width],
    ...(handle ? { value: [handle.value], open: [handle.open] } : {}),
    ...(layout ? { layout: [layout] } : {}),
    ...(check ? { check: [check] } : {}),
  }
}

function exemplarOf(
  observed: Observed,
  other: Observed | undefined,
  source: 'recorded' | 'fault',
): Exemplar {
  const elsewhere = callsElsewhere(observed, other)
  const [first] = observed.failed
  return {
    id: `${observed.id} on ${observed.architecture}`,
    class: observed.class,
    source,
    title: `${source === 'fault' ? 'Fault' : 'Probe'} ${observed.id}, ${observed.architecture === 'x64' ? 64 : 32}-bit`,
    features: featuresIn(observed),
    calls: callsIn(observed),
    ...(first ? { first: first[0] } : {}),
    ...(elsewhere ? { elsewhere } : {}),
  }
}

/** What recordings showed, as something to hold a symptom against. */
export function exemplarsOf(
  recorded: readonly Observed[],
  source: 'recorded' | 'fault',
): readonly Exemplar[] {
  const byId = new Map(
    recorded.map(observed => [`${observed.id} ${observed.architecture}`, observed]),
  )
  return recorded.map(observed =>
    exemplarOf(
      observed,
      byId.get(`${observed.id} ${observed.architecture === 'x64' ? 'ia32' : 'x64'}`),
      source,
    ),
  )
}
