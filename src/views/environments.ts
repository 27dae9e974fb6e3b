import type { MatrixCell } from '../result/matrix.ts'
import type { RunLane } from '../result/run-file.ts'
import { outcomeText } from './words.ts'

/** The facts of an environment, including its support for strict handle checks. */
export function factsOf({
  facts,
  strictHandles,
}: RunLane['environments'][number]): [string, string][] {
  return [
    ...Object.entries(facts),
    ...(strictHandles === undefined
      ? []
      : ([['strict handle checks', strictHandles]] satisfies [string, string][])),
  ]
}

/** Labels for the environments of a lane: the facts that differ, such as `node 22.23.2`. */
function environmentLabels(lane: RunLane): string[] {
  const environments = lane.environments.map(environment => new Map(factsOf(environment)))
  const names = [...new Set(environments.flatMap(facts => [...facts.keys()]))]
  const differing = names.filter(
    name => new Set(environments.map(facts => facts.get(name))).size > 1,
  )
  return environments.map(facts =>
    differing.map(name => `${name} ${facts.get(name) ?? '(none)'}`).join(', '),
  )
}

/** All outcomes of a flaky cell with their environments: `succeeded (node 24.1.0); ERROR_INVALID_HANDLE (6) (node 22.23.2)`. */
export function variantsText(cell: MatrixCell, lane: RunLane | undefined): string {
  const labels = lane ? environmentLabels(lane) : []
  return (cell.variants ?? [])
    .map(({ outcome, environments }) => {
      const where = environments
        .map(index => labels[index] ?? '')
        .filter(Boolean)
        .join('; ')
      return where === '' ? outcomeText(outcome) : `${outcomeText(outcome)} (${where})`
    })
    .join(' | ')
}
