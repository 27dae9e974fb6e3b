import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { notesOn, probesOf } from '../../src/binding/probes-of.ts'
import { readBinding } from '../../src/binding/read-binding.ts'
import { renderTerminal } from '../../src/text/terminal.ts'
import { bindingPage } from '../../src/views/sections/binding.ts'
import { render } from '../../src/views/index.ts'
import type { Report } from '../../src/views/report.ts'
import { reportOf } from '../../src/views/report.ts'
import type { MatrixCell } from '../../src/result/matrix.ts'
import { mergeRuns } from '../../src/result/merge.ts'
import { parseRun } from '../../src/result/read-run.ts'
import type { RunFile } from '../../src/result/run-file.ts'
import { packageFolder } from '../../src/os/package-folder.ts'

const folder = join(packageFolder, 'fixtures', 'runs')

/** The recorded runs of real lanes, joined. */
export function recordedRun(): RunFile {
  const [first, ...rest] = readdirSync(folder)
    .filter(name => name.endsWith('.json'))
    .sort()
    .map(name => parseRun(readFileSync(join(folder, name), 'utf8'), name))
  if (!first) throw new Error('There are no recorded runs')
  return mergeRuns([first, ...rest])
}

/** What `handle-width report` shows of some probes of a run, on a terminal of 100 columns. */
export function overviewOf(run: RunFile, probes: readonly string[]): string {
  const results = run.results.filter(({ probe }) => probes.includes(probe))
  const planned = results.reduce((sum, result) => sum + result.ok.length + result.cells.length, 0)
  const some = {
    ...run,
    probes: run.probes.filter(({ id }) => probes.includes(id)),
    results,
    planned,
  }
  return `\`\`\`text\n${render('pretty', reportOf(some), { width: 100, colour: false })}\`\`\``
}

/**
 * What `handle-width run --binding` says at its end of the binding in `fixtures/bindings`, from its recorded run:
 * `handle-width run --engine wine --binding fixtures/bindings/overlapped-32.py --out fixtures/bindings/overlapped-32.run.json`
 */
export async function bindingText(): Promise<string> {
  const target = 'fixtures/bindings/overlapped-32.py'
  const binding = await readBinding(target, {
    folder: packageFolder,
    architectures: ['x64', 'ia32'],
  })
  const run = parseRun(
    readFileSync(join(packageFolder, target.replace(/py$/, 'run.json')), 'utf8'),
    target,
  )
  const text = renderTerminal(
    bindingPage(reportOf(run), {
      target,
      probes: probesOf(binding).map(({ id }) => id),
      notes: notesOn(binding),
    }),
    { width: 100, colour: false },
  )
  return `\`\`\`text\n${text}\`\`\``
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')
}

/** One cell in a few words: what failed, and the cause of an error 6. */
function words({ outcome, cause }: MatrixCell): string {
  if (outcome.kind === 'ok') return 'ok'
  if (outcome.kind === 'timed-out') return '**does not come back**'
  if (outcome.kind === 'wrong-data')
    return `returns ${outcome.actual}, ${outcome.expected} expected`
  if (outcome.kind !== 'win32-error') return outcome.kind
  const status = (outcome.status >>> 0).toString(16).toUpperCase().padStart(8, '0')
  return outcome.code === 6
    ? `**error 6** (${status}), ${cause ?? 'no cause'}`
    : `error ${outcome.code} (${status})`
}

function method(title: string): string {
  return title.split(':')[0] ?? title
}

/** Steps of a sequence by the method of pyserial that makes them, in order. */
function methodsOf(
  report: Report,
): ReadonlyMap<string, readonly { readonly id: string; readonly operation: string }[]> {
  const methods = new Map<string, { id: string; operation: string }[]>()
  for (const { sequence, id, operation, title } of report.matrix.steps) {
    if (sequence === 'pyserial')
      methods.set(method(title), [...(methods.get(method(title)) ?? []), { id, operation }])
  }
  return methods
}

/** What the steps of a method came to: what failed, or `ok`, or that none of them was reached. */
function cellText(
  report: Report,
  lane: string,
  probe: string,
  steps: readonly { readonly id: string; readonly operation: string }[],
): string {
  const cells = steps.flatMap(({ id, operation }) => {
    const cell = report.matrix.cells.find(
      one => one.lane === lane && one.probe === probe && one.step === id,
    )
    return cell ? [{ cell, operation }] : []
  })
  const failed = cells.filter(
    ({ cell }) => cell.outcome.kind !== 'ok' && cell.outcome.kind !== 'not-reached',
  )
  if (failed.length > 0)
    return [...new Set(failed.map(({ cell, operation }) => `${operation}: ${words(cell)}`))].join(
      '; ',
    )
  return cells.some(({ cell }) => cell.outcome.kind === 'ok') ? 'ok' : 'not reached'
}

/** The rows of the finding: each method of pyserial, as 2.5 and as 2.6 were published, on both architectures. */
export function pyserialRows(report: Report): string {
  const columns = [
    ['pyserial-2.5', 'wine-x64'],
    ['pyserial-2.5', 'wine-ia32'],
    ['pyserial-2.6', 'wine-x64'],
  ] as const
  const rows: [string[], string[]][] = []
  for (const [name, steps] of methodsOf(report)) {
    const cells = columns.map(([probe, lane]) => cellText(report, lane, probe, steps))
    const last = rows.at(-1)
    if (!/[(=]/.test(name)) continue
    if (last && last[1].join() === cells.join()) last[0].push(`\`${name}\``)
    else rows.push([[`\`${name}\``], cells])
  }
  return table(
    ['calls of', ...columns.map(([probe, lane]) => `${probe}, ${lane}`)],
    rows.map(([names, cells]) => [names.join(', '), ...cells]),
  )
}

/** What plain truncation does: probes that cut every handle, and the lanes in which it shows. */
export function truncationRows(report: Report): string {
  const lanes = ['wine-x64', 'wine-x64-tagged', 'wine-ia32']
  const probes = [
    'handle-u32',
    'handle-i32',
    'upper-half-garbage',
    'overlapped-32',
    'pyserial-2.5',
    'pywin32',
  ]
  const rows = probes.map(probe => {
    const title = report.matrix.probes.find(({ id }) => id === probe)?.title ?? probe
    return [
      `\`${probe}\``,
      title,
      ...lanes.map(lane => {
        const cells = report.matrix.cells.filter(cell => cell.lane === lane && cell.probe === probe)
        const six = cells.filter(cell => cell.verdict.kind === 'invalid-handle').length
        const tolerated = cells.filter(cell => cell.verdict.kind === 'tolerated').length
        return six > 0
          ? `error 6 in ${six} of ${cells.length} steps`
          : tolerated > 0
            ? `as the control, ${tolerated} steps tolerated`
            : 'as the control'
      }),
    ]
  })
  return table(['probe', 'declared', ...lanes], rows)
}
