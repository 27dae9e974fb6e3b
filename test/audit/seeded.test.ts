import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { audit } from '../../src/audit/audit.ts'
import type { Finding } from '../../src/audit/finding.ts'
import { judgeDeclarations } from '../../src/audit/judge.ts'
import { findComparisons } from '../../src/audit/koffi/comparisons.ts'
import { makeRecorder } from '../../src/audit/koffi/recorder.ts'
import { koffiVocabulary } from '../../src/audit/koffi/vocabulary.ts'
import type { Declaration } from '../../src/audit/model.ts'
import { koffi } from '../../src/ffi/koffi.ts'
import { openWidthTable } from '../../src/widths/table.ts'
import { architectures, pointerBytesOf, type PointerBytes } from '../../src/win32/architecture.ts'
import { correctBinding, plantMistake, writeCtypes, writeKoffi, type Seeded } from './seeded.ts'

/** The same numbers in every run: a small congruential generator (Numerical Recipes). */
function makePick(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor(state / 2 ** 32 * below)
  }
}

const mistakes: readonly Seeded[] = Array.from({ length: 100 }, (_, index) => plantMistake(makePick(7919 * (index + 1))))

/** Runs a koffi module against the recorder here, without a process for each of a hundred. */
function declare(source: string, pointerBytes: PointerBytes): Declaration[] {
  koffi.reset()
  const declarations: Declaration[] = []
  const recorder = makeRecorder(koffi, { pointerBytes, koffiMajor: 3, place: () => ({}), declare: declaration => { declarations.push(declaration) } })
  const run = new Function('koffi', source.replace(/^import .*$/m, '').replaceAll('export ', '')) as (recorder: unknown) => void
  run(recorder)
  const results = new Map(declarations.flatMap(one => one.kind === 'function' ? [[one.name, one.result] as const] : []))
  const comparisons = findComparisons(source).flatMap(({ function: name, tests }): Declaration[] => {
    const result = results.get(name)
    return result ? [{ kind: 'comparison', function: name, tests, result, place: {} }] : []
  })
  return [...declarations, ...comparisons]
}

function auditHere(source: string): Finding[] {
  const declarations = new Map(architectures.map(architecture => [architecture, declare(source, pointerBytesOf(architecture))]))
  return judgeDeclarations(declarations, koffiVocabulary(3), openWidthTable())
}

t.test('the mistakes differ', async (t) => {
  t.ok(new Set(mistakes.map(({ mistake }) => mistake)).size > 70)
})

t.test('koffi: 100 planted mistakes are found, the correct binding gives silence', async (t) => {
  t.same(auditHere(writeKoffi(correctBinding)), [])
  t.equal(declare(writeKoffi(correctBinding), 8).length, 14 + 4 + 2, 'functions, structs and comparisons were seen')
  t.same(mistakes.filter(({ binding }) => auditHere(writeKoffi(binding)).length === 0).map(({ mistake }) => mistake), [])
})

t.test('koffi: a process of its own finds the same', async (t) => {
  const folder = t.testdir({})
  const plain = (findings: readonly Finding[]): string[] => findings.map(({ rule, function: name, struct, position, arch }) => `${rule} ${name ?? struct ?? ''} ${position} ${arch.join()}`).sort()
  for (const [index, { binding }] of mistakes.slice(0, 5).entries()) {
    writeFileSync(join(folder, `mistake-${index}.mjs`), writeKoffi(binding))
    const { findings } = await audit([`mistake-${index}.mjs`], { folder })
    t.same(plain(findings), plain(auditHere(writeKoffi(binding))))
  }
})

t.test('ctypes: 100 planted mistakes are found, the correct binding gives silence', { timeout: 240_000 }, async (t) => {
  const folder = t.testdir({ 'correct.py': writeCtypes(correctBinding) })
  const clean = await audit(['correct.py'], { folder })
  t.same(clean.findings, [])
  t.equal(clean.targets[0]?.known, 14 + 4 + 2, 'functions, structs and comparisons were seen')
  const missed: string[] = []
  for (const { binding, mistake } of mistakes) {
    writeFileSync(join(folder, 'mistake.py'), writeCtypes(binding))
    if ((await audit(['mistake.py'], { folder })).findings.length === 0) missed.push(mistake)
  }
  t.same(missed, [])
})
