import type { Finding } from '../../../src/audit/finding.ts'
import { judgeDeclarations } from '../../../src/audit/judge.ts'
import { findComparisons } from '../../../src/declare/readers/koffi/comparisons.ts'
import { makeRecorder } from '../../../src/declare/readers/koffi/recorder.ts'
import { koffiVocabulary } from '../../../src/declare/readers/koffi/vocabulary.ts'
import type { Declaration } from '../../../src/declare/model.ts'
import { koffi } from '../../../src/os/koffi.ts'
import { openWidthTable } from '../../../src/declare/widths/table.ts'
import {
  architectures,
  pointerBytesOf,
  type PointerBytes,
} from '../../../src/declare/win32/architecture.ts'

/** Runs a koffi module against the recorder in this process, to avoid a process for each of a hundred modules. */
export function declareHere(source: string, pointerBytes: PointerBytes): Declaration[] {
  koffi.reset()
  const declarations: Declaration[] = []
  const recorder = makeRecorder(koffi, {
    pointerBytes,
    koffiMajor: 3,
    place: () => ({}),
    declare: declarationFor => {
      declarations.push(declarationFor(pointerBytes))
    },
    askedForWidth: () => undefined,
  })
  const run = new Function(
    'koffi',
    source.replace(/^import .*$/m, '').replaceAll('export ', ''),
  ) as (recorder: unknown) => void
  run(recorder)
  const results = new Map(
    declarations.flatMap(one => (one.kind === 'function' ? [[one.name, one.result] as const] : [])),
  )
  const comparisons = findComparisons(source).flatMap(
    ({ function: name, tests }): Declaration[] => {
      const result = results.get(name)
      return result ? [{ kind: 'comparison', function: name, tests, result, place: {} }] : []
    },
  )
  return [...declarations, ...comparisons]
}

/** The audit's findings in such a module, on all architectures. */
export function findHere(source: string): Finding[] {
  const declarations = new Map(
    architectures.map(architecture => [
      architecture,
      declareHere(source, pointerBytesOf(architecture)),
    ]),
  )
  return judgeDeclarations(declarations, koffiVocabulary(3), openWidthTable())
}
