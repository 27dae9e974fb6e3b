import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hiddenMistakes, notesOn, probesOf } from '../../src/binding/probes-of.ts'
import { readBinding } from '../../src/binding/read-binding.ts'
import { renderTerminal } from '../../src/text/terminal.ts'
import { bindingPage } from '../../src/views/sections/binding.ts'
import { render } from '../../src/views/index.ts'
import type { Report } from '../../src/views/report.ts'
import { reportOf } from '../../src/views/report.ts'
import type { MatrixCell } from '../../src/result/matrix.ts'
import { diagnose } from '../../src/diagnose/diagnose.ts'
import { joinSymptoms, symptomOf } from '../../src/diagnose/options/index.ts'
import { renderDiagnosis } from '../../src/diagnose/render.ts'
import { parseText } from '../../src/diagnose/text/parse-text.ts'
import { mergeRuns } from '../../src/result/merge.ts'
import { parseRun } from '../../src/result/read-run.ts'
import type { RunFile } from '../../src/result/run-file.ts'
import { packageFolder } from '../../src/os/package-folder.ts'

const folder = join(packageFolder, 'fixtures', 'runs')

/** The recorded runs of the lanes that a default run under Wine measures, merged. */
export function recordedRun(): RunFile {
  return (recorded ??= readRecordedRun())
}

let recorded: RunFile | undefined

function readRecordedRun(): RunFile {
  const [first, ...rest] = ['wine-ia32.json', 'wine-x64.json'].map(name =>
    parseRun(readFileSync(join(folder, name), 'utf8'), name),
  )
  if (!first) throw new Error('There are no recorded runs')
  return mergeRuns([first, ...rest])
}

const screen = { width: 100, colour: false } as const

function consoleBlock(...lines: readonly string[]): string {
  return ['```text', ...lines, '```'].join('\n')
}

/** The first lines of a command's output, and a note that there are more. */
function head(text: string, lines: number): string[] {
  return [...text.split('\n').slice(0, lines), '…']
}

/** The beginning of `handle-width report` of the recorded runs, on a terminal of 100 columns: the verdict and the operations. */
export function overviewHead(report: Report): string {
  const text = render('pretty', report, screen)
  return consoleBlock(...head(text, text.split('\n').indexOf('') + 8))
}

/** The beginning of `handle-width diagnose --arch x64 --ok-on ia32` for the traceback in `fixtures/diagnose`. */
export function diagnoseHead(): string {
  const text = readFileSync(join(packageFolder, 'fixtures', 'diagnose', 'pyserial-2.5.txt'), 'utf8')
  const said = symptomOf({ failed: [], ok: [], seen: [], arch: 'x64', okOn: 'ia32' })
  return consoleBlock(
    ...head(renderDiagnosis(diagnose(joinSymptoms(said, parseText(text))), screen), 24),
  )
}

/** Tags of pyserial, with the recorded run of each: `handle-width run --engine wine --binding serial --out FILE`. */
const releases = [
  ['release2_5', 'pyserial-2.5.run.json'],
  ['release2_6', 'pyserial-2.6.run.json'],
  ['v3.5', 'pyserial-3.5.run.json'],
] as const

/** The result of `run --binding` for releases of pyserial: the first complete except for the tagged lanes, the others as one sentence. */
export function pyserialReleases(): string {
  const lines = releases.flatMap(([tag, file], index) => {
    const path = join(packageFolder, 'fixtures', 'bindings', file)
    const report = reportOf(parseRun(readFileSync(path, 'utf8'), file))
    const probes = report.matrix.probes.map(({ id }) => id).filter(id => id.startsWith('binding-'))
    const shown = renderTerminal(
      bindingPage(report, { target: 'serial', probes, notes: [], hidden: [] }),
      screen,
    ).split('\n')
    const until = shown.findIndex(line => (index === 0 ? /With tagged handles/ : /^$/).test(line))
    return [
      ...(index === 0 ? [] : ['']),
      `$ git checkout ${tag} && handle-width run --engine wine --binding serial`,
      ...shown.slice(0, until).filter((line, at, all) => line !== '' || at < all.length - 1),
      '  …',
    ]
  })
  return consoleBlock(...lines)
}

/**
 * The end of `handle-width run --binding` for the binding in `fixtures/bindings`, from its recorded run:
 * `handle-width run --engine wine --binding fixtures/bindings/overlapped-32.py --out
 * fixtures/bindings/overlapped-32.run.json`
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
      hidden: hiddenMistakes(binding),
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

/** Steps of a sequence by the pyserial method that makes them, in order. */
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

/** The result of the steps of a method: what failed, or `ok`, or that none of them was reached. */
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

/** The rows of the finding: each method of pyserial, as published in 2.5 and in 2.6, on both architectures. */
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

/** The effect of plain truncation: probes that cut every handle, and the lanes in which it is visible. */
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
