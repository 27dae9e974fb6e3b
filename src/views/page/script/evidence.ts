import type { Element } from '../dom.ts'
import { declarationRows } from './matrix.ts'
import { cellsOf, data, get, make, state, stepsOf } from './model.ts'

function evidenceLines(lines: readonly (readonly [string, string])[]): Element {
  return make(
    'dl',
    '',
    ...lines.flatMap(([name, text]) => [
      make('dt', '', name),
      make('dd', /0x|^[0-9a-f]{8,}$/.test(text) ? 'hex' : '', text),
    ]),
  )
}

/** Fills and opens the dialog for the selected cell; closes it where none is selected. */
export function showEvidence(): void {
  const dialog = get('evidence')
  const chosen = state.evidence
  const probe = data.probes[state.probe]
  const step = chosen && stepsOf(state.probe)[chosen.step]
  const cell = chosen && cellsOf(state.probe, chosen.lane).find(one => one.step === chosen.step)
  const where = chosen && data.lanes[chosen.lane]
  if (!probe || !step || !cell || !where) {
    state.evidence = undefined
    if (dialog.open) dialog.close()
    return
  }
  const structs = probe.declarations.filter(
    ([bytes, subject]) =>
      bytes === where.pointerBytes &&
      (subject === step.operation ||
        !data.sequences.some(steps => steps.some(one => one.operation === subject))),
  )
  get('evidence-title').textContent = `${step.operation} in ${where.id}`
  get('evidence-text').replaceChildren(
    make('p', 'faint', `${probe.id}, step ${step.id}: ${step.title}`),
    evidenceLines(data.evidence[cell.evidence] ?? []),
    ...(structs.length === 0
      ? [make('p', 'faint', 'Declared here: as it is true.')]
      : [make('h3', '', 'Declared against true'), declarationRows(structs)]),
    make('p', 'faint', where.environment),
  )
  if (!dialog.open) dialog.showModal()
}
