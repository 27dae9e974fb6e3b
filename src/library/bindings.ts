import { originOf } from '../binding/origin-of.ts'
import { hiddenMistakes, notesOn, probesOf } from '../binding/probes-of.ts'
import { findBinding, readBinding, type Binding } from '../binding/read-binding.ts'
import type { Probe } from '../program/define-probe.ts'
import type { AnnotatedBinding } from '../views/annotations.ts'
import type { Architecture } from '../declare/win32/architecture.ts'

/** A binding of a command line: its probes, and the notes about it. */
export interface ChosenBinding {
  readonly probes: readonly Probe[]
  readonly shown: AnnotatedBinding
  readonly notices: readonly string[]
}

function chosen(binding: Binding): ChosenBinding {
  const probes = probesOf(binding)
  return {
    probes,
    shown: {
      target: binding.target,
      probes: probes.map(({ id }) => id),
      notes: notesOn(binding),
      hidden: hiddenMistakes(binding).map(({ text, place }) => ({
        text,
        ...(origin => origin && { origin })(originOf(binding.findings, place)),
      })),
      originOf: row => originOf(binding.findings, row),
    },
    notices: binding.notices,
  }
}

/** Distinct names for bindings whose files have the same name. */
function distinct(bindings: readonly Binding[]): Binding[] {
  return bindings.map((binding, index) => {
    const before = bindings.slice(0, index).filter(({ name }) => name === binding.name).length
    return before === 0 ? binding : { ...binding, name: `${binding.name}-${before + 1}` }
  })
}

/** Reads the bindings to run, relative to a folder. Throws UserProblem for one that cannot be run. */
export async function readBindings(
  targets: readonly string[],
  architectures: readonly Architecture[],
  call: readonly string[],
  folder: string,
): Promise<readonly ChosenBinding[]> {
  // All targets are located before the code of any of them runs.
  for (const target of targets) findBinding(target, folder)
  const bindings: Binding[] = []
  for (const target of targets)
    bindings.push(await readBinding(target, { folder, architectures, call }))
  return distinct(bindings).map(chosen)
}
