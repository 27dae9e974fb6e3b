import {
  closeSync,
  constants,
  existsSync,
  openSync,
  readSync,
  readdirSync,
  writeSync,
} from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import t from 'tap'
import { openFarEnd, type FarEnd } from '../../../../src/lanes/devices/far-end.ts'
import type { Peer } from '../../../../src/lanes/devices/peer.ts'
import { runTool } from '../../../../src/os/spawn.ts'
import { hangMs } from '../../../support/hang.ts'
import { needs } from '../../../support/require.ts'
import {
  failure,
  openSlave,
  readBytes,
  withSlave,
  writeBytes,
} from '../../../support/lanes/devices/slave.ts'

const onLinux = {
  ...needs('pty', process.platform === 'linux', 'pseudo terminals are measured on Linux only'),
  timeout: hangMs,
}

function besideThis(name: string): string {
  return join(dirname(fileURLToPath(import.meta.url)), name)
}

async function withFarEnd(
  peer: Peer,
  act: (wire: FarEnd, slave: FileHandle) => Promise<void>,
): Promise<void> {
  await withSlave(await openFarEnd(peer), act)
}

t.test(
  'a far end answers while the loop of the thread that made it stands still',
  onLinux,
  async t => {
    const wire = await openFarEnd({ kind: 'late', delayMs: 30 })
    const slave = openSync(wire.path, constants.O_RDWR | constants.O_NOCTTY)
    let turned = 0
    const turn = setInterval(() => {
      turned++
    }, 1)
    const answer = Buffer.alloc(5)
    // Reading waits, and nothing else of this thread goes on meanwhile.
    writeSync(slave, 'hello')
    for (let read = 0; read < answer.length;)
      read += readSync(slave, answer, read, answer.length - read, null)
    clearInterval(turn)
    t.equal(answer.toString(), 'hello')
    t.equal(turned, 0, 'the loop stood still')
    closeSync(slave)
    await wire.close()
  },
)

t.test('sixteen far ends on one thread keep their wires apart', onLinux, async t => {
  const wires = await Promise.all(Array.from({ length: 16 }, () => openFarEnd({ kind: 'echo' })))
  t.equal(new Set(wires.map(({ path }) => path)).size, wires.length)
  const slaves = await Promise.all(wires.map(({ path }) => openSlave(path)))
  await Promise.all(
    slaves.map((slave, index) => writeBytes(slave, Buffer.from(`wire ${index + 10}`))),
  )
  t.same(
    (await Promise.all(slaves.map(slave => readBytes(slave, 7)))).map(String),
    wires.map((_, index) => `wire ${index + 10}`),
  )
  await Promise.all([...slaves, ...wires].map(each => each.close()))
})

t.test('purge() drops an answer that is under way', onLinux, t =>
  withFarEnd({ kind: 'late', delayMs: 100 }, async (wire, slave) => {
    await writeBytes(slave, Buffer.from('old'))
    await sleep(20)
    await wire.purge()
    await writeBytes(slave, Buffer.from('new'))
    t.equal((await readBytes(slave, 3)).toString(), 'new')
  }),
)

t.test('unplug() says whether it was the one that pulled', onLinux, t =>
  withFarEnd({ kind: 'echo' }, async (wire, slave) => {
    t.equal(await wire.unplug(), true)
    t.equal(await wire.unplug(), false)
    t.equal(await failure(slave.write(Buffer.from('x'))), 'EIO')
  }),
)

t.test('close() is idempotent, and so is all that follows it', onLinux, async t => {
  const wire = await openFarEnd({ kind: 'noise', bytesPerSecond: 1000 })
  await withSlave(wire, async (_, slave) => {
    await Promise.all([wire.close(), wire.close()])
    t.equal(await wire.unplug(), false)
    await wire.purge()
    t.equal(await failure(slave.write('x')), 'EIO')
    // While its slave is open, no other process is given the number of the wire.
    t.notOk(existsSync(wire.path))
  })
})

t.test('close() gives back every descriptor', onLinux, async t => {
  const useOnce = (peer: Peer): Promise<void> =>
    withFarEnd(peer, async (_, slave) => {
      await writeBytes(slave, Buffer.from('BYE'))
    })
  const kinds: readonly Peer[] = [
    { kind: 'echo' },
    { kind: 'late', delayMs: 50 },
    { kind: 'stalled' },
    { kind: 'echo', unplugOn: 'BYE' },
  ]
  for (const peer of kinds) await useOnce(peer)
  const before = readdirSync('/proc/self/fd').length
  for (let round = 0; round < 20; round++) for (const peer of kinds) await useOnce(peer)
  t.equal(readdirSync('/proc/self/fd').length, before)
})

t.test(
  'an open wire does not keep the process alive, and goes with it, and Node warns of nothing',
  onLinux,
  async t => {
    const ended = await runTool(process.execPath, [besideThis('leave-far-end.js')])
    t.same({ exitCode: ended.exitCode, stderr: ended.stderr }, { exitCode: 0, stderr: '' })
    t.match(ended.stdout, /^\/dev\/pts\/\d+$/)
  },
)

t.test(
  'where the thread has ended a wire is as unplugged, and the next wire has a new thread',
  onLinux,
  async t => {
    const wire = await openFarEnd({ kind: 'echo' })
    const slave = await openSlave(wire.path)
    // A peer that no caller of ours can make: the thread falls over its first byte.
    await withFarEnd(JSON.parse('{ "kind": "echo", "unplugOn": {} }'), async (_, trigger) => {
      await trigger.write('x')
      // Asked of the other wire: a purge of this one may drop the byte before the thread has it.
      await wire.purge()
      let code = 'none'
      for (
        const until = performance.now() + hangMs / 2;
        code !== 'EIO' && performance.now() < until;
        await sleep(1)
      )
        code = await failure(slave.write('x'))
      t.equal(code, 'EIO', 'whoever has a wire open sees a hang-up')
    })
    await wire.purge()
    t.equal(await wire.unplug(), false)
    await Promise.all([wire.close(), slave.close()])
    await withFarEnd({ kind: 'echo' }, async (_, next) => {
      await writeBytes(next, Buffer.from('new'))
      t.equal((await readBytes(next, 3)).toString(), 'new')
    })
  },
)

t.test('openFarEnd() says in a sentence that the thread has ended', onLinux, async t => {
  const folder = t.testdir({
    'no-threads.mjs':
      "import { isMainThread } from 'node:worker_threads'\nif (!isMainThread) throw new Error('no thread here')\n",
  })
  const failed = await runTool(process.execPath, [besideThis('exhaust-far-ends.js')], {
    environment: { NODE_OPTIONS: `--import=${pathToFileURL(join(folder, 'no-threads.mjs')).href}` },
  })
  t.match(failed.stderr, /The thread that serves the loopback ports has ended \(no thread here\)\./)
})

t.test(
  'openFarEnd() says in a sentence that there is no terminal left, and goes on',
  onLinux,
  async t => {
    const exhausted = await runTool('prlimit', [
      '--nofile=60',
      process.execPath,
      besideThis('exhaust-far-ends.js'),
    ])
    t.equal(exhausted.exitCode, 0, exhausted.stderr)
    const { opened, message, again } = JSON.parse(exhausted.stdout)
    t.ok(opened > 5, `${opened} wires`)
    t.match(message, /^Cannot make a pseudo terminal as a loopback port: EMFILE.*ulimit -n.*\.$/)
    t.match(again, /^\/dev\/pts\/\d+$/)
  },
)
