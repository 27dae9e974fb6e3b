import type { MatrixCell } from '../result/matrix.ts'
import type { RunLane } from '../result/run-file.ts'
import { outcomeText } from './words.ts'

/** How the FFI widens a value, as the child measured it, stands among the environment under this name. */
const calibration = /^0xFFFFFFFE as (.+)$/

/** The facts of an environment without the calibration. */
export function factsOf(environment: RunLane['environments'][number]): [string, string][] {
  return Object.entries(environment).filter(([name]) => !calibration.test(name))
}

/** What 0xFFFFFFFE became in a 64-bit slot, by declared type. */
export function calibrationOf(environment: RunLane['environments'][number]): [string, string][] {
  return Object.entries(environment).flatMap(([name, value]): [string, string][] => {
    const type = calibration.exec(name)?.[1]
    return type === undefined ? [] : [[type, value]]
  })
}

/** Names for the environments of a lane: the facts in which they differ, `node 22.23.2`. */
export function environmentLabels(lane: RunLane): string[] {
  const names = [...new Set(lane.environments.flatMap(environment => Object.keys(environment)))]
  const differing = names.filter(
    name => new Set(lane.environments.map(environment => environment[name])).size > 1,
  )
  return lane.environments.map(environment =>
    differing.map(name => `${name} ${environment[name] ?? '(none)'}`).join(', '),
  )
}

/** Everything a flaky cell showed and where: `succeeded (node 24.1.0); ERROR_INVALID_HANDLE (6) (node 22.23.2)`. */
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
