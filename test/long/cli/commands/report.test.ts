import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { formatNames, render } from '../../../../src/views/index.ts'
import { reportOf } from '../../../../src/views/report.ts'
import { matrixOf } from '../../../../src/result/matrix.ts'
import { mergeRuns } from '../../../../src/result/merge.ts'
import { runSchemaVersion } from '../../../../src/result/run-file.ts'
import { parseRun } from '../../../../src/result/read-run.ts'
import { everyOutcome } from '../../../support/views/every-outcome.ts'
import { commandLine } from '../../../support/cli/command-line.ts'
import { driveOutsideCi } from '../../../support/cli/drive.ts'

const folder = t.testdir({
  'run.json': JSON.stringify(everyOutcome),
  'cut.json': JSON.stringify(everyOutcome).slice(0, 9000),
  'newer.json': JSON.stringify({ ...everyOutcome, schemaVersion: 99 }),
  'text.json': 'this is no JSON',
  'other.json': '{"name": "a package"}',
  'first.json': JSON.stringify({
    ...everyOutcome,
    results: everyOutcome.results.filter(({ lane }) => lane === 'wine-x64'),
  }),
  'second.json': JSON.stringify({
    ...everyOutcome,
    results: everyOutcome.results.filter(({ lane }) => lane !== 'wine-x64'),
  }),
  'worse.json': JSON.stringify({
    ...everyOutcome,
    results: everyOutcome.results.map(result =>
      result.lane === 'wine-ia32' && result.probe === 'handle-u32'
        ? {
            ...result,
            ok: result.ok.filter(step => step !== 'write'),
            cells: [
              ...result.cells,
              { step: 'write', outcome: { kind: 'win32-error', code: 6, status: 0xc0000008 } },
            ],
          }
        : result,
    ),
  }),
  'marks.json': JSON.stringify({
    known: ['wine-ia32/handle-u32/write: a known fault of this version'],
  }),
  'wrong-marks.json': JSON.stringify({ unknown: [] }),
})
const file = (name: string): string => join(folder, name)
const run = file('run.json')

t.test('report shows a run on stdout and nothing on stderr', async t => {
  const { exitCode, stdout, stderr } = await driveOutsideCi(['report', run, '--format', 'markdown'])
  t.same([exitCode, stderr], [0, ''])
  t.equal(`${stdout.trim()}\n`, render('markdown', reportOf(everyOutcome)))
})

t.test('report writes a file, whole, and merges several runs', async t => {
  const out = file('report.md')
  t.equal(
    (
      await driveOutsideCi([
        'report',
        file('second.json'),
        file('first.json'),
        '--format',
        'json',
        '--out',
        out,
      ])
    ).exitCode,
    0,
  )
  const cells = (JSON.parse(readFileSync(out, 'utf8')) as { cells: unknown[] }).cells
  t.equal(cells.length, everyOutcome.planned)
})

t.test('report --pictures writes the pictures and shows them', async t => {
  const out = file('with-pictures.md')
  t.equal(
    (
      await driveOutsideCi([
        'report',
        run,
        '--format',
        'markdown',
        '--out',
        out,
        '--pictures',
        file('pictures'),
      ])
    ).exitCode,
    0,
  )
  t.same(readdirSync(file('pictures')).sort(), ['layouts.svg', 'matrix.svg'])
  t.match(readFileSync(out, 'utf8'), /!\[[^\]]+\]\(<pictures\/matrix\.svg>\)/)
  t.equal(readFileSync(file('pictures/matrix.svg'), 'utf8'), render('svg', reportOf(everyOutcome)))
})

