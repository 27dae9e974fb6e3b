import t from 'tap'
import { diagnoseSymptom } from '../../../../src/library/diagnose.ts'
import { parseText } from '../../../../src/diagnose/text/parse-text.ts'
import { renderDiagnosis } from '../../../../src/diagnose/render.ts'
import { understoodOf } from '../../../../src/diagnose/understood.ts'
import { UserProblem } from '../../../../src/os/problem.ts'

/** Texts that tell no failure, and whether they can be compared with reports by their words. */
const rows: readonly (readonly [string, boolean])[] = [
  [
    'The SOCKET of the listener is kept in an int, and the bound of the comparison is zero there, so the branch is always true on Windows.',
    true,
  ],
  // Nothing is wrong.
  [
    'The SOCKET of the listener is kept in a SOCKET on Windows, and in an int elsewhere; both builds pass, and the release is out since Monday.',
    false,
  ],
  // Too few words.
  ['A SOCKET is never negative on Windows', false],
  // Not about Windows.
  [
    'The socket of the listener is kept in an int, and the bound of the comparison is zero there, so the branch is always true in this kernel.',
    false,
  ],
  ['Bake the cake for an hour, it is not done before; the wrong dish will never be right.', false],
]

for (const [text, isUntold] of rows)
  t.test(`${String(isUntold)}: ${text.slice(0, 60)}`, async t => {
    const symptom = parseText(text)
    t.same([symptom.failed, symptom.described ?? []], [[], []])
    t.equal(symptom.isUntold, isUntold)
    const told = { ...symptom, failed: [{ call: 'accept', outcome: '6' }] }
    t.same(
      [understoodOf(symptom).byWords, understoodOf(told).byWords],
      [isUntold ? true : undefined, undefined],
    )
    if (isUntold) {
      t.match(renderDiagnosis(diagnoseSymptom(symptom)), 'No failure is told')
      t.notMatch(renderDiagnosis(diagnoseSymptom(told)), 'No failure is told')
      const { ranking, thin, width } = diagnoseSymptom(symptom)
      t.type(thin, 'string')
      t.ok(ranking.length >= 3 && (ranking[0]?.score ?? 1) < 0.6, 'undecided')
      t.ok(width > 0.1 && width < 0.9, `${width}`)
    } else t.throws(() => diagnoseSymptom(symptom), UserProblem)
  })
