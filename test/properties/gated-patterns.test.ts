import { ok } from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import '../../src/diagnose/text/parse-text.ts'
import { gatedPatterns } from '../../src/diagnose/text/gated.ts'
import { linesLike } from './arbitraries/matching.ts'
import { cases, holds } from './property.ts'

let matched = 0

holds(
  'a line that a pattern of diagnose matches has the roots without which the pattern is not tried',
  fc.oneof(
    ...gatedPatterns.map(({ pattern }, index) =>
      linesLike(pattern).map(line => [index, line] as const),
    ),
  ),
  ([index, line]) => {
    const gate = gatedPatterns[index]
    if (!gate?.pattern.test(line)) return
    matched += 1
    ok(gate.mayMatch(line), `no root of ${String(gate.pattern).slice(0, 80)} is in ${line}`)
  },
)

t.test('a sixth of these lines matches at least', async t => {
  t.ok(gatedPatterns.length > 50, `${gatedPatterns.length} patterns`)
  t.ok(matched > cases / 6, `${matched} lines`)
})
