import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { commands } from '../../../src/cli/commands/index.ts'
import { formatNames } from '../../../src/views/index.ts'
import { reportOf } from '../../../src/views/report.ts'
import { verdictKinds } from '../../../src/result/verdict-kind.ts'
import { commandLine } from '../../support/cli/command-line.ts'
import { leaveOneOut, summary } from '../../support/diagnose/leave-one-out.ts'
import { faultRows } from '../../support/fault-rows.ts'
import { recordedFaults } from '../../faults/record-fault.ts'
import { packageFolder } from '../../../src/os/package-folder.ts'
import {
  bindingText,
  overviewOf,
  pyserialRows,
  recordedRun,
  truncationRows,
} from '../../support/readme-rows.ts'

const file = join(packageFolder, 'README.md')
const manifest = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {
  readonly dependencies: Record<string, string>
  readonly devDependencies: Record<string, string>
  readonly scripts: Record<string, string>
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

const run = recordedRun()
const report = reportOf(run)
const shown = ['correct', 'overlapped-32']
const blocks = {
  binding: await bindingText(),
  pyserial: pyserialRows(report),
  truncation: truncationRows(report),
  overview: overviewOf(run, shown),
  'leave-one-out': summary(leaveOneOut()),
  faults: faultRows(),
}

for (const [name, rows] of Object.entries(blocks)) {
  t.test(`README.md: what is measured of '${name}' is what was recorded`, async t => {
    if (process.env['HANDLE_WIDTH_GOLDEN'] === 'write') {
      if (process.env['CI'])
        throw new Error('The README is not rewritten in CI: unset CI or HANDLE_WIDTH_GOLDEN')
      const { begin, end } = block(name)
      const readme = readFileSync(file, 'utf8')
      writeFileSync(
        file,
        readme.replace(`${begin}${between(readme, name)}${end}`, () => `${begin}${rows}${end}`),
      )
    }
    t.equal(between(readFileSync(file, 'utf8'), name), rows, 'else npm run golden')
  })
}

t.test('README.md: nothing was lost or left by any fault', async t => {
  const records = recordedFaults()
  t.ok(records.length > 40, `${records.length} kinds of faults`)
  for (const { area, fault, provoked, lost, left } of records) {
    t.ok(provoked > 0, `${area}: ${fault} was provoked`)
    t.same([lost, left], [0, 0], `${area}: ${fault}`)
  }
})

const readme = readFileSync(file, 'utf8')

t.test('README.md names every command, format and verdict', async t => {
  const { stdout } = await commandLine(['--help'])
  const words = [...stdout.matchAll(/^ {2}handle-width ([a-z]+)/gm)].flatMap(
    match => match[1] ?? [],
  )
  t.equal(words.length, commands.length)
  for (const word of words) t.ok(readme.includes(`handle-width ${word}`), `handle-width ${word}`)
  for (const name of formatNames) t.ok(readme.includes(`\`${name}\``), `format ${name}`)
  for (const name of verdictKinds) t.ok(readme.includes(`\`${name}\``), `verdict ${name}`)
})

t.test(
  'README.md gives a reason for each dependency, and names none that is not there',
  async t => {
    const listed = [
      ...between(
        readme
          .replace('## Dependencies\n', '<!-- measured: dependencies -->\n')
          .replace('\n## How to add', '\n<!-- end -->\n## How to add'),
        'dependencies',
      ).matchAll(/^\| `([^`]+)` \| ([^|]+) \|$/gm),
    ]
    t.same(
      listed.map(match => match[1]).sort(),
      Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).sort(),
    )
    for (const [, name, reason] of listed)
      t.ok((reason ?? '').trim().split(' ').length >= 3, `${name}: ${reason}`)
  },
)

t.test('README.md names only scripts and files that are there', async t => {
  for (const [, script] of readme.matchAll(/npm run ([a-z-]+)/g))
    t.ok(script !== undefined && Object.hasOwn(manifest.scripts, script), `npm run ${script}`)
  for (const [, path] of readme.matchAll(/`((?:src|test|probes|fixtures)\/[\w./-]+)`/g))
    t.ok(path !== undefined && existsSync(join(packageFolder, path)), path ?? '')
})
