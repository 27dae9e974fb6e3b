import { fileURLToPath } from 'node:url'
import t from 'tap'
import { runTool } from '../../../src/os/spawn.ts'

const unit = fileURLToPath(new URL('../../../src/os/at-exit.js', import.meta.url))

/** What a process says at its end that has called `atExit()` so. */
async function saidBy(program: string): Promise<{
  readonly exitCode: number | null
  readonly lines: readonly string[]
  readonly stderr: string
}> {
  const text = `const { atExit } = await import(${JSON.stringify(unit)}); const say = word => () => { process.stdout.write(word + '\\n') }; ${program}`
  const { exitCode, stdout, stderr } = await runTool(process.execPath, [
    '--input-type=module',
    '--eval',
    text,
  ])
  return { exitCode, lines: stdout.split('\n').filter(Boolean), stderr }
}

const cases = [
  {
    title: 'with the last thing first',
    program: "atExit(say('a')); atExit(say('b'))",
    exitCode: 0,
    lines: ['b', 'a'],
  },
  {
    title: 'not what was taken back, and once',
    program: "const back = atExit(say('a')); atExit(say('b')); back(); back()",
    exitCode: 0,
    lines: ['b'],
  },
  {
    title: 'after one that fails, with the exit code of the process',
    program: "atExit(say('b')); atExit(() => { throw new Error('no') }); process.exit(130)",
    exitCode: 130,
    lines: ['b'],
  },
  {
    title: 'by one listener, of which Node does not warn',
    program:
      "const before = process.listenerCount('exit'); for (let n = 0; n < 20; n++) atExit(() => undefined); process.stdout.write(process.listenerCount('exit') - before + '\\n')",
    exitCode: 0,
    lines: ['0'],
  },
] as const

for (const { title, program, exitCode, lines } of cases) {
  t.test(`atExit() acts ${title}`, async t => {
    t.same(await saidBy(program), { exitCode, lines, stderr: '' })
  })
}

const onUnix = { skip: process.platform === 'win32' && 'Windows has no such signals' }

/** How a process ends that says `ready`, then computes without end, and is sent SIGTERM. */
async function endedBusy(program: string): Promise<string | null> {
  const text = `const { atExit, endOnSignals } = await import(${JSON.stringify(unit)}); endOnSignals(); ${program}; process.kill(process.pid, 'SIGTERM'); for (;;) { if (process.uptime() > 20) process.exit(9) }`
  // What tap loads into each process listens for signals, so none of it.
  const { signal, exitCode } = await runTool('/usr/bin/env', [
    '-u',
    'NODE_OPTIONS',
    process.execPath,
    '--input-type=module',
    '--eval',
    text,
  ])
  return signal ?? String(exitCode)
}

t.test(
  'a process that has nothing to undo is ended by a signal while it computes',
  onUnix,
  async t => {
    t.equal(await endedBusy(''), 'SIGTERM')
    t.equal(await endedBusy('atExit(() => undefined)()'), 'SIGTERM', 'nor when it was taken back')
  },
)

t.test('a process that has something to undo does it when a signal comes', onUnix, async t => {
  const { lines, exitCode } = await saidBy(
    `(await import(${JSON.stringify(unit)})).endOnSignals(); atExit(say('undone')); setTimeout(() => {}, 60_000); process.kill(process.pid, 'SIGTERM')`,
  )
  t.same(lines, ['undone'])
  t.equal(exitCode, 143)
})
