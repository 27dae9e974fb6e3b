import { recordedFaults } from '../faults/record-fault.ts'

/** The table of what was provoked, from the tests' own record. */
export function faultRows(): string {
  const rows = recordedFaults().map(
    ({ area, fault, provoked, lost, left }) =>
      `| ${area} | ${fault} | ${provoked} | ${lost} | ${left} |`,
  )
  return [
    '| | fault | times provoked | cells lost | left behind |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n')
}
