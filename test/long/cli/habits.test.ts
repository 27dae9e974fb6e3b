import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { commands } from '../../../src/cli/commands/index.ts'
import { packageFolder } from '../../../src/os/package-folder.ts'
import { runTool } from '../../../src/os/spawn.ts'
import { commandLine, commandLineReading } from '../../support/cli/command-line.ts'
import { driveOutsideCi } from '../../support/cli/drive.ts'
import { hangMs } from '../../support/hang.ts'
import { everyOutcome } from '../../support/views/every-outcome.ts'

const main = join(packageFolder, 'dist/bundle/cli/main.js')
const folder = t.testdir({
  'run.json': JSON.stringify(everyOutcome),
  hostile: { 'handle-width.config.json': '{"binding": ["evil.mjs"]}' },
  known: { 'handle-width.config.json': '{"known": ["*/*/*: all is known"]}' },
})
const run = join(folder, 'run.json')

/** Wrong use, and the one sentence that is said of it. */
const refused: readonly (readonly [words: string, says: RegExp])[] = [
  ['runn', /Unknown command "runn"; did you mean run\? see 'handle-width --help'/],
  ['nothing-like-it', /Unknown command "nothing-like-it"; see/],
  [
    'run --probes x',
    /Unknown option --probes; did you mean --probe\? see 'handle-width run --help'/,
  ],
  ['run --engine wien', /--engine wien: expected auto, .*did you mean wine\?/],
  ['run --arch x64,ia3', /--arch ia3: expected x64, ia32, arm64; did you mean ia32\?/],
  ['list lane', /Cannot use lane: expected .*did you mean lanes\?/],
  ['run --jobs 0', /--jobs 0: expected a whole number, 1 or more/],
  ['run --jobs=', /--jobs needs a value/],
  ['run --jobs two', /--jobs two; expected a number/],
  ['run --arch', /--arch needs a value; expected x64, ia32, arm64/],
  ['run --arch --probe x', /--arch needs a value/],
  ['run -pq', /-p needs a value/],
  ['run --arch x86', /did you mean ia32\?/],
  ['run --port COM77', /Unknown option --port; did you mean --device\?/],
  ['run --bits 64', /did you mean --arch\?/],
  ['run -p nothing', /Unknown probe "nothing"; 'handle-width list probes' shows all/],
  ['explain 6 --ffi python', /did you mean ctypes\?/],
  ['--foo', /Unknown option --foo; see 'handle-width --help'/],
  ['-v', /Unknown option -v; see/],
  ['setup wine --wine 7', /Cannot use --wine 7: expected 10/],
  ['list probes x', /Unknown argument "x"/],
  [`replay ${run}`, /it is a run file, and a plan was expected/],
  [`run --save-plans ${run}`, /Cannot write into the folder .*: it is a file; name another/],
  [`report ${run} -f html -o -`, /standard output is where it goes without a file/],
  ['run extra', /Unknown argument "extra": expected 'handle-width run' and options; see/],
  [
    'completion fish',
    /Unknown argument "fish": expected 'handle-width completion' and options; see/,
  ],
  ['explain ', /An empty text was given; expected 'handle-width explain <topic\.\.>'/],
  ['explain', /A name is missing: expected 'handle-width explain <topic\.\.>'/],
  [`run --out ${join(folder, 'x.json')}`, /--out takes the report.*--save FILE/],
  [`report ${run} --report htm=x`, /did you mean html\?/],
  [`report ${run} --report html=${run}.html json=${run}.html`, /two reports into/],
]

for (const [words, says] of refused)
  t.test(`one sentence and exit code 2: ${words.replaceAll(folder, '')}`, async t => {
    const { exitCode, stdout, stderr } = await driveOutsideCi(words.split(' '))
    t.same([exitCode, stdout], [2, ''])
    t.equal(stderr.trim().split('\n').length, 1)
    t.match(stderr, says)
  })

