import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { describePeer, type Peer } from '../../../../src/lanes/devices/peer.ts'
import { openPty } from '../../../../src/lanes/devices/pty.ts'
import { runTool } from '../../../../src/os/spawn.ts'
import {
  failure,
  openBlockingSlave,
  openSlave,
  readBytes,
  waitUntil,
  writeBytes,
} from '../../../support/lanes/devices/slave.ts'
import { everyByte, onLinux, withWire } from '../../../support/lanes/devices/wire.ts'

t.test('openPty() echoes every byte as it is', onLinux, t =>
  withWire({ kind: 'echo' }, async (pty, slave) => {
    await writeBytes(slave, everyByte)
    t.same(await readBytes(slave, 256), everyByte)
    t.same(pty.received(), everyByte)
    t.ok(pty.plugged())
  }),
)

t.test('openPty() stays raw while slaves come and go', onLinux, async t => {
  const pty = await openPty({ kind: 'echo' })
  for (let round = 0; round < 5; round++) {
    const slave = await openSlave(pty.path)
    await writeBytes(slave, everyByte)
    t.same(await readBytes(slave, 256), everyByte)
    await slave.close()
  }
  t.ok(pty.plugged())
  await pty.close()
})

t.test('openPty() echoes 1 MB, written before anything is read', onLinux, t =>
  withWire({ kind: 'echo' }, async (_, slave) => {
    const megabyte = Buffer.from(
      Array.from({ length: 1 << 20 }, (_, index) => (index * 7 + (index >> 8)) % 256),
    )
    const started = performance.now()
    await writeBytes(slave, megabyte)
    const back = await readBytes(slave, megabyte.length, 30_000)
    t.comment(`1 MB there and back in ${(performance.now() - started).toFixed(0)} ms`)
    t.ok(back.equals(megabyte))
  }),
)

t.test('openPty() forgets what is too much, and goes on', onLinux, t =>
  withWire({ kind: 'echo' }, async (pty, slave) => {
    const piece = Buffer.alloc(1 << 20, 'flood')
    for (let megabytes = 0; megabytes < 12; megabytes++) await writeBytes(slave, piece)
    t.ok(await waitUntil(() => pty.received().length === 4 << 20), 'remembers the newest 4 MiB')
    pty.purge()
    await writeBytes(slave, Buffer.from('still here'))
    t.equal((await readBytes(slave, 10)).toString(), 'still here')
  }),
)

t.test('openPty() keeps eight wires apart', onLinux, async t => {
  const wires = await Promise.all(Array.from({ length: 8 }, () => openPty({ kind: 'echo' })))
  t.equal(new Set(wires.map(({ path }) => path)).size, 8)
  const texts = wires.map((_, index) => Buffer.alloc(100_000, `wire ${index},`))
  const back = await Promise.all(
    wires.map(async ({ path }, index) => {
      const slave = await openSlave(path)
      const [bytes] = await Promise.all([
        readBytes(slave, 100_000, 30_000),
        writeBytes(slave, texts[index] ?? Buffer.alloc(0)),
      ])
      await slave.close()
      return bytes
    }),
  )
  t.ok(back.every((bytes, index) => bytes.equals(texts[index] ?? Buffer.alloc(0))))
  t.ok(wires.every((wire, index) => wire.received().equals(texts[index] ?? Buffer.alloc(0))))
  await Promise.all(wires.map(wire => wire.close()))
})

const peers: readonly { readonly peer: Peer; readonly back: string }[] = [
  { peer: { kind: 'silent' }, back: '' },
  { peer: { kind: 'stalled' }, back: '' },
  { peer: { kind: 'twice' }, back: 'hellohello' },
  { peer: { kind: 'late', delayMs: 20 }, back: 'hello' },
]
for (const { peer, back } of peers) {
  t.test(`openPty() with a peer that is ${describePeer(peer)}`, onLinux, t =>
    withWire(peer, async (pty, slave) => {
      await writeBytes(slave, Buffer.from('hello'))
      t.equal((await readBytes(slave, back.length)).toString(), back)
      const taken = peer.kind === 'stalled' ? '' : 'hello'
      t.ok(await waitUntil(() => pty.received().toString() === taken))
      t.equal((await readBytes(slave, 1, 50)).toString(), '', 'and no more')
    }),
  )
}

t.test('openPty() answers late by the given time', onLinux, t =>
  withWire({ kind: 'late', delayMs: 200 }, async (_, slave) => {
    const started = performance.now()
    await writeBytes(slave, Buffer.from('x'))
    t.equal((await readBytes(slave, 1)).toString(), 'x')
    const elapsed = performance.now() - started
    t.ok(elapsed >= 199, `${elapsed.toFixed(1)} ms`)
  }),
)

