import type { Result } from './diagnose.ts'
import { causeOf } from './cause-groups.ts'

/** How sure an answer is: three levels, and never two of them at once. */
export type Certainty = 'sure' | 'likely' | 'undecided'

/** From here on an answer is sure, if more than a single observation speaks for it. */
const sure = 0.9
/** From here on it is likely. */
const likely = 0.6

function levelOf(share: number, isThin: boolean): Certainty {
  if (share >= sure && !isThin) return 'sure'
  return share >= likely ? 'likely' : 'undecided'
}

/** Whether the first class, or one of its group, is the cause. */
export function levelOfCause({ ranking, thin }: Result): Certainty {
  return levelOf(causeOf(ranking).score, thin !== undefined)
}

/** Whether the first class itself is the cause. */
export function levelOfClass({ ranking: [first], thin }: Result): Certainty {
  return levelOf(first?.score ?? 0, thin !== undefined)
}

/** Whether it is a matter of width. */
export function levelOfWidth({ width, thin }: Result): Certainty {
  return levelOf(Math.max(width, 1 - width), thin !== undefined)
}

/** How probable something is, in per cent. No answer is certain, and none from thin evidence is sure. */
export function percentage(share: number, thin: string | undefined): string {
  if (thin !== undefined && share >= sure) return `≥ ${100 * sure} %`
  if (share > 0.99) return '> 99 %'
  if (share < 0.01) return '< 1 %'
  // What is thin and less than sure is not rounded up to it.
  return `${Math.min(Math.round(100 * share), thin === undefined ? 100 : 100 * sure - 1)} %`
}

/** How probable something is, for people; why the evidence is thin, where it is: a high share would say too much then. */
export function shareWords(share: number, thin: string | undefined): string {
  return thin !== undefined && share >= sure ? thin : percentage(share, thin)
}

/** The answer to "is it width?" in a sentence. */
export function widthSentence(result: Result): string {
  const kind = result.width >= 0.5 ? 'a mistake of width' : 'no mistake of width'
  const share = Math.max(result.width, 1 - result.width)
  const words = shareWords(share, result.thin)
  switch (levelOfWidth(result)) {
    case 'sure':
      return `This is ${kind} (${words}).`
    case 'likely':
      return `This is probably ${kind} (${words}).`
    case 'undecided':
      return `Whether this is a mistake of width cannot be told yet (${Math.round(100 * result.width)} % for width).`
  }
}
