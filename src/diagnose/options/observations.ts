import type { FeatureName, Features } from '../../mistakes/features.ts'
import { valuesOf } from '../../mistakes/features.ts'
import { meant, OptionProblem } from './problem.ts'
import type { SeenCall } from '../symptom.ts'
import { meantCode, parseFailed } from './calls.ts'

/** Observations that `--seen` takes; the others have options of their own. */
const seenNames = [
  'outcome',
  'call',
  'open',
  'layout',
  'check',
  'siblings',
  'before',
  'redirected',
  'hint',
  'rhythm',
] as const satisfies readonly FeatureName[]

function notSeen(text: string, name: string, value: string): OptionProblem {
  const known = seenNames.find(one => one === name)
  const expected =
    known === undefined
      ? seenNames.map(one => `${one}=${valuesOf(one).join('|')}`).join(', ')
      : `${valuesOf(known)
          .map(one => `${known}=${one}`)
          .join(' or ')}${known === 'outcome' ? ', or another code' : ''}`
  const near =
    known === undefined
      ? meant(seenNames, name)
      : known === 'outcome'
        ? meantCode(value)
        : meant(valuesOf(known), value)
  return new OptionProblem(
    `Not an observation: ${JSON.stringify(text)};${near} expected ${expected}`,
  )
}

/** How an unnamed call ended: `outcome=6`, `outcome=denied`. */
function parseOutcome(text: string, value: string): SeenCall {
  try {
    return parseFailed(`=${value}`)
  } catch (error) {
    if (error instanceof OptionProblem) throw notSeen(text, 'outcome', value)
    throw error
  }
}

/** `layout=wrong`: an observation by its name. An outcome is a call that failed. */
export function parseSeen(texts: readonly string[]): {
  readonly also: Features
  readonly failed: readonly SeenCall[]
} {
  const also: Record<string, string[]> = {}
  const failed: SeenCall[] = []
  for (const text of texts) {
    const [, name = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(text.trim()) ?? []
    const known = seenNames.find(one => one === name)
    if (known === 'outcome') failed.push(parseOutcome(text, value))
    else if (known === undefined || !valuesOf(known).includes(value))
      throw notSeen(text, name, value)
    else also[known] = [...(also[known] ?? []), value]
  }
  return { also, failed }
}
