import { UserProblem } from '../../os/problem.ts'
import { similarNames } from '../../text/near-names.ts'

/** An option that says nothing: one sentence. */
export class OptionProblem extends UserProblem {
  override readonly name = 'OptionProblem'
}

/** ` did you mean …?`, where a name is similar; empty where none is. */
export function meant(names: readonly string[], typed: string): string {
  const near = similarNames(names, typed)
  return near.length === 0 ? '' : ` did you mean ${near.join(' or ')}?`
}
