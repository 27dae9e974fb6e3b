import { readFileSync, symlinkSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { packageFolder } from '../../../src/os/package-folder.ts'
import { runTool, type ToolResult } from '../../../src/os/spawn.ts'
import { hangMs } from '../../support/hang.ts'

const wrong =
  "{ Internal: 'uint32_t', InternalHigh: 'uint32_t', Offset: 'uint32_t', OffsetHigh: 'uint32_t', hEvent: 'void *' }"

/** Programs that declare one wrong struct, on the line that is named, and end in ways of their own. */
const programs = {
  'esm.mjs': `import koffi from 'koffi'\n\nkoffi.struct('OVERLAPPED', ${wrong})\nconsole.log('done')\nprocess.exitCode = 7\n`,
  'named.mjs': `import { struct } from 'koffi'\n\nstruct('OVERLAPPED', ${wrong})\nconsole.log('done')\nprocess.exit(7)\n`,
  'cjs.cjs': `const koffi = require('koffi')\n\nkoffi.struct('OVERLAPPED', ${wrong})\nconsole.log('done')\nprocess.exit(7)\n`,
  'late.mjs': `const { default: koffi } = await import('koffi')\n\nkoffi.struct('OVERLAPPED', ${wrong})\nconsole.log('done')\nprocess.exitCode = 7\n`,
  'thrown.mjs': `import koffi from 'koffi'\n\nkoffi.struct('OVERLAPPED', ${wrong})\nconsole.log('done')\nthrow new TypeError('of the program')\n`,
  'worker.mjs': `import { Worker } from 'node:worker_threads'\nnew Worker(new URL('./esm.mjs', import.meta.url)).on('exit', code => { console.log('worker ended', code) })\n`,
  'right.mjs':
    "import koffi from 'koffi'\nkoffi.struct('OVERLAPPED', { Internal: 'uintptr_t', InternalHigh: 'uintptr_t', Offset: 'uint32_t', OffsetHigh: 'uint32_t', hEvent: 'void *' })\nconst lib = koffi.load(process.platform === 'win32' ? 'msvcrt.dll' : null)\nconst abs = lib.func('int abs(int)')\nconsole.log(abs(-3), abs.name, abs.length, typeof abs.async, abs.info.name, Object.keys(koffi).length)\n",
  'none.mjs': "console.log('no koffi')\n",
  'named\u001b[31m.mjs': `import koffi from 'koffi'\n\nkoffi.struct('OVERLAPPED', ${wrong})\n`,
}

const folder = t.testdir({ ...programs, node_modules: {} })
symlinkSync(
  join(packageFolder, 'node_modules', 'koffi'),
  join(folder, 'node_modules', 'koffi'),
  'junction',
)
symlinkSync(packageFolder, join(folder, 'node_modules', 'handle-width'), 'junction')
mkdirSync(join(folder, 'out'))

async function run(
  program: keyof typeof programs,
  settings?: string,
  guard = true,
): Promise<ToolResult> {
  return await runTool(
    process.execPath,
    [...(guard ? ['--import', 'handle-width/guard'] : []), program],
    {
      cwd: folder,
      timeoutMs: hangMs,
      environment: { HANDLE_WIDTH_GUARD: settings ?? '', NODE_OPTIONS: '', NO_COLOR: '1' },
    },
  )
}

async function foundIn(
  t: Test,
  program: 'esm.mjs' | 'named.mjs' | 'cjs.cjs' | 'late.mjs',
): Promise<void> {
  const { exitCode, stdout, stderr } = await run(program)
  t.equal(exitCode, 7)
  t.equal(stdout, 'done')
  t.match(
    stderr,
    /^handle-width guard: 0 lost upper halves, 1 of \d+ declarations to look at\n  error /,
  )
  t.ok(stderr.includes(`${program}:3  OVERLAPPED, Internal  [field-width]`), stderr)
}

for (const program of ['esm.mjs', 'named.mjs', 'cjs.cjs', 'late.mjs'] as const)
  t.test(`${program}: the declaration is found, the program goes on`, t => foundIn(t, program))

t.test('an error of the program stays its own, and the summary comes all the same', async t => {
  const { exitCode, stdout, stderr } = await run('thrown.mjs')
  t.equal(exitCode, 1)
  t.equal(stdout, 'done')
  t.match(stderr, /TypeError: of the program/)
  t.match(stderr, /OVERLAPPED, Internal {2}\[field-width\]/)
})

t.test('HANDLE_WIDTH_GUARD=throw: an error at the call itself', async t => {
  const { exitCode, stdout, stderr } = await run('esm.mjs', 'throw')
  t.equal(exitCode, 1)
  t.equal(stdout, '')
  t.match(stderr, /Error: handle-width guard: OVERLAPPED, Internal: declared uint32_t/)
  t.match(stderr, /\n {4}at .*esm\.mjs:3:/, 'the stack begins in the program')
  t.notMatch(stderr, /\n {4}at .*src\/guard/)
})

t.test('HANDLE_WIDTH_GUARD=json:FILE: a line for each thing told, and one at the end', async t => {
  const file = join(folder, 'out', 'told.jsonl')
  await run('esm.mjs', `json:${file}`)
  const lines = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as { kind: string })
  t.same(
    lines.map(({ kind }) => kind),
    ['finding', 'end'],
  )
  t.match(lines[0], { thread: 0, finding: { rule: 'field-width', struct: 'OVERLAPPED', line: 3 } })
  t.match(lines[1], { losses: [], findings: [{ rule: 'field-width' }] })
})

t.test('worker threads are guarded as well', async t => {
  const { exitCode, stdout, stderr } = await run('worker.mjs')
  t.equal(exitCode, 0)
  t.equal(stdout, 'done\nworker ended 7')
  t.match(stderr, /^handle-width guard, worker thread \d+: /)
})

t.test('a right program prints what it prints without the guard, and nothing besides', async t => {
  for (const program of ['right.mjs', 'none.mjs'] as const)
    t.same(await run(program), await run(program, '', false))
  t.match(
    (await run('right.mjs', 'verbose')).stderr,
    /^handle-width guard: \d+ declarations? checked, 0 handles followed, no upper half lost$/,
  )
})

t.test('a word that means nothing is named, and the program runs', async t => {
  const { exitCode, stderr } = await run('none.mjs', 'trow')
  t.equal(exitCode, 0)
  t.equal(
    stderr,
    'handle-width guard: HANDLE_WIDTH_GUARD knows throw, verbose, declarations and json:FILE, not "trow"; it is left out',
  )
})

t.test('names of files are told without their control characters', async t => {
  const { stderr } = await run('named\u001b[31m.mjs')
  t.match(stderr, /field-width/)
  t.notMatch(stderr, /\u001b/)
})
