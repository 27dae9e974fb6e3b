import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { shownBy, sources } from '../../../src/audit/shown-by.ts'
import { ctypesVocabulary } from '../../../src/declare/readers/ctypes/vocabulary.ts'
import { packageFolder } from '../../../src/os/package-folder.ts'
import { matrixOf } from '../../../src/result/matrix.ts'
import { parseRun } from '../../../src/result/read-run.ts'

/** The verdicts of each probe in the recorded run of a lane. */
function verdictsIn(lane: string): ReadonlySet<string> {
  const file = `${lane}.json`
  const run = parseRun(readFileSync(join(packageFolder, 'fixtures/runs', file), 'utf8'), file)
  return new Set(matrixOf(run).cells.map(cell => `${cell.lane} ${cell.probe} ${cell.verdict.kind}`))
}

const recorded = new Map(
  ['wine-x64', 'wine-ia32', 'wine-arm64'].map(lane => [lane, verdictsIn(lane)]),
)

for (const [basis, source] of Object.entries(sources))
  t.test(`what shows ${basis}`, t => {
    if (typeof source === 'string') t.match(source, /^(ffi|not-measured)$/)
    else if ('document' in source)
      t.match(source.url, /^https:\/\/(learn\.microsoft\.com|docs\.python\.org)\//)
    else
      for (const lane of source.lanes)
        t.ok(recorded.get(lane)?.has(`${lane} ${source.probe} ${source.verdict}`), lane)
    t.end()
  })

t.test('a lane speaks of its own architecture alone', t => {
  t.same(shownBy({ arch: ['x64', 'arm64'] }, 'structShrunk', ctypesVocabulary), {
    probe: 'overlapped-32',
    lanes: ['wine-x64'],
  })
  t.equal(shownBy({ arch: ['arm64'] }, 'structShrunk', ctypesVocabulary), undefined)
  t.equal(shownBy({ arch: ['x64'] }, undefined, ctypesVocabulary), undefined)
  t.end()
})

t.test('where FFIs differ, it is the lane of the FFI, or of the library that it stands on', t => {
  t.same(shownBy({ arch: ['x64'] }, 'negativeUndeclared', ctypesVocabulary), {
    probe: 'pseudo-handle-i32',
    lanes: ['wine-x64-ffi-napi'],
  })
  t.end()
})