t.test('report --format github fills the summary of the job and prints annotations', async t => {
  const summary = file('summary.md')
  writeFileSync(summary, 'what another step wrote\n')
  const { exitCode, stdout } = await commandLine(['report', run, '--format', 'github'], {
    GITHUB_STEP_SUMMARY: summary,
  })
  t.equal(exitCode, 0)
  t.match(readFileSync(summary, 'utf8'), /^what another step wrote\n## handle-width/)
  t.ok(
    stdout
      .trim()
      .split('\n')
      .every(line => /^::(error|warning|notice) title=/.test(line)),
  )
})

const problems: readonly { readonly words: readonly string[]; readonly says: RegExp }[] = [
  { words: ['report', run, '--format'], says: /^handle-width: --format needs a value/ },
  {
    words: ['report', run, '--format', 'markdown', '--out', ''],
    says: /^handle-width: --out needs a value/,
  },
  {
    words: ['report', run, '--format', 'markdown', '--out', 'a', '--out', 'b'],
    says: /^handle-width: --out was given 2 times; expected it once/,
  },
  {
    words: ['report', run, '--no-out'],
    says: /^handle-width: Cannot use --out as it was given; expected a text/,
  },
  {
    words: ['report', run, '--out.x', '1'],
    says: /^handle-width: Unknown option --out\.x; did you mean --out\? /,
  },
  {
    words: ['report', run, '--format', 'json', '--format', 'tap'],
    says: /^handle-width: --format was given 2 times/,
  },
  { words: ['report', '/dev/zero'], says: /it is a device or a pipe, and a file was expected/ },
  {
    words: ['report', file('missing.json')],
    says: /^handle-width: Cannot read run file .*missing\.json: there is no such file; record one with/,
  },
  {
    words: ['report', file('cut.json')],
    says: /^handle-width: Cannot read run file .*cut\.json: it is not JSON, or it was cut/,
  },
  {
    words: ['report', file('text.json')],
    says: /^handle-width: Cannot read run file .*text\.json: it is not JSON/,
  },
  {
    words: ['report', file('newer.json')],
    says: new RegExp(
      `schemaVersion is 99, newest known is ${runSchemaVersion}; use a newer handle-width$`,
    ),
  },
  {
    words: ['report', file('other.json')],
    says: /^handle-width: Cannot read run file .*other\.json: schemaVersion: /,
  },
  { words: ['report', folder], says: /^handle-width: Cannot read run file / },
  {
    words: [
      'report',
      run,
      '--format',
      'markdown',
      '--out',
      join(folder, 'no', 'such', 'folder.md'),
    ],
    says: /^handle-width: Cannot write .*: the folder .* is not there; name another/,
  },
  {
    words: ['report', run, '--format', 'markdown', '--out', join(run, 'inside-a-file.md')],
    says: /^handle-width: Cannot write .*: the folder .* is not there; name another/,
  },
  {
    words: ['report', run, '--format', 'pdf'],
    says: new RegExp(
      `^handle-width: Cannot use --format pdf: expected ${formatNames.join(', ')}; see 'handle-width report --help'$`,
    ),
  },
  {
    words: ['report', run, '--pictures', folder],
    says: /^handle-width: --pictures goes with --format markdown and --out FILE/,
  },
  {
    words: ['report'],
    says: /^handle-width: A name is missing: expected 'handle-width report <runs..>'; see/,
  },
  { words: ['merge', file('cut.json'), '--out', file('merged-from-cut.json')], says: /it was cut/ },
  {
    words: ['diff', run],
    says: /^handle-width: A name is missing: expected 'handle-width diff <old> <new>'; see/,
  },
  {
    words: ['diff', run, run, '--known', 'somewhere'],
    says: /^handle-width: Not a mark: "somewhere"; expected LANE\/PROBE\/STEP: REASON/,
  },
  {
    words: ['diff', run, run, '--config', file('text.json')],
    says: /^handle-width: Cannot read .*text\.json: it is not JSON/,
  },
  {
    words: ['diff', run, run, '--config', file('nowhere.json')],
    says: /^handle-width: Cannot read .*nowhere\.json: there is no such file/,
  },
  {
    words: ['diff', run, run, '--config', file('wrong-marks.json')],
    says: /^handle-width: Unknown option --unknown; did you mean --known\? see/,
  },
]
for (const { words, says } of problems) {
  t.test(
    `one sentence and exit code 2: ${words.join(' ').replaceAll(folder, 'FOLDER')}`,
    async t => {
      const before = readdirSync(folder)
      const { exitCode, stdout, stderr } = await driveOutsideCi(words)
      t.equal(exitCode, 2)
      t.equal(stdout, '')
      t.equal(stderr.trim().split('\n').length, 1, stderr)
      t.match(stderr.trim(), says)
      t.same(readdirSync(folder), before, 'nothing is left behind')
    },
  )
}

t.test('merge writes a run file that report reads', async t => {
  const out = file('merged.json')
  t.equal(
    (await driveOutsideCi(['merge', file('second.json'), file('first.json'), '--out', out]))
      .exitCode,
    0,
  )
  t.same(parseRun(readFileSync(out, 'utf8'), 'merged').results, mergeRuns([everyOutcome]).results)
  const { stdout } = await driveOutsideCi(['merge', run])
  t.equal(matrixOf(parseRun(stdout, 'stdout')).cells.length, everyOutcome.planned)
})

t.test('diff ends with 1 on a regression, with 0 where it is known or nothing changed', async t => {
  const worse = await driveOutsideCi(['diff', run, file('worse.json')])
  t.equal(worse.exitCode, 1)
  t.match(
    worse.stdout,
    /^Regressions: .* \(1\)\n {2}- wine-ia32\/handle-u32\/write\n {4}was = same\n {4}is {2}✗ error 6 \(ERROR_INVALID_HANDLE \(6\)/,
  )
  const known = await driveOutsideCi([
    'diff',
    run,
    file('worse.json'),
    '--config',
    file('marks.json'),
  ])
  t.equal(known.exitCode, 0)
  t.match(known.stdout, /known: a known fault of this version/)
  t.equal((await driveOutsideCi(['diff', run, run])).exitCode, 0)
  const stale = await driveOutsideCi(['diff', run, run, '--config', file('marks.json')])
  t.equal(stale.exitCode, 1)
  t.match(stale.stdout, /Marks that no longer hold/)
})

t.test('run holds its result against a baseline and a profile, and writes a bundle', async t => {
  mkdirSync(file('run'))
  const words = [
    'run',
    '--engine',
    'sim',
    '--arch',
    'x64',
    '--kernel',
    'native',
    '--probe',
    'correct',
    '--probe',
    'overlapped-32',
    '--quiet',
    '--format',
    'json',
  ]
  const first = await driveOutsideCi([
    ...words,
    '--save',
    file('run/first.json'),
    '--bundle',
    file('run/bundle.md'),
  ])
  t.same([first.exitCode, first.stderr], [0, ''])
  const bundle = readFileSync(file('run/bundle.md'), 'utf8')
  t.match(bundle, /## `overlapped-32` in `sim-x64`: first divergence at `read` \(`ReadFile`\)/)
  const plan = /```json\n([^]*?)\n```/.exec(bundle)?.[1] ?? ''
  writeFileSync(file('run/plan.json'), plan)
  t.match(
    (await driveOutsideCi(['replay', file('run/plan.json')])).stdout,
    /read +ReadFile +0x0 +6 +C0000008 +invalid handle, struct-layout/,
  )
  const second = await driveOutsideCi([...words, '--baseline', file('run/first.json')])
  t.equal(second.exitCode, 0)
  t.match(second.stderr, /cells compared, 0 changed/)
  t.ok(JSON.parse(second.stdout), 'stdout is the result alone')
  const changed = JSON.parse(readFileSync(file('run/first.json'), 'utf8')) as typeof everyOutcome
  writeFileSync(
    file('run/better.json'),
    JSON.stringify({
      ...changed,
      results: changed.results.map(result => ({
        ...result,
        ok: [...result.ok, ...result.cells.map(({ step }) => step)],
        cells: [],
      })),
    }),
  )
  t.equal(
    (await driveOutsideCi([...words, '--baseline', file('run/better.json')])).exitCode,
    1,
    'more fails than in the baseline',
  )
  const required = await driveOutsideCi([...words, '--require-lane', 'windows-*'])
  t.equal(required.exitCode, 1)
  t.match(required.stderr, /the required lane windows-\* is not part of this run/)
  t.equal((await driveOutsideCi([...words, '--baseline', file('nowhere.json')])).exitCode, 2)
})