t.test('each page of help has examples where there are any, and the exit codes', async t => {
  for (const { words } of commands) {
    const [name = ''] = words.split(' ')
    const { exitCode, stdout } = await driveOutsideCi(['help', name])
    t.equal(exitCode, 0)
    t.match(stdout, `Usage: handle-width ${name}`)
    t.match(stdout, /^Exit codes\n {2}0 {2}as claimed/m)
    t.match(stdout, /^Documentation: https/m)
    for (const line of stdout.split('\n'))
      if (line.length > 100) t.fail(`${name}: ${line.length} columns`)
  }
  const page = (await driveOutsideCi(['run', '-h'])).stdout
  for (const heading of ['What is measured', 'What is shown and kept', 'Examples'])
    t.match(page, `\n${heading}\n`)
  t.match(page, /--arch … +architectures of the children \(x64, ia32, arm64; default /)
  for (const same of [
    ['help', 'run'],
    ['--help', 'run'],
    ['run', '--help'],
  ])
    t.equal((await driveOutsideCi(same)).stdout, page)
  t.same((await commandLine(['-V'])).stdout, (await commandLine(['--version'])).stdout)
})

t.test('several reports at once, and one on stdout', async t => {
  const [html, tap] = [join(folder, 'a.html'), join(folder, 'a.tap')]
  const { exitCode, stdout } = await driveOutsideCi([
    'report',
    run,
    '--report',
    `html=${html}`,
    `tap=${tap}`,
  ])
  t.equal(exitCode, 0)
  t.match(stdout, /Mistakes that end in/)
  t.match(readFileSync(html, 'utf8'), /^<!doctype html>/)
  t.match(readFileSync(tap, 'utf8'), /^TAP version/)
})

t.test('colour where it is asked for, without a terminal', async t => {
  const colour = async (words: readonly string[], environment = {}): Promise<boolean> =>
    (await commandLine(['report', run, ...words], environment)).stdout.includes('\u001b[')
  t.equal(await colour([]), false)
  t.equal(await colour(['--color']), true)
  t.equal(await colour([], { NO_COLOR: '', FORCE_COLOR: '1' }), true)
  t.equal(await colour(['--no-color'], { NO_COLOR: '', FORCE_COLOR: '1' }), false)
  t.equal(await colour(['--color=always']), true)
  t.equal(await colour(['--color=never'], { NO_COLOR: '', FORCE_COLOR: '1' }), false)
  const bold = '\u001b[1m'
  t.match((await commandLine(['help', 'run', '--color'])).stdout, `${bold}What`)
  const wrong = await commandLine(['runn'], { NO_COLOR: '', FORCE_COLOR: '1' })
  t.match(wrong.stderr, /^\u001b\[31m\u001b\[1mhandle-width:/)
  t.notMatch((await commandLine(['runn'])).stderr, '\u001b')
})

t.test('a reader that goes away ends it quietly', async t => {
  const { exitCode, stderr } = await runTool(
    '/bin/sh',
    ['-c', '"$0" "$1" report "$2" --format tap | head -1', process.execPath, main, run],
    { environment: {}, timeoutMs: hangMs },
  )
  t.same([exitCode, stderr], [0, ''])
})

t.test('a run file on standard input', async t => {
  const { exitCode, stdout } = await commandLineReading(run, ['report', '-', '--format', 'tap'])
  t.equal(exitCode, 0)
  t.match(stdout, /^TAP version/)
})

t.test('a script for the shell completes commands and options', async t => {
  t.match((await commandLine(['completion'])).stdout, /handle-width --get-yargs-completions/)
  const offered = await commandLine(['--get-yargs-completions', 'handle-width', 'run', '--pro'])
  t.match(offered.stdout, /--probe/)
})

t.test('a file of options is found by itself, and may do no harm', async t => {
  const other = join(folder, 'other.json')
  writeFileSync(
    other,
    JSON.stringify({
      ...everyOutcome,
      results: everyOutcome.results.filter(({ probe }) => probe !== 'handle-mishaps'),
      probes: everyOutcome.probes.filter(({ id }) => id !== 'handle-mishaps'),
    }),
  )
  const inFolder = (name: string, ...words: readonly string[]) =>
    runTool(
      '/bin/sh',
      ['-c', 'cd "$0" && exec "$@"', join(folder, name), process.execPath, main, ...words],
      { environment: {}, timeoutMs: hangMs },
    )
  const hostile = await inFolder('hostile', 'run', '--engine', 'sim')
  t.equal(hostile.exitCode, 2)
  t.match(hostile.stderr, /Cannot use "binding" of handle-width\.config\.json/)
  t.equal(existsSync(join(folder, 'hostile', 'evil')), false)
  t.equal((await inFolder('known', 'diff', run, run)).exitCode, 1, 'a mark that no longer holds')
  t.equal((await driveOutsideCi(['diff', run, run])).exitCode, 0)
})

/** Texts as people paste them, and the title of the page. */
const pasted: readonly (readonly [text: string, title: RegExp])[] = [
  ['The handle is invalid', /^ERROR_INVALID_HANDLE \(6\)/],
  ['Das Handle ist ungültig.', /^ERROR_INVALID_HANDLE \(6\)/],
  ['PermissionError: [WinError 5] Access is denied', /^ERROR_ACCESS_DENIED \(5\)/],
  ['ReadFile failed: 0x80070006 (E_HANDLE)', /^ERROR_INVALID_HANDLE \(6\)/],
  ['E_HANDLE', /^ERROR_INVALID_HANDLE \(6\)/],
]

for (const [text, title] of pasted)
  t.test(`explain takes ${text}`, async t => {
    t.match((await driveOutsideCi(['explain', text])).stdout, title)
  })

t.test('explain suggests nothing far-fetched, and shows one language', async t => {
  const unknown = await driveOutsideCi(['explain', 'foo'])
  t.equal(unknown.exitCode, 2)
  t.notMatch(unknown.stderr, /did you mean/)
  t.match(
    (await driveOutsideCi(['explain', 'struct-layuot'])).stderr,
    /did you mean struct-layout\?/,
  )
  const one = (await driveOutsideCi(['explain', '6', '--ffi', 'koffi'])).stdout
  t.match(one, /JavaScript, koffi/)
  t.notMatch(one, /Python, ctypes:|P\/Invoke:|VBA:/)
  const all = (await driveOutsideCi(['explain', '6'])).stdout
  t.ok(one.split('\n').length < all.split('\n').length / 2)
})
