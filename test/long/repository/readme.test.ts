import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { recordedReport } from '../../../src/tools/report-page.ts'
import { commands } from '../../../src/cli/commands/index.ts'
import { formatNames } from '../../../src/views/index.ts'
import { verdictKinds } from '../../../src/result/verdict-kind.ts'
import { ablation, leaveOneOut, summary } from '../../support/diagnose/leave-one-out.ts'
import { formRows } from '../../support/diagnose/facts-of-forms.ts'
import { faultRows } from '../../support/fault-rows.ts'
import { fuzzRows, recordedFuzzing } from '../../support/fuzz-rows.ts'
import { recordedFaults } from '../../faults/record-fault.ts'
import { packageFolder } from '../../../src/os/package-folder.ts'
import { writesGolden } from '../../support/golden.ts'
import {
  bindingText,
  diagnoseHead,
  overviewHead,
  pyserialReleases,
  pyserialRows,
  truncationRows,
} from '../../support/readme-rows.ts'

const manifest = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {
  readonly dependencies: Record<string, string>
  readonly devDependencies: Record<string, string>
}

function block(name: string): { readonly begin: string; readonly end: string } {
  return { begin: `<!-- measured: ${name} -->\n`, end: '\n<!-- end -->' }
}

/** What stands between the marks of a block. */
function between(readme: string, name: string): string {
  const { begin, end } = block(name)
  const start = readme.indexOf(begin)
  return start < 0 ? '' : readme.slice(start + begin.length, readme.indexOf(end, start))
}

const report = recordedReport()
/** Each measured block: the page it stands in, its name, and what belongs there. */
const blocks: readonly (readonly [page: string, name: string, rows: string])[] = [
  ['README.md', 'diagnose', diagnoseHead()],
  ['README.md', 'pyserial-releases', pyserialReleases()],
  ['README.md', 'overview', overviewHead(report)],
  ['docs/binding.md', 'binding', await bindingText()],
  ['docs/findings.md', 'pyserial-releases', pyserialReleases()],
  ['docs/findings.md', 'pyserial', pyserialRows(report)],
  ['docs/findings.md', 'truncation', truncationRows(report)],
  ['docs/diagnose.md', 'forms', formRows()],
  ['docs/diagnose.md', 'leave-one-out', summary(leaveOneOut())],
  ['docs/diagnose.md', 'ablation', ablation()],
  ['docs/faults.md', 'faults', faultRows()],
  ['docs/faults.md', 'fuzzed', fuzzRows()],
]

function read(page: string): string {
  return readFileSync(join(packageFolder, page), 'utf8')
}

for (const [page, name, rows] of blocks) {
  t.test(`${page}: what is measured of '${name}' is what was recorded`, async t => {
    if (writesGolden()) {
      const { begin, end } = block(name)
      const text = read(page)
      writeFileSync(
        join(packageFolder, page),
        text.replace(`${begin}${between(text, name)}${end}`, () => `${begin}${rows}${end}`),
      )
    }
    t.equal(between(read(page), name), rows, 'else npm run golden')
  })
}

t.test('README.md is short', async t => {
  const words = read('README.md').split(/\s+/).length
  t.ok(words <= 1500, `${words} words`)
})

t.test('docs/faults.md: nothing was lost or left by any fault', async t => {
  const records = recordedFaults()
  t.ok(records.length > 40, `${records.length} kinds of faults`)
  for (const { area, fault, provoked, lost, left } of records) {
    t.ok(provoked > 0, `${area}: ${fault} was provoked`)
    t.same([lost, left], [0, 0], `${area}: ${fault}`)
  }
})

t.test('docs/faults.md: each fuzzer tried its share of a million inputs', async t => {
  const records = recordedFuzzing()
  t.same(
    records.map(({ file }) => file),
    readdirSync(join(packageFolder, 'test/properties'))
      .filter(name => name.endsWith('.test.ts'))
      .map(name => `test/properties/${name}`)
      .filter(file => /^holds\(|^ {2}holds\(/m.test(read(file)))
      .sort(),
    'else npm run fuzz',
  )
  const all = records.reduce((sum, { tried }) => sum + tried, 0)
  t.ok(all >= 1_000_000, `${all} inputs`)
})

t.test('the documents name every command, format and verdict', async t => {
  const [commandPage, matrixPage] = [read('docs/command-line.md'), read('docs/matrix.md')]
  const words = commands.map(({ words }) => words.split(' ')[0] ?? '')
  for (const word of words)
    t.ok(commandPage.includes(`handle-width ${word}`), `handle-width ${word}`)
  for (const name of formatNames) t.ok(commandPage.includes(`\`${name}\``), `format ${name}`)
  for (const name of verdictKinds) t.ok(matrixPage.includes(`\`${name}\``), `verdict ${name}`)
})

t.test('docs/dependencies.md gives a reason for each dependency, and names no other', async t => {
  const listed = [...read('docs/dependencies.md').matchAll(/^\| `([^`]+)` \| ([^|]+) \|$/gm)]
  t.same(
    listed.map(match => match[1]).sort(),
    Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).sort(),
  )
  for (const [, name, reason] of listed)
    t.ok((reason ?? '').trim().split(' ').length >= 3, `${name}: ${reason}`)
})