t.test('openPty() makes noise, at a bounded rate', onLinux, t =>
  withWire({ kind: 'noise', bytesPerSecond: 2000 }, async (_, slave) => {
    const started = performance.now()
    const noise = await readBytes(slave, 1000)
    const elapsed = performance.now() - started
    t.equal(noise.length, 1000)
    t.ok(
      noise.every((byte, index) => byte === index % 256),
      'nothing lost',
    )
    t.ok(elapsed > 400, `1000 bytes in ${elapsed.toFixed(0)} ms`)
  }),
)

t.test('openPty() fills up before a stalled peer', onLinux, t =>
  withWire({ kind: 'stalled' }, async (pty, slave) => {
    let taken = 0
    for (let code = 'none'; code === 'none';) {
      code = await failure(
        slave.write(Buffer.alloc(4096)).then(({ bytesWritten }) => {
          taken += bytesWritten
        }),
      )
      if (taken > 1 << 20) break
    }
    t.ok(taken > 0 && taken < 1 << 18, `${taken} bytes taken`)
    pty.purge()
    t.equal((await slave.write(Buffer.alloc(1000))).bytesWritten, 1000, 'empty again after purge')
  }),
)

t.test('purge() empties both ends and what is under way', onLinux, async t => {
  await withWire({ kind: 'echo' }, async (pty, slave) => {
    await writeBytes(slave, Buffer.from('stale'))
    t.ok(await waitUntil(() => pty.received().length === 5))
    await sleep(20)
    await writeBytes(slave, Buffer.from('not yet taken by the peer'))
    pty.purge()
    t.equal(pty.received().length, 0)
    t.equal((await readBytes(slave, 1, 100)).toString(), '')
    await writeBytes(slave, Buffer.from('fresh'))
    t.equal((await readBytes(slave, 5)).toString(), 'fresh')
    t.equal((await readBytes(slave, 1, 50)).toString(), '', 'and no more')
  })
  await withWire({ kind: 'late', delayMs: 100 }, async (pty, slave) => {
    await writeBytes(slave, Buffer.from('stale'))
    t.ok(await waitUntil(() => pty.received().length === 5))
    pty.purge()
    t.equal((await readBytes(slave, 1, 300)).toString(), '', 'nothing comes late')
  })
  await withWire({ kind: 'echo' }, async (pty, slave) => {
    await writeBytes(slave, Buffer.alloc(1 << 20, 'x'))
    pty.purge()
    t.equal((await readBytes(slave, 1, 100)).toString(), '', 'a queue of 1 MB is gone')
  })
})

t.test('purge() begins unplugOn anew', onLinux, t =>
  withWire({ kind: 'echo', unplugOn: 'BYE' }, async (pty, slave) => {
    await writeBytes(slave, Buffer.from('BY'))
    t.equal((await readBytes(slave, 2)).toString(), 'BY')
    pty.purge()
    await writeBytes(slave, Buffer.from('E'))
    t.equal((await readBytes(slave, 1)).toString(), 'E')
    t.ok(pty.plugged())
  }),
)

t.test('purge() restores the settings that a child changed', onLinux, t =>
  withWire({ kind: 'echo' }, async (pty, slave) => {
    const settings = async () => (await runTool('stty', ['-a', '-F', pty.path])).stdout
    const before = await settings()
    t.match(before, /-icanon/)
    await runTool('stty', ['-F', pty.path, 'sane', 'ixon', '1200'])
    t.not(await settings(), before)
    pty.purge()
    t.equal(await settings(), before)
    await writeBytes(slave, everyByte)
    t.same(await readBytes(slave, 256), everyByte)
  }),
)

t.test('1000 one-byte round trips, in order', onLinux, t =>
  withWire({ kind: 'echo' }, async pty => {
    const slave = await openBlockingSlave(pty.path)
    const byte = Buffer.alloc(1)
    const times: number[] = []
    for (let index = 0; index < 1000; index++) {
      const started = performance.now()
      await slave.write(Buffer.of(index % 256))
      await slave.read(byte, 0, 1)
      times.push(performance.now() - started)
      if (byte[0] !== index % 256) t.fail(`byte ${index} came back as ${byte[0]}`)
    }
    await slave.close()
    const sorted = times.toSorted((one, other) => one - other)
    t.comment(`median ${sorted[500]?.toFixed(3)} ms, max ${sorted[999]?.toFixed(3)} ms`)
    t.equal(times.length, 1000)
  }),
)
