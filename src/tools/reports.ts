import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { symptomOf, type SymptomOptions } from '../diagnose/options/index.ts'
import type { Symptom } from '../diagnose/symptom.ts'
import { factsOf } from '../diagnose/terms/facts.ts'
import type { Terms } from '../diagnose/terms/terms.ts'
import { parseText } from '../diagnose/text/parse-text.ts'
import { packageFolder } from '../os/package-folder.ts'

/** A report whose cause is known. */
export interface KnownReport {
  /** Classes that are accepted as its cause, the likeliest first. */
  readonly classes: readonly string[]
  readonly text: Terms
  /** What a careful user would say of it in options; absent where it says nothing that they can say. */
  readonly said?: Symptom
  /** As how many public reports it counts. */
  readonly counts: number
}

/**
 * As what part of a public report a written one counts. Of 0, 0.15, 0.25, 0.5 and 1 this puts the most first answers to sets of
 * public reports right that were left out (test/long/diagnose/report-weights.test.ts).
 */
const partOfWritten = 0.15

/** One of a public tracker or forum. */
export interface PublicReport extends KnownReport {
  readonly link: string
  /** Whether the facts of its text are known. Where they are not, those that it says in options stand for them. */
  readonly isRead: boolean
}

function linesOf(name: string): readonly (readonly string[])[] {
  return readFileSync(join(packageFolder, 'fixtures', 'diagnose', name), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map(line => line.split('\t'))
}

/** What stands between the facts of a text. */
export const betweenFacts = '; '

/** The terms of a text, as a report has them. */
export function termsIn(symptom: Symptom): Terms {
  return { words: symptom.words ?? [], facts: factsOf(symptom) }
}

function symptomIn(options: Partial<SymptomOptions>): Symptom {
  return symptomOf({ failed: [], ok: [], seen: [], ...options })
}

/** The public reports in fixtures/diagnose, in the order of their links. */
export function publicReports(): readonly PublicReport[] {
  const texts = new Map(linesOf('words-of-reports.tsv').map(([link = '', ...own]) => [link, own]))
  return linesOf('public-reports.tsv').map(([classes = '', , link = '', , options = '']) => {
    const [words = '', read = ''] = texts.get(link) ?? []
    const said =
      options === '' ? undefined : symptomIn(JSON.parse(options) as Partial<SymptomOptions>)
    const factsSaid = said === undefined ? [] : factsOf(said)
    return {
      classes: classes.split(','),
      link,
      counts: 1,
      text: { words: words.split(' '), facts: read === '' ? factsSaid : read.split(betweenFacts) },
      isRead: read !== '',
      ...(said === undefined ? {} : { said }),
    }
  })
}

/** A line of fixtures/diagnose/written-reports.jsonl. */
interface WrittenReport {
  readonly classes: readonly string[]
  readonly text: string
  readonly options?: Partial<SymptomOptions>
}

/**
 * Reports that were written for the purpose, in fixtures/diagnose, with the cause that was thought of: they say in many words
 * and with many functions what the few public reports of a cause do not. Nothing is measured on them.
 */
export function writtenReports(): readonly KnownReport[] {
  return readFileSync(join(packageFolder, 'fixtures/diagnose/written-reports.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as WrittenReport)
    .map(({ classes, text, options }) => ({
      classes,
      text: termsIn(parseText(text)),
      counts: partOfWritten,
      ...(options === undefined ? {} : { said: symptomIn(options) }),
    }))
}

/** The words of texts about something else, which were written for the purpose: they tell no failure and no mistake. */
export function otherTexts(): readonly (readonly string[])[] {
  return (
    JSON.parse(
      readFileSync(join(packageFolder, 'fixtures/diagnose/other-texts.json'), 'utf8'),
    ) as readonly string[]
  ).map(text => parseText(text).words ?? [])
}
