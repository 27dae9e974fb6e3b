import { renderMarkdown } from '../text/markdown.ts'
import type { Screen } from '../text/screen.ts'
import { renderTerminal } from '../text/terminal.ts'
import type { Result } from './diagnose.ts'
import { causeOf } from './cause-groups.ts'
import { levelOfCause, levelOfWidth } from './levels.ts'
import { diagnosisPage } from './page.ts'

/** The form of `--json`. */
const diagnosisSchemaVersion = 2

/** A diagnosis for a terminal. */
export function renderDiagnosis(
  result: Result,
  screen: Screen = { width: 100, colour: false },
): string {
  return renderTerminal(diagnosisPage(result), screen)
}

/** A diagnosis that a maintainer can paste into an issue. */
export function diagnosisComment(result: Result): string {
  return `${renderMarkdown(diagnosisPage(result), 2)}
<sub>Answered by \`handle-width diagnose\`; what it understood stands first. Correct it where it is wrong.</sub>
`
}

/** A diagnosis as JSON. */
export function diagnosisJson(result: Result): string {
  const { ranking, understood, excluded, unknown, symptom, width, next } = result
  const [best] = next
  const cause = causeOf(ranking)
  return JSON.stringify(
    {
      schemaVersion: diagnosisSchemaVersion,
      understood,
      unknown,
      ignored: symptom.ignored ?? [],
      width: { probability: Number(width.toFixed(4)), level: levelOfWidth(result) },
      level: levelOfCause(result),
      cause: { ...cause, score: Number(cause.score.toFixed(4)) },
      ranking: ranking.map(({ class: name, width: isWidth, score, evidence }) => ({
        class: name,
        width: isWidth,
        score: Number(score.toFixed(4)),
        evidence,
      })),
      excluded,
      next: best
        ? { observation: best.feature, ask: best.ask, bits: Number(best.gain.toFixed(3)) }
        : null,
    },
    null,
    1,
  )
}
