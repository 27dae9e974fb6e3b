import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import type { Peer } from '../../../../src/lanes/devices/peer.ts'
import { openPty } from '../../../../src/lanes/devices/pty.ts'
import { runTool, startChild } from '../../../../src/os/spawn.ts'
import {
  failure,
  openBlockingSlave,
  openSlave,
  readBytes,
  waitUntil,
  withSlave,
  writeBytes,
} from '../../../support/lanes/devices/slave.ts'
import { onLinux, withWire } from '../../../support/lanes/devices/wire.ts'

function besideThis(name: string): string {
  return join(dirname(fileURLToPath(import.meta.url)), name)
}

function countDescriptors(): number {
  return readdirSync('/proc/self/fd').length
}

t.test('unplug() before a slave was opened', onLinux, async t => {
  const pty = await openPty({ kind: 'echo' })
  pty.unplug()
  t.notOk(pty.plugged())
  t.equal(await failure(openSlave(pty.path)), 'ENOENT')
})

t.test(
  'the path of an unplugged wire goes to no other terminal before the wire is closed',
  onLinux,
  async t => {
    const pty = await openPty({ kind: 'echo' })
    pty.unplug()
    // The kernel gives out the lowest free number, and other tests make terminals at the same time.
    const others = await Promise.all(Array.from({ length: 40 }, () => openPty({ kind: 'echo' })))
    t.notOk(others.some(({ path }) => path === pty.path))
    t.equal(await failure(openSlave(pty.path)), 'ENOENT')
    await Promise.all([pty, ...others].map(each => each.close()))
  },
)

t.test('unplug() after a slave was opened', onLinux, t =>
  withWire({ kind: 'echo' }, async (pty, slave) => {
    await writeBytes(slave, Buffer.from('lost'))
    await waitUntil(() => pty.received().length === 4)
    pty.unplug()
    t.equal(
      (await slave.read(Buffer.alloc(4), 0, 4)).bytesRead,
      0,
      'reads end, unread bytes are lost',
    )
    t.equal(await failure(slave.write(Buffer.from('x'))), 'EIO')
    t.equal((await runTool('stty', ['-F', pty.path])).exitCode, 1, 'the path is gone')
  }),
)

t.test('unplug() in mid-read', onLinux, async t => {
  const pty = await openPty({ kind: 'echo' })
  const slave = await openBlockingSlave(pty.path)
  const read = slave.read(Buffer.alloc(4), 0, 4).then(
    ({ bytesRead }) => bytesRead,
    () => 'EIO',
  )
  t.equal(await Promise.race([read, sleep(50, 'waits')]), 'waits')
  pty.unplug()
  t.match(String(await read), /^(0|EIO)$/)
  await slave.close()
})

t.test('unplug() in mid-write', onLinux, async t => {
  const pty = await openPty({ kind: 'stalled' })
  const slave = await openBlockingSlave(pty.path)
  const write = slave.write(Buffer.alloc(1 << 20)).then(
    ({ bytesWritten }) => (bytesWritten < 1 << 20 ? 'part' : 'all'),
    () => 'EIO',
  )
  t.equal(await Promise.race([write, sleep(50, 'waits')]), 'waits')
  pty.unplug()
  t.match(await write, /^(part|EIO)$/)
  await slave.close()
})

t.test('unplug() by the peer itself', onLinux, t =>
  withWire({ kind: 'echo', unplugOn: 'BYE' }, async (pty, slave) => {
    await writeBytes(slave, Buffer.from('hello'))
    t.equal((await readBytes(slave, 5)).toString(), 'hello')
    await writeBytes(slave, Buffer.from('BYE'))
    t.ok(await waitUntil(() => !pty.plugged()))
    t.equal(await failure(slave.write(Buffer.from('x'))), 'EIO')
    t.equal(pty.received().toString(), 'helloBYE')
  }),
)

t.test('close() is idempotent, and so is all that follows it', onLinux, async t => {
  const pty = await openPty({ kind: 'noise', bytesPerSecond: 1000 })
  await withSlave(pty, async () => {
    await pty.close()
    await pty.close()
    pty.unplug()
    pty.purge()
    t.notOk(pty.plugged())
    t.equal(pty.received().length, 0)
    // While its slave is open, no other process is given the number of the wire.
    t.notOk(existsSync(pty.path))
  })
})

t.test('close() gives back every descriptor', onLinux, async t => {
  const useOnce = (peer: Peer) =>
    withWire(peer, async (pty, slave) => {
      await writeBytes(slave, Buffer.from('BYE'))
      await waitUntil(() => pty.received().length === 3, 100)
    })
  const kinds: readonly Peer[] = [
    { kind: 'echo' },
    { kind: 'late', delayMs: 50 },
    { kind: 'noise', bytesPerSecond: 1000 },
    { kind: 'stalled' },
    { kind: 'echo', unplugOn: 'BYE' },
  ]
  for (const peer of kinds) await useOnce(peer)
  const before = countDescriptors()
  for (let round = 0; round < 20; round++) for (const peer of kinds) await useOnce(peer)
  t.equal(countDescriptors(), before)
})

t.test(
  'openPty() says in a sentence that there is none left, and loses no descriptor by it',
  onLinux,
  async t => {
    // An even and an odd number: one of them runs out between the two ends of a terminal.
    for (const limit of [60, 61]) {
      const exhausted = await runTool('prlimit', [
        `--nofile=${limit}`,
        process.execPath,
        besideThis('exhaust-ptys.js'),
      ])
      t.equal(exhausted.exitCode, 0, exhausted.stderr)
      const { opened, message, lost } = JSON.parse(exhausted.stdout)
      t.ok(opened > 5, `${opened} wires in ${limit} descriptors`)
      t.match(message, /^Cannot make a pseudo terminal as a loopback port: EMFILE.*ulimit -n.*\.$/)
      t.equal(lost, 0)
    }
  },
)

t.test('openPty() shows its descriptors to no child', onLinux, t =>
  withWire({ kind: 'echo' }, async pty => {
    const seen = await runTool('ls', ['-l', '/proc/self/fd'])
    t.equal(seen.exitCode, 0)
    t.notMatch(seen.stdout, /ptmx/)
    t.notOk(seen.stdout.includes(pty.path))
  }),
)

t.test('a wire vanishes with the process that made it, by whatever end', onLinux, async t => {
  const folder = mkdtempSync(join(tmpdir(), 'hold-pty-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const stdoutFile = join(folder, 'out')
  const holder = startChild({
    file: process.execPath,
    arguments: [besideThis('hold-pty.js')],
    environment: {},
    stdoutFile,
    stderrFile: join(folder, 'err'),
  })
  const path = () => readFileSync(stdoutFile, 'utf8').trim()
  t.ok(await waitUntil(() => path() !== ''), readFileSync(join(folder, 'err'), 'utf8'))
  const slave = await openSlave(path())
  await writeBytes(slave, Buffer.from('alive'))
  t.equal((await readBytes(slave, 5)).toString(), 'alive')
  t.equal((await holder.kill()).signal, 'SIGKILL')
  t.equal(await failure(slave.write(Buffer.from('x'))), 'EIO')
  t.notOk(existsSync(path()), 'no device is left, even while its slave is still open')
  await slave.close()
})
