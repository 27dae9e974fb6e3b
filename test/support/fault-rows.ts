import { recordedFaults } from '../faults/record-fault.ts'

/** The table of provoked faults, from the record of the tests. */
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
