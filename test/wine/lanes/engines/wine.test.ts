import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { openPty } from '../../../../src/lanes/devices/pty.ts'
import type { Ready } from '../../../../src/lanes/engines/engine.ts'
import { wine } from '../../../../src/lanes/engines/wine.ts'
import { findWine } from '../../../../src/lanes/engines/wine/find.ts'
import { prefixKey } from '../../../../src/lanes/engines/wine/prefix.ts'
import { findCacheFolder } from '../../../../src/lanes/provision/cache.ts'
import { runTool, startChild, type Child } from '../../../../src/os/spawn.ts'
import { removeCache } from '../../../faults/wine-copy.ts'
import { needs } from '../../../support/require.ts'

const script = fileURLToPath(new URL('wine-child.js', import.meta.url))
const prepareScript = fileURLToPath(new URL('prepare.js', import.meta.url))
const notice = (message: string) => t.comment(message)
const states = { x64: await wine.prepare('x64', notice), ia32: await wine.prepare('ia32', notice) }

const onX64 = process.arch === 'x64' ? {} : { skip: 'only an x64 machine needs an emulated CPU' }
t.test('prepare() says how the Wine for arm64 is set up, where it is not', onX64, async t => {
  const cache = process.env['HANDLE_WIDTH_CACHE']
  process.env['HANDLE_WIDTH_CACHE'] = t.testdir({})
  t.teardown(() => {
    if (cache === undefined) delete process.env['HANDLE_WIDTH_CACHE']
    else process.env['HANDLE_WIDTH_CACHE'] = cache
  })
  t.match(await wine.prepare('arm64', notice), {
    ready: false,
    reason: /has no Wine for arm64 programs/,
    remedy: /setup wine --arch arm64/,
  })
})

t.test('prepare() turns what is wrong with Wine into a reason and a remedy', async t => {
  const folder = t.testdir({ wine: '#!/bin/sh\necho wine-5.0.3\n' })
  chmodSync(join(folder, 'wine'), 0o755)
  process.env['HANDLE_WIDTH_WINE'] = join(folder, 'wine')
  t.teardown(() => {
    delete process.env['HANDLE_WIDTH_WINE']
  })
  t.same(await wine.prepare('x64', notice), {
    ready: false,
    reason: `${join(folder, 'wine')} is wine-5.0.3, and 8.0 or newer is needed.`,
    remedy: 'Type "handle-width setup wine", or name a Wine in HANDLE_WIDTH_WINE.',
    command: 'handle-width setup wine',
  })
})

for (const [architecture, pointerBytes] of [
  ['x64', 8],
  ['ia32', 4],
] as const) {
  const state = states[architecture]
  const need = needs('wine', state.ready, state.ready ? '' : `${state.reason} ${state.remedy}`)
  t.test(`wine, ${architecture}`, need, async t => {
    if (state.ready) testLane(t, state, architecture, pointerBytes)
    else t.fail(`${state.reason} ${state.remedy}`)
  })
}

function testLane(t: Test, ready: Ready, architecture: string, pointerBytes: number): void {
  t.test("a child runs on Windows' node.exe with koffi", async t => {
    const { exit, answer } = await ask(ready, t.testdir(), 'describe')
    t.match(exit, { exitCode: 0, signal: null })
    t.same(answer, {
      arch: architecture,
      platform: 'win32',
      version: `v${ready.environment['node']}`,
      pointerBytes,
      options: null,
    })
  })

  t.test('paths with blanks and umlauts reach the child', async t => {
    const { answer } = await ask(ready, t.testdir({ 'a bü': {} }), 'describe', 'a bü')
    t.match(answer, { arch: architecture })
  })

  t.test('linkPort() makes a pseudo terminal a COM port', async t => {
    const pty = await openPty({ kind: 'echo' })
    const port = await ready.linkPort?.(pty.path)
    t.teardown(async () => {
      await port?.release()
      await pty.close()
    })
    const { answer } = await ask(ready, t.testdir(), 'exchange', '.', port?.name ?? '')
    t.same(answer, { opened: true, wrote: 1, sent: [4], read: 1, received: [4], text: 'ping' })
    t.equal(pty.received().toString(), 'ping')
  })

  t.test('an access violation ends the child with the low byte of its status', async t => {
    const { exit, answer } = await ask(ready, t.testdir(), 'crash')
    t.match(exit, { exitCode: 5, signal: null })
    t.equal(answer, null)
  })

  t.test('a hanging child can be killed, and the next one starts', async t => {
    const folder = t.testdir()
    const child = start(ready, folder, join(folder, 'answer'), 'hang')
    while (readAnswer(join(folder, 'answer')) === null) await sleep(20)
    t.same(await child.kill(), { exitCode: null, signal: 'SIGKILL', startError: null })
    t.match(await ask(ready, folder, 'describe'), { exit: { exitCode: 0 } })
  })
}

t.test(
  'two runs at once fill a cache together, where a killed run left half a prefix',
  needs(
    'wine',
    states.x64.ready && states.ia32.ready,
    'Wine with both halves is needed: type "handle-width setup wine".',
  ),
  async t => {
    const cache = join(t.testdir({ cache: {} }), 'cache')
    // Where Wine's 32-bit half is one that set-up laid into the cache, it is no part of what a run makes.
    const half = join(findCacheFolder(), 'wine-ia32')
    if (existsSync(half)) symlinkSync(half, join(cache, 'wine-ia32'))
    const found = await findWine(cache, process.env, { architecture: 'x64' })
    const prefix = join(cache, 'wine', prefixKey(found))
    mkdirSync(prefix, { recursive: true })
    writeFileSync(join(prefix, 'system.reg'), 'half')
    const environment = { HANDLE_WIDTH_CACHE: cache }
    const runs = await Promise.all(
      [1, 2].map(() => runTool(process.execPath, [prepareScript], { environment })),
    )
    for (const run of runs)
      t.match(JSON.parse(run.stdout), [{ ready: true }, { ready: true }], run.stderr)
    const notices = runs.flatMap(run => run.stderr.split('\n')).filter(line => line !== '')
    t.equal(
      notices.filter(line => line.startsWith('Fetching ')).length,
      4,
      'each package is fetched once',
    )
    t.equal(
      notices.filter(line => line.startsWith('Making a Wine prefix')).length,
      1,
      'the prefix is made once',
    )
    t.same(
      readdirSync(join(cache, 'packages')).filter(name => name.endsWith('.part')),
      [],
    )
    t.notMatch(readFileSync(join(prefix, 'system.reg'), 'utf8'), /^half/, 'which is made anew')
    await removeCache(cache)
  },
)

interface Asked {
  readonly exit: Awaited<Child['exited']>
  readonly answer: unknown
}

async function ask(
  ready: Ready,
  root: string,
  task: string,
  folder = '.',
  port = '',
): Promise<Asked> {
  const answer = join(root, folder, 'answer')
  rmSync(answer, { force: true })
  const exit = await start(ready, root, answer, task, port).exited
  return { exit, answer: readAnswer(answer) }
}

function start(ready: Ready, root: string, answer: string, task: string, port = ''): Child {
  const output = join(root, 'output')
  return startChild({
    ...ready.command(script, [ready.childPath(answer), task, port]),
    stdoutFile: output,
    stderrFile: output,
  })
}

function readAnswer(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}
