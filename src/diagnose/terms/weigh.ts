import { mistakes, type MistakeId } from '../../mistakes/index.ts'
import { notTold } from './facts.ts'
import { termsOfText, type Terms } from './terms.ts'
import { fewestWords, piecesOf } from './words.ts'
import { rowOf, type ReportWeights, type TermWeights } from './weights.ts'

type Classes = readonly (readonly [MistakeId, number])[]

/** Powers of the probabilities that the sources give. */
interface Powers {
  readonly rules: number
  /** How often each class is seen: what the rules are trusted less counts here. */
  readonly seen: number
  readonly terms: number
}

/** A class that the rules give this share is clear. */
const clear = 0.9

/**
 * Where the evidence is weak, the odds of the rules say less than they claim, and reports count more. Of first answers to public
 * reports that the rules had not seen, 1,697 of 1,900 with 90 % or more were right, and terms change four; of 2,235 with
 * less, 1,126 were right, and terms mend 455 and spoil 106 (test/long/diagnose/report-weights.test.ts).
 */
const ofOpen: Powers = { rules: 0.4, seen: 0.7, terms: 1 }
const ofClear: Powers = { rules: 1, seen: 0, terms: 0.9 }
/** What a recorded probe shows counts full, and most facts of a text are in its words too. */
const ofText: Powers = { rules: 1, seen: 0, terms: 0.25 }
/** The same of facts alone; also of those of a few words, as what they say is no careful choice. */
const ofFacts: Powers = { rules: 0.7, seen: 0, terms: 0.3 }

/** Odds of width in what people paste: 1,048 of the 2,370 public reports are of width, as they were searched for so. */
const pasted = 0.66
/** The rules leave each class that is possible at least this share of how often it is seen. */
const least = 0.05
/** Weights are in tenths. */
const unit = 10
/** So many terms are named as evidence. */
const mostNamed = 4
const fewestNamed = 2
/** Shorter words are those of any text. */
const shortestNamed = 4

/** The logarithms of the odds of each class by the terms that are known; `undefined` where none is. */
export function oddsOf(
  terms: readonly string[],
  weights: TermWeights,
): readonly number[] | undefined {
  const known = terms.map(term => rowOf(term, weights)).filter(row => row !== undefined)
  if (known.length === 0) return undefined
  const scale = unit * Math.sqrt(known.length)
  return weights.bias.map(
    (own, place) => own / unit + known.reduce((sum, row) => sum + (row[place] ?? 0), 0) / scale,
  )
}

function powersOf(classes: Classes, words: readonly string[], isWeak: boolean): Powers {
  const isText = words.length >= fewestWords
  if (!isWeak || (words.length > 0 && !isText)) return isText ? ofText : ofFacts
  return classes.some(([, share]) => share >= clear) ? ofClear : ofOpen
}

/** The probabilities of the classes in the light of the terms. What is ruled out stays so. `isWeak`: whether the evidence for them is thin, and no measurement shows it. Pure. */
export function weighTerms(
  classes: Classes,
  { words, facts }: Terms,
  weights: ReportWeights,
  isWeak: boolean,
): Classes {
  const odds =
    words.length >= fewestWords
      ? oddsOf(termsOfText({ words, facts }), weights.texts)
      : oddsOf(facts, weights.facts)
  if (!odds) return classes
  const ofWidth = isWeak ? pasted : 1
  const powers = powersOf(classes, words, isWeak)
  const raw = classes.map(([name, share]) => {
    const place = weights.classes.indexOf(name)
    const seen = weights.seen[place] ?? 0
    return share === 0
      ? 0
      : (mistakes[name].width ? ofWidth : 1) *
          Math.max(share, least * seen) ** powers.rules *
          seen ** powers.seen *
          Math.exp(powers.terms * (odds[place] ?? 0))
  })
  const sum = raw.reduce((one, other) => one + other, 0)
  return classes.map(([name], index) => [name, (raw[index] ?? 0) / sum] as const)
}

/** What a word says of a class: all its pieces together. */
function weightOfWord(word: string, place: number, weights: TermWeights): number {
  return piecesOf([word]).reduce((sum, piece) => sum + (rowOf(piece, weights)?.[place] ?? 0), 0)
}

/** The terms that speak most for a class. */
function tellingTerms(
  terms: readonly string[],
  weightOf: (term: string) => number,
): readonly string[] {
  return terms
    .map(term => [term, weightOf(term)] as const)
    .filter(
      ([term, weight]) => weight > unit && term.length >= shortestNamed && !term.includes(notTold),
    )
    .sort(([, one], [, other]) => other - one)
    .slice(0, mostNamed)
    .map(([term]) => term)
}

/** The terms that a symptom has in common with reports of a class, those that speak most first; none where a single one speaks. */
export function termsInCommon(
  name: MistakeId,
  { words, facts }: Terms,
  weights: ReportWeights,
): readonly string[] {
  const place = weights.classes.indexOf(name)
  const telling =
    words.length >= fewestWords
      ? tellingTerms(words, word => weightOfWord(word, place, weights.texts))
      : tellingTerms(facts, fact => rowOf(fact, weights.facts)?.[place] ?? 0)
  return telling.length < fewestNamed ? [] : telling
}
