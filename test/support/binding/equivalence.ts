import { mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bindingId, probesOf } from '../../../src/binding/probes-of.ts'
import { readBinding, type Binding } from '../../../src/binding/read-binding.ts'
import type { Probe } from '../../../src/program/define-probe.ts'
import type { Matrix, MatrixCell } from '../../../src/result/matrix.ts'
import type { Abi } from '../../../src/declare/win32/abi.ts'
import { trueAbi } from '../../../src/declare/win32/abi.ts'
import { packageFolder } from '../../../src/os/package-folder.ts'
import { koffiModule } from './koffi-module.ts'

/** Writes a module that declares an ABI with koffi into a folder where koffi can be resolved, and reads it as a binding. */
export async function bindingOf(
  folder: string,
  name: string,
  abi: Abi,
  sequence: Probe['sequence'],
): Promise<Binding> {
  writeFileSync(join(folder, `${name}.mjs`), koffiModule(abi, sequence))
  return readBinding(`${name}.mjs`, { folder, architectures: ['x64', 'ia32'] })
}

/** A folder for modules of one test. */
export function moduleFolder(parent: string): string {
  const folder = mkdtempSync(join(parent, 'bindings-'))
  symlinkSync(join(packageFolder, 'node_modules'), join(folder, 'node_modules'), 'junction')
  return folder
}

/** The probe of a binding on the same device as a probe of the catalogue. */
export function likeProbe(binding: Binding, probe: Probe): Probe {
  const found = probesOf(binding).find(({ device }) => device === probe.device)
  if (!found) throw new Error(`${bindingId(binding)} has no probe on ${probe.device}`)
  return found
}

/** The ABI of a probe with the same declarations for each width. */
export function declaredBy(probe: Probe): Abi {
  if (typeof probe.change !== 'function') throw new Error(`${probe.id} declares by width`)
  return probe.change(trueAbi)
}

/** What must be equal: the outcome of each step, its verdict, and the reason. */
export function essence(matrix: Matrix, lane: string, probe: string): string[] {
  const brief = ({ step, outcome, verdict, cause }: MatrixCell): string =>
    [
      step,
      outcome.kind,
      'code' in outcome ? outcome.code : '',
      verdict.kind,
      'because' in verdict ? verdict.because : '',
      cause ?? '',
    ]
      .join(' ')
      .trim()
  return matrix.cells.filter(cell => cell.lane === lane && cell.probe === probe).map(brief)
}
