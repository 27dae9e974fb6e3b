import t from 'tap'
import { judgeDeclarations } from '../../src/audit/judge.ts'
import { koffiVocabulary } from '../../src/audit/koffi/vocabulary.ts'
import { loadProbes } from '../../src/probe/load.ts'
import { openWidthTable } from '../../src/widths/table.ts'
import { trueAbi } from '../../src/win32/abi.ts'
import { architectures, pointerBytesOf } from '../../src/win32/architecture.ts'
import { declarationsOf } from './abi-declarations.ts'

/**
 * Probes whose mistake is not in a declaration: what the program does, or how it passes a value. An audit reads
 * declarations and cannot see these; a lane can.
 */
const notDeclared = /^(correct|closed-handle|double-close|failed-open|handle-checked-32|handle-double|hevent-pointer|last-error-lost|module-checked-32|null-overlapped|pyserial-2\.6|pywin32|stale-last-error|unplugged|upper-half-.*|wrong-kind)$/

/** Declared as it should be: the probe shows that this one works. */
const right = new Set(['sentinel-js-intptr'])

t.test('the wrong declarations of the probes are found, the right ones are not', async (t) => {
  for (const probe of await loadProbes()) {
    const abi = probe.change(trueAbi)
    const declarations = new Map(architectures.map(architecture => [architecture, declarationsOf(abi, pointerBytesOf(architecture))]))
    const findings = judgeDeclarations(declarations, koffiVocabulary(3), openWidthTable())
    const said = findings.map(({ rule, function: name, struct, position, arch }) => `${rule} ${name ?? struct ?? ''}.${position} ${arch.join('+')}`)
    if (notDeclared.test(probe.id) || right.has(probe.id)) t.same(said, [], probe.id)
    else t.ok(findings.length > 0, `${probe.id}: ${said[0] ?? 'nothing'}`)
  }
})
