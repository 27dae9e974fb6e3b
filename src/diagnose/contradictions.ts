import type { FeatureName } from '../mistakes/features.ts'
import { groupOf } from './call-groups.ts'
import { OptionProblem } from './options/problem.ts'
import type { Symptom } from './symptom.ts'

/** Observations of which one value alone can be true. */
const single = [
  'open',
  'layout',
  'before',
  'redirected',
  'rhythm',
] as const satisfies readonly FeatureName[]

/** What `--seen` says twice, and differently. */
function seenTwice(
  also: Readonly<Partial<Record<FeatureName, readonly string[]>>>,
): string | undefined {
  for (const name of single) {
    const values = [...new Set(also[name])].map(value => `${name}=${value}`)
    if (values.length > 1) return `${values.join(' and ')} contradict each other; give one`
  }
  return undefined
}

/** Whether a number fits into 32 bits, with or without a sign. */
function fits(handle: bigint): boolean {
  return (
    BigInt.asUintN(32, handle) === handle || BigInt.asIntN(32, handle) === BigInt.asIntN(64, handle)
  )
}

/** What options say that cannot be true together: one sentence; `undefined` where they can. */
function contradictionIn(symptom: Symptom): string | undefined {
  const { architecture, okOn, sameOn, intermittent, handle, also = {}, failed, ok } = symptom
  if (okOn !== undefined && okOn === architecture)
    return `--ok-on ${okOn} says that it works where --arch says that it fails; name the other architecture`
  if (okOn !== undefined && okOn === sameOn)
    return `--ok-on and --same-on both name ${okOn}; it works there or it fails there`
  const isRare = also.rhythm?.[0] === 'sometimes'
  if (intermittent !== undefined && also.rhythm !== undefined && intermittent !== isRare)
    return `--${intermittent ? '' : 'no-'}intermittent and --seen rhythm=${also.rhythm.join()} contradict each other; give one`
  const isOpen = ({ call }: { readonly call: string }): boolean => groupOf(call) === 'open'
  const opened = ok.find(call => isOpen({ call }))
  if (also.open?.includes('failed') === true && opened !== undefined && !failed.some(isOpen))
    return `--seen open=failed says that the open failed, and --ok that ${opened} succeeded; give one`
  if (architecture === 'ia32' && handle !== undefined && !fits(handle))
    return `--handle 0x${BigInt.asUintN(64, handle).toString(16)} has more than 32 bits, and a process of --arch ia32 has no such handle; give the architecture of the process that failed`
  return seenTwice(also)
}

/** A symptom of options as it is. Throws OptionProblem with one sentence where they contradict each other. */
export function withoutContradiction(symptom: Symptom): Symptom {
  const problem = contradictionIn(symptom)
  if (problem !== undefined) throw new OptionProblem(problem)
  return symptom
}
