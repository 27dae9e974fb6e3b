import type { RunFile, RunResult } from './run-file.ts'

function lines(items: readonly unknown[], indent: string): string {
  return items.length === 0
    ? '[]'
    : `[\n${items.map(item => `${indent}  ${JSON.stringify(item)}`).join(',\n')}\n${indent}]`
}

function resultText({ cells, ...head }: RunResult): string {
  return `    ${JSON.stringify(head).slice(0, -1)},"cells":${lines(cells, '    ')}}`
}

/** A run file as text: JSON with one lane, probe, step or cell per line, so that two of them can be compared by eye. */
export function serialiseRun(run: RunFile): string {
  const { lanes, probes, steps, results, ...head } = run
  const members = Object.entries(head).map(
    ([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`,
  )
  return `{\n${[
    ...members,
    `  "lanes": ${lines(lanes, '  ')}`,
    `  "probes": ${lines(probes, '  ')}`,
    `  "steps": ${lines(steps, '  ')}`,
    `  "results": [\n${results.map(resultText).join(',\n')}\n  ]`,
  ].join(',\n')}\n}\n`
}
