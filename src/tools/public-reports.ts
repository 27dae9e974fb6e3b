import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { symptomOf, type SymptomOptions } from '../diagnose/options.ts'
import type { Exemplar } from '../diagnose/exemplar.ts'
import type { Symptom } from '../diagnose/symptom.ts'
import { factsOf } from '../diagnose/terms/facts.ts'
import { subjects } from '../diagnose/terms/subject.ts'
import { piecesOf } from '../diagnose/terms/words.ts'
import type { ReportWeights, TermWeights } from '../diagnose/terms/weights.ts'
import { parseText } from '../diagnose/text/parse-text.ts'
import { mistakeIds } from '../mistakes/index.ts'
import { packageFolder } from '../os/package-folder.ts'
import { failures, symptomOfCase } from './documented-cases.ts'
import { fitTerms, frequencies } from './fit-terms.ts'

/** A report whose cause is known. */
export interface KnownReport {
  /** Classes that are accepted as its cause, the likeliest first. */
  readonly classes: readonly string[]
  /** The words of its text. */
  readonly words: readonly string[]
  /** What a careful user would say of it in options; absent where it says nothing that they can say. */
  readonly said?: Symptom
}

/** One of a public tracker or forum. */
export interface PublicReport extends KnownReport {
  readonly link: string
}

function linesOf(name: string): readonly (readonly string[])[] {
  return readFileSync(join(packageFolder, 'fixtures', 'diagnose', name), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map(line => line.split('\t'))
}

function symptomIn(options: Partial<SymptomOptions>): Symptom {
  return symptomOf({ failed: [], ok: [], seen: [], ...options })
}

/** The public reports in fixtures/diagnose, in the order of their links. */
export function publicReports(): readonly PublicReport[] {
  const words = new Map(linesOf('words-of-reports.tsv').map(([link = '', own = '']) => [link, own]))
  return linesOf('public-reports.tsv').map(([classes = '', , link = '', , options = '']) => ({
    classes: classes.split(','),
    link,
    words: (words.get(link) ?? '').split(' '),
    ...(options === '' ? {} : { said: symptomIn(JSON.parse(options) as Partial<SymptomOptions>) }),
  }))
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
      words: parseText(text).words ?? [],
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

/** What facts of reports and of documented cases say of the causes of others. */
export function fitFacts(
  reports: readonly KnownReport[],
  documented: readonly Exemplar[],
): TermWeights {
  return fitTerms(
    [
      ...reports.flatMap(({ classes, said }) => (said ? [{ classes, terms: factsOf(said) }] : [])),
      ...documented.map(one => ({ classes: [one.class], terms: factsOf(symptomOfCase(one)) })),
    ],
    mistakeIds,
  )
}

/** What words of public and written reports, and facts of these and of all documented cases, say of the causes of others. */
export function fitReports(
  reports: readonly KnownReport[],
  written: readonly KnownReport[],
  others: readonly (readonly string[])[],
): ReportWeights {
  const all = [...reports, ...written]
  return {
    schemaVersion: 2,
    classes: mistakeIds,
    seen: frequencies(reports, mistakeIds).map(share => Math.round(10_000 * share) / 10_000),
    pieces: fitTerms(
      all.map(({ classes, words }) => ({ classes, terms: piecesOf(words) })),
      mistakeIds,
    ),
    facts: fitFacts(all, failures),
    subject: fitTerms(
      [
        ...all.map(({ words }) => ({ classes: ['report'], terms: piecesOf(words) })),
        ...others.map(words => ({ classes: ['other'], terms: piecesOf(words) })),
      ],
      subjects,
    ),
  }
}
