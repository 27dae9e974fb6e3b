import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { symptomOf, type SymptomOptions } from '../diagnose/options.ts'
import type { Exemplar } from '../diagnose/exemplar.ts'
import type { Symptom } from '../diagnose/symptom.ts'
import { factsOf } from '../diagnose/terms/facts.ts'
import type { ReportWeights, TermWeights } from '../diagnose/terms/weights.ts'
import { mistakeIds } from '../mistakes/index.ts'
import { packageFolder } from '../os/package-folder.ts'
import { failures, symptomOfCase } from './documented-cases.ts'
import { fitTerms, frequencies } from './fit-terms.ts'

/** A public report whose cause is known. */
export interface PublicReport {
  /** Classes that are accepted as its cause, the likeliest first. */
  readonly classes: readonly string[]
  readonly link: string
  /** The words of its text. */
  readonly words: readonly string[]
  /** What a careful user would say of it in options; absent where it says nothing that they can say. */
  readonly said?: Symptom
}

function linesOf(name: string): readonly (readonly string[])[] {
  return readFileSync(join(packageFolder, 'fixtures', 'diagnose', name), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map(line => line.split('\t'))
}

function symptomIn(options: string): Symptom {
  return symptomOf({
    failed: [],
    ok: [],
    seen: [],
    ...(JSON.parse(options) as Partial<SymptomOptions>),
  })
}

/** The public reports in fixtures/diagnose, in the order of their links. */
export function publicReports(): readonly PublicReport[] {
  const words = new Map(linesOf('words-of-reports.tsv').map(([link = '', own = '']) => [link, own]))
  return linesOf('public-reports.tsv').map(([classes = '', , link = '', , options = '']) => ({
    classes: classes.split(','),
    link,
    words: (words.get(link) ?? '').split(' '),
    ...(options === '' ? {} : { said: symptomIn(options) }),
  }))
}

/** What facts of public reports and of documented cases say of the causes of others. */
export function fitFacts(
  reports: readonly PublicReport[],
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

/** What words of public reports, and facts of these and of all documented cases, say of the causes of others. */
export function fitReports(reports: readonly PublicReport[]): ReportWeights {
  return {
    schemaVersion: 1,
    classes: mistakeIds,
    seen: frequencies(reports, mistakeIds).map(share => Math.round(10_000 * share) / 10_000),
    words: fitTerms(
      reports.map(({ classes, words }) => ({ classes, terms: words })),
      mistakeIds,
    ),
    facts: fitFacts(reports, failures),
  }
}
