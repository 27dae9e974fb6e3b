import type { FeatureValue } from '../../mistakes/features.ts'
import type { MistakeId } from '../../mistakes/index.ts'
import { isTold } from './observation.ts'
import { odds, type SupportRule } from './rule.ts'
import { outcomeOf } from '../symptom.ts'

interface Word {
  readonly classes: readonly MistakeId[]
  readonly odds: number
  readonly text: string
}

/** Words beside the code that name the cause, or lean to it. */
const ofHints: Readonly<Partial<Record<FeatureValue<'hint'>, Word>>> = {
  success: {
    classes: ['stale-last-error'],
    odds: odds.nearly,
    text: 'the call is said to have succeeded: its last error means nothing',
  },
  module: {
    classes: ['shared-prototype-pollution'],
    odds: odds.nearly,
    text: 'it is said to depend on another module',
  },
  ptrsafe: {
    classes: ['type-alias'],
    odds: odds.nearly,
    text: 'Office asks for Declare statements that are written for 64 bits',
  },
  wow64: {
    classes: ['process-bitness'],
    odds: odds.nearly,
    text: 'memory or modules of another process are read',
  },
  cbsize: {
    classes: ['struct-size-constant', 'struct-layout-shrunk'],
    odds: odds.decides,
    text: 'the report mentions the size or the layout of a struct',
  },
  unplug: {
    classes: ['unplugged'],
    odds: odds.decides,
    text: 'the report says that the device was removed',
  },
  subprocess: {
    classes: ['inheritance'],
    odds: odds.leans,
    text: 'a child process is started and given standard streams',
  },
  console: {
    classes: ['no-console'],
    odds: odds.leans,
    text: 'the report mentions a console or a standard stream',
  },
}

/** What a word beside the code says, unless a user tells it outright. */
export const byHint: SupportRule = symptom => {
  const {
    also,
    failed: [first],
    described = [],
  } = symptom
  const [hint] = also?.hint ?? []
  const word = hint === undefined || isTold(symptom, `hint=${hint}`) ? undefined : ofHints[hint]
  if (!word || (!first && word.odds === odds.leans)) return []
  // A described mistake says more than a single word.
  if (!first && described.some(({ isWeak }) => isWeak !== true)) return []
  if (!first) return word.classes.map(name => ({ class: name, odds: word.odds, text: word.text }))
  if (
    word.classes.includes('process-bitness') &&
    /^\d/.test(first.outcome) &&
    first.outcome !== '299'
  )
    return []
  // "The operation completed successfully" is what a lost code reads as.
  if (word.classes.includes('stale-last-error') && first.isZero === true) return []
  // Streams and consoles cause error 6 only, a lost device any code.
  const isLost = word.classes.includes('unplugged')
  const isException = first.outcome === 'crash' && isLost
  if (word.odds === odds.leans && !isLost && !['6', 'failed'].includes(first.outcome)) return []
  // Code and words agree.
  const isGone = isLost && outcomeOf(first.outcome) === 'gone'
  // A call that succeeded, with a code: the code is that of an earlier call.
  const isEarlier = word.classes.includes('stale-last-error') && /^[1-9]/.test(first.outcome)
  const weight = isEarlier
    ? odds.told * odds.leans
    : isException
      ? odds.told
      : isGone
        ? odds.decides
        : word.odds
  return word.classes.map(name => ({ class: name, odds: weight, text: word.text }))
}
