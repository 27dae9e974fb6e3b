import type { Exemplar } from '../diagnose/exemplar.ts'
import { factsOf } from '../diagnose/terms/facts.ts'
import { subjects } from '../diagnose/terms/subject.ts'
import { termsOfText } from '../diagnose/terms/terms.ts'
import { piecesOf } from '../diagnose/terms/words.ts'
import type { ReportWeights, TermWeights } from '../diagnose/terms/weights.ts'
import { mistakeIds } from '../mistakes/index.ts'
import { failures, symptomOfCase } from './documented-cases.ts'
import { fitTerms, frequencies } from './fit-terms.ts'
import type { KnownReport } from './reports.ts'

/** What facts of reports and of documented cases say of the causes of others. */
export function fitFacts(
  reports: readonly KnownReport[],
  documented: readonly Exemplar[],
): TermWeights {
  return fitTerms(
    [
      ...reports.flatMap(({ classes, counts, said }) =>
        said ? [{ classes, counts, terms: factsOf(said) }] : [],
      ),
      ...documented.map(one => ({ classes: [one.class], terms: factsOf(symptomOfCase(one)) })),
    ],
    mistakeIds,
  )
}

/** What texts and facts of public and written reports, and facts of all documented cases, say of the causes of others. */
export function fitReports(
  reports: readonly KnownReport[],
  written: readonly KnownReport[],
  others: readonly (readonly string[])[],
): ReportWeights {
  const all = [...reports, ...written]
  return {
    schemaVersion: 3,
    classes: mistakeIds,
    seen: frequencies(reports, mistakeIds).map(share => Math.round(10_000 * share) / 10_000),
    texts: fitTerms(
      all.map(({ classes, counts, text }) => ({ classes, counts, terms: termsOfText(text) })),
      mistakeIds,
    ),
    facts: fitFacts(all, failures),
    subject: fitTerms(
      [
        ...all.map(({ counts, text }) => ({
          classes: ['report'],
          counts,
          terms: piecesOf(text.words),
        })),
        ...others.map(words => ({ classes: ['other'], terms: piecesOf(words) })),
      ],
      subjects,
    ),
  }
}
