import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { packageFolder } from '../../../src/os/package-folder.ts'
import { mergeRuns } from '../../../src/result/merge.ts'
import { parseRun } from '../../../src/result/read-run.ts'
import { renderTerminal } from '../../../src/text/terminal.ts'
import { render } from '../../../src/views/index.ts'
import { reportOf, type Report } from '../../../src/views/report.ts'
import { bindingPage } from '../../../src/views/sections/binding.ts'
import { golden } from '../../support/golden.ts'
import { recordedRun } from '../../support/readme-rows.ts'
import { someProbes } from '../../support/views/some-probes.ts'

const run = recordedRun()
const all = reportOf(run)
const binding = reportOf(
  parseRun(
    readFileSync(join(packageFolder, 'fixtures/bindings/pyserial-2.5.run.json'), 'utf8'),
    'pyserial-2.5',
  ),
)

/** What `run` and `report` print on a terminal of some columns. */
const screens: Readonly<Record<string, (width: number) => string>> = {
  catalogue: width => shown(all, width),
  'one-probe': width => shown(someProbes(run, ['pyserial-2.5']), width),
  'four-probes': width =>
    shown(someProbes(run, ['closed-handle', 'handle-u32', 'overlapped-32', 'sentinel-u32']), width),
  binding: width =>
    renderTerminal(
      bindingPage(binding, {
        target: 'serial',
        probes: ['binding-serial', 'binding-serial@missing'],
        notes: [],
        hidden: [],
      }),
      { width, colour: false },
    ),
}

function shown(report: Report, width: number): string {
  return render('pretty', report, { width, colour: false })
}

for (const [name, screen] of Object.entries(screens))
  for (const width of [80, 100, 200])
    t.test(`the screen of ${name} at ${width} columns`, async t => {
      golden(t, `screens/${name}-${width}.txt`, screen(width))
    })

t.test('the whole catalogue fits on a screen', async t => {
  const lines = shown(all, 100).trimEnd().split('\n').length
  t.ok(lines <= 60, `${lines} lines`)
})

t.test(
  'what `npm start` shows is little more: other FFIs and the simulator tell only how they differ',
  async t => {
    const runs = ['wine-x64.json', 'wine-ia32.json', 'wine-ffi-napi.json'].map(name =>
      parseRun(readFileSync(join(packageFolder, 'fixtures/runs', name), 'utf8'), name),
    )
    const [first, second, ffi] = runs
    if (!first || !second || !ffi) throw new Error('There are no recorded runs')
    const sims = [first, second].map(one =>
      parseRun(
        JSON.stringify(one)
          .replaceAll('"wine-', '"sim-')
          .replaceAll('"engine":"wine"', '"engine":"sim"'),
        'sim',
      ),
    )
    const shownAll = shown(reportOf(mergeRuns([first, second, ffi, ...sims])), 100)
    const lines = shownAll.trimEnd().split('\n').length
    t.ok(lines <= 70, `${lines} lines`)
    t.match(shownAll.replaceAll(/\s+/g, ' '), / sim-x64: as wine-x64; sim-ia32: as wine-ia32 /)
    t.match(
      shownAll.replaceAll(/\s+/g, ' '),
      /wine-x64-ffi-napi: where it was measured, as wine-x64, save for pseudo-handle-i32 ✗ error 6, where koffi has ≈ tolerated \(handle-width explain pseudo-handle-i32\)/,
    )
  },
)

t.test('the picture of the matrix names the operations and cuts no text', async t => {
  const picture = render('svg', all)
  for (const { operation } of all.matrix.cells
    .filter(({ verdict }) => verdict.kind === 'invalid-handle')
    .flatMap(({ step }) => all.matrix.steps.filter(({ id }) => id === step)))
    if (!picture.includes(`>${operation}<`)) t.fail(operation)
  for (const { id, mechanism } of all.matrix.probes)
    if (mechanism !== 'control' && !picture.includes(`>${id}<`)) t.fail(id)
  t.notOk(/<text[^>]*>[^<]*[^<\s]…/.test(picture), 'no text is cut')
})
