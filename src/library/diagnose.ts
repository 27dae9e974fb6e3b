import { diagnose as rank, type Result } from '../diagnose/diagnose.ts'
import { joinSymptoms, symptomOf, type SymptomOptions } from '../diagnose/options/index.ts'
import { architectureOf } from '../diagnose/options/architecture.ts'
import type { Symptom } from '../diagnose/symptom.ts'
import { isLikeReports } from '../diagnose/terms/subject.ts'
import { readSymptom } from '../diagnose/text/read-text.ts'
import { UserProblem } from '../os/problem.ts'

/** Whether there is anything to rank: a failure, another observation, or a text about calls of Windows. */
function understands({
  failed,
  also,
  handle,
  described = [],
  isUntold,
  library,
}: Symptom): boolean {
  return (
    library?.fault !== undefined ||
    failed.length + described.length > 0 ||
    handle !== undefined ||
    isUntold === true ||
    (also?.outcome ?? also?.layout ?? also?.open ?? also?.check) !== undefined
  )
}

/** Whether no failure is read in a text, and nothing in it looks like one of something else, but its words are those of reports. */
const isReportInWords = ({ isUntold, ignored = [], words = [] }: Symptom): boolean =>
  isUntold === false && ignored.length === 0 && isLikeReports(words)

/** Ranks the causes of a symptom. Throws UserProblem where it contains no failure. */
export function diagnoseSymptom(symptom: Symptom): Result {
  if (understands(symptom)) return rank(symptom)
  if (isReportInWords(symptom)) return rank({ ...symptom, isUntold: true })
  const [ignored] = symptom.ignored ?? []
  throw new UserProblem(
    `No failure was understood${ignored ? ` (${JSON.stringify(ignored.text)} was not taken: ${ignored.reason})` : ''}: paste the lines from the first error on, with the code or the sentence of Windows and the stack, or name the call, for example --failed ReadFile=6`,
  )
}

const ofArchitectures = ['arch', 'okOn', 'sameOn'] as const

/** Validates options passed by a program like those of the command line. Throws UserProblem for an unknown architecture. */
function checked(options: Partial<SymptomOptions>): SymptomOptions {
  const named = ofArchitectures.flatMap(name => {
    const value = options[name]
    return value === undefined ? [] : [[name, architectureOf(String(value))] as const]
  })
  return { failed: [], ok: [], seen: [], ...options, ...Object.fromEntries(named) }
}

/**
 * Ranks the causes of a failure from the text of a traceback or a log, and from options. Options take precedence
 * over the text.
 *
 * Throws UserProblem where no failure was found.
 *
 * @example
 * const { ranking, understood } = await diagnose(traceback, { arch: 'x64', okOn: 'ia32' })
 */
export async function diagnose(
  text: string,
  options: Partial<SymptomOptions> = {},
): Promise<Result> {
  const said = symptomOf(checked(options))
  return diagnoseSymptom(joinSymptoms(said, await readSymptom([Buffer.from(text)], 'the text')))
}
