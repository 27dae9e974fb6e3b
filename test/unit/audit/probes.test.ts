import t from 'tap'
import { judgeDeclarations } from '../../../src/audit/judge.ts'
import { koffiVocabulary } from '../../../src/declare/readers/koffi/vocabulary.ts'
import { abiOf } from '../../../src/program/define-probe.ts'
import { loadProbes } from '../../../src/program/load.ts'
import { openWidthTable } from '../../../src/declare/widths/table.ts'
import { trueAbi, type Abi } from '../../../src/declare/win32/abi.ts'
import { architectures, pointerBytesOf } from '../../../src/declare/win32/architecture.ts'
import { writtenDeclarations } from '../../support/audit/abi-declarations.ts'

/** Declared as it should be: the probe shows that this one works. */
const right = new Set(['sentinel-js-intptr'])

t.test('the wrong declarations of the probes are found, the right ones are not', async t => {
  const spell = (abi: Abi): string =>
    JSON.stringify(
      architectures.map(architecture => writtenDeclarations(abi, pointerBytesOf(architecture))),
      (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value),
    )
  let silent = 0
  for (const probe of await loadProbes()) {
    const abi = abiOf(probe, 8)
    const declarations = new Map(
      architectures.map(architecture => [
        architecture,
        writtenDeclarations(abi, pointerBytesOf(architecture)),
      ]),
    )
    const findings = judgeDeclarations(declarations, koffiVocabulary(3), openWidthTable())
    const said = findings.map(
      ({ rule, function: name, struct, position, arch }) =>
        `${rule} ${name ?? struct ?? ''}.${position} ${arch.join('+')}`,
    )
    // What a program does, or how it passes a value, is in no declaration: a lane can see that, an audit cannot.
    const isDeclared = spell(abi) !== spell(trueAbi) && !right.has(probe.id)
    if (!isDeclared) silent += 1
    if (isDeclared) t.ok(findings.length > 0, `${probe.id}: ${said[0] ?? 'nothing'}`)
    else t.same(said, [], probe.id)
  }
  t.ok(silent < 30, `${silent} probes are about something else than declarations`)
})
