import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { runTool, startChild } from '../../../src/os/spawn.ts'

const node = process.execPath
const limitMs = 20_000

t.test('runTool() returns what a program printed and how it ended', async t => {
  const cases = [
    {
      title: 'success',
      script: 'console.log("out"); console.error("err")',
      expected: {
        exitCode: 0,
        signal: null,
        startError: null,
        stdout: 'out',
        stderr: 'err',
        timedOut: false,
      },
    },
    {
      title: 'failure',
      script: 'process.exit(7)',
      expected: {
        exitCode: 7,
        signal: null,
        startError: null,
        stdout: '',
        stderr: '',
        timedOut: false,
      },
    },
    {
      title: 'a signal',
      script: 'process.kill(process.pid, "SIGKILL")',
      expected: {
        exitCode: null,
        signal: 'SIGKILL',
        startError: null,
        stdout: '',
        stderr: '',
        timedOut: false,
      },
    },
  ]
  for (const { title, script, expected } of cases)
    t.same(await runTool(node, ['-e', script]), expected, title)
})

t.test('runTool() says that a program is not there', async t => {
  t.match(await runTool('/nowhere/tool', []), {
    exitCode: null,
    signal: null,
    startError: 'ENOENT',
  })
})

t.test('runTool() passes arguments as they are, without a shell', async t => {
  const words = ['a b', '$HOME', '"', '`id`', '*', '; exit 3']
  const result = await runTool(node, ['-p', 'JSON.stringify(process.argv.slice(1))', ...words])
  t.same(JSON.parse(result.stdout), words)
})

t.test('runTool() adds to the environment', async t => {
  const result = await runTool(
    node,
    ['-p', '[process.env.ADDED, Boolean(process.env.PATH)].join()'],
    { environment: { ADDED: 'yes' } },
  )
  t.equal(result.stdout, 'yes,true')
})

t.test('runTool() ends a program that takes too long, and says so', async t => {
  const result = await runTool(node, ['-e', 'setTimeout(() => {}, 60000)'], { timeoutMs: 200 })
  t.match(result, { exitCode: null, signal: 'SIGKILL', timedOut: true })
})

t.test(
  'startChild() gives the child exactly the environment named, and files to write to',
  async t => {
    const folder = t.testdir()
    const child = startChild({
      file: node,
      arguments: [
        '-e',
        'console.log(JSON.stringify(process.env)); console.error(process.cwd()); process.exitCode = 3',
      ],
      cwd: folder,
      environment: { ONLY: 'this' },
      stdoutFile: join(folder, 'out'),
      stderrFile: join(folder, 'err'),
    })
    t.same(await child.exited, { exitCode: 3, signal: null, startError: null })
    const environment = Object.entries(JSON.parse(readFileSync(join(folder, 'out'), 'utf8')))
    // tap puts its own variables into every process that a test starts.
    t.same(
      environment.filter(([name]) => !/^(_TAPJS_|NODE_OPTIONS$)/.test(name)),
      [['ONLY', 'this']],
    )
    t.equal(readFileSync(join(folder, 'err'), 'utf8'), `${folder}\n`)
  },
)

t.test(
  'startChild() hands over a real file, not a pipe',
  { skip: process.platform !== 'linux' && 'needs /proc' },
  async t => {
    const folder = t.testdir()
    const output = join(folder, 'out')
    const child = startChild({
      file: node,
      arguments: ['-p', 'fs.readlinkSync("/proc/self/fd/1")'],
      environment: {},
      stdoutFile: output,
      stderrFile: output,
    })
    await child.exited
    t.equal(readFileSync(output, 'utf8'), `${output}\n`)
  },
)

t.test('startChild() reports a program that cannot be started as an exit', async t => {
  const folder = t.testdir({ text: 'no program' })
  const output = join(folder, 'out')
  const missing = startChild({
    file: join(folder, 'missing'),
    arguments: [],
    environment: {},
    stdoutFile: output,
    stderrFile: output,
  })
  t.same(await missing.exited, { exitCode: null, signal: null, startError: 'ENOENT' })
  t.equal(missing.pid, null)
  t.same(await missing.kill(), await missing.exited, 'kill() of it does nothing')
  const text = startChild({
    file: join(folder, 'text'),
    arguments: [],
    environment: {},
    stdoutFile: output,
    stderrFile: output,
  })
  t.same(await text.exited, { exitCode: null, signal: null, startError: 'EACCES' })
})

t.test(
  'kill() ends the child and what it has started',
  { skip: process.platform === 'win32' && 'asks for Unix signals' },
  async t => {
    const folder = t.testdir()
    const output = join(folder, 'out')
    const script =
      'const c = require("child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" }); require("fs").writeSync(1, String(c.pid)); setInterval(() => {}, 1000)'
    const child = startChild({
      file: node,
      arguments: ['-e', script],
      environment: {},
      stdoutFile: output,
      stderrFile: output,
    })
    const grandchild = Number(await waitFor(() => readFileSync(output, 'utf8')))
    t.ok(isRunning(grandchild), 'the grandchild runs')
    t.same(await child.kill(), { exitCode: null, signal: 'SIGKILL', startError: null })
    await waitFor(() => (isRunning(grandchild) ? '' : 'gone'))
    t.same(await child.kill(), await child.exited, 'a second time does nothing')
  },
)

t.test(
  'children do not outlive the process that started them',
  { skip: process.platform === 'win32' && 'asks for Unix signals' },
  async t => {
    const folder = t.testdir()
    const output = join(folder, 'out')
    const parent = join(folder, 'parent.mjs')
    writeFileSync(
      parent,
      `
    import { startChild } from ${JSON.stringify(new URL('../../../src/os/spawn.js', import.meta.url).href)}
    const child = startChild({ file: process.execPath, arguments: ['-e', 'setInterval(() => {}, 1000)'], environment: {}, stdoutFile: ${JSON.stringify(output)}, stderrFile: ${JSON.stringify(output)} })
    console.log(child.pid)
    process.exit(0)
  `,
    )
    const child = Number((await runTool(node, [parent])).stdout)
    t.ok(child > 0)
    await waitFor(() => (isRunning(child) ? '' : 'gone'))
  },
)

/** A zombie still has its number, so /proc is asked where there is one. */
function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

async function waitFor(read: () => string): Promise<string> {
  for (const end = Date.now() + limitMs; Date.now() < end; await sleep(20)) {
    const value = read()
    if (value !== '') return value
  }
  throw new Error('waited in vain')
}
