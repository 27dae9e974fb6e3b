import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { linkPort } from '../../../../../src/lanes/engines/wine/ports.ts'
import { withLock } from '../../../../../src/lanes/provision/lock.ts'
import { startOf } from '../../../../../src/os/owner.ts'
import { runTool, startChild, type Child } from '../../../../../src/os/spawn.ts'

const onUnix = { skip: process.platform === 'win32' && 'Wine is for other systems' }
const script = fileURLToPath(new URL('hold-port.js', import.meta.url))

function makePrefix(root: string): {
  readonly cache: string
  readonly prefix: string
  readonly links: string
  readonly records: string
} {
  const prefix = join(root, 'prefix')
  const links = join(prefix, 'dosdevices')
  mkdirSync(links, { recursive: true })
  return { cache: root, prefix, links, records: join(prefix, 'handle-width-ports') }
}

t.test('linkPort() links a free number and takes it away again', onUnix, async t => {
  const { cache, prefix, links, records } = makePrefix(t.testdir())
  symlinkSync('/dev/ttyS0', join(links, 'com1'))
  symlinkSync('/dev/mine', join(links, 'com33'))
  const port = await linkPort(cache, prefix, '/dev/pts/7')
  t.equal(port.name, 'COM34')
  t.equal(readlinkSync(join(links, 'com34')), '/dev/pts/7')
  await port.release()
  await port.release()
  t.same(readdirSync(links), ['com1', 'com33'], 'and leaves the others alone')
  t.same(readdirSync(records), [])
})

t.test('linkPort() leaves a number alone that another run is about to link', onUnix, async t => {
  const { cache, prefix, links, records } = makePrefix(t.testdir())
  mkdirSync(records)
  const theirs = JSON.stringify({
    pid: process.pid,
    started: startOf(process.pid),
    host: hostname(),
    device: '/dev/pts/8',
  })
  writeFileSync(join(records, 'com33.json'), theirs)
  const port = await linkPort(cache, prefix, '/dev/pts/7')
  t.equal(port.name, 'COM34')
  await port.release()
  t.equal(readFileSync(join(records, 'com33.json'), 'utf8'), theirs)
  t.same(readdirSync(links), [])
})

t.test('linkPort() gives different numbers to runs side by side', onUnix, async t => {
  const { cache, prefix, links } = makePrefix(t.testdir())
  const runs = await Promise.all(
    [1, 2, 3, 4].map(n =>
      runTool(process.execPath, [script, cache, prefix, `/dev/pts/${n}`, 'repeat']),
    ),
  )
  t.same(
    runs.map(run => run.exitCode),
    [0, 0, 0, 0],
    runs.map(run => run.stderr).join(''),
  )
  t.same(readdirSync(links), [], 'a run that ends without releasing leaves no link')
  const ports = await Promise.all([1, 2, 3, 4].map(n => linkPort(cache, prefix, `/dev/pts/${n}`)))
  t.equal(new Set(ports.map(port => port.name)).size, 4)
  await Promise.all(ports.map(port => port.release()))
})

t.test('linkPort() waits while another run chooses a number', onUnix, async t => {
  const { cache, prefix } = makePrefix(t.testdir())
  let linked = false
  const pending = await withLock(
    cache,
    'wine-ports',
    () => {},
    async () => {
      const port = linkPort(cache, prefix, '/dev/mine').then(port => {
        linked = true
        return port
      })
      await sleep(300)
      t.equal(linked, false)
      return [port]
    },
  )
  const port = await pending[0]
  t.equal(port?.name, 'COM33')
  await port?.release()
})

t.test('linkPort() removes the link of a killed run, not that of a living one', onUnix, async t => {
  const root = t.testdir()
  const { cache, prefix, links, records } = makePrefix(root)
  const living = await start(root, cache, prefix, '/dev/living')
  const killed = await start(root, cache, prefix, '/dev/killed')
  t.teardown(() => living.child.kill())
  await killed.child.kill()
  t.ok(lstatSync(join(links, killed.port)), 'a killed run leaves its link')
  const port = await linkPort(cache, prefix, '/dev/mine')
  t.equal(port.name.toLowerCase(), killed.port, 'its number is free again')
  t.equal(readlinkSync(join(links, killed.port)), '/dev/mine')
  t.equal(readlinkSync(join(links, living.port)), '/dev/living')
  await port.release()
  t.same(readdirSync(links), [living.port])
  t.same(readdirSync(records), [`${living.port}.json`])
})

const dead: { title: string; record: string; isDead: boolean }[] = [
  { title: 'half a record', record: '{"pid": 1, "st', isDead: true },
  {
    title: 'the number of this process, from before the last start of the machine',
    record: JSON.stringify({ pid: process.pid, started: '1', host: hostname(), device: '/dev/x' }),
    isDead: true,
  },
  {
    title: 'a run on another machine',
    record: JSON.stringify({ pid: 1, started: '1', host: 'elsewhere', device: '/dev/x' }),
    isDead: false,
  },
]
for (const { title, record, isDead } of dead) {
  t.test(
    `linkPort() ${isDead ? 'takes over' : 'leaves'} a link with ${title}`,
    { skip: !existsSync('/proc/self/stat') && 'needs /proc' },
    async t => {
      const { cache, prefix, links, records } = makePrefix(t.testdir())
      mkdirSync(records)
      writeFileSync(join(records, 'com33.json'), record)
      symlinkSync('/dev/x', join(links, 'com33'))
      const port = await linkPort(cache, prefix, '/dev/mine')
      t.equal(port.name, isDead ? 'COM33' : 'COM34')
      await port.release()
    },
  )
}

t.test('linkPort() says that all numbers are in use', onUnix, async t => {
  const { cache, prefix, links } = makePrefix(t.testdir())
  for (let number = 33; number <= 255; number++) symlinkSync('/dev/x', join(links, `com${number}`))
  await t.rejects(linkPort(cache, prefix, '/dev/mine'), {
    message: 'All COM numbers from 33 to 255 are in use in the Wine prefix.',
  })
})

async function start(
  root: string,
  cache: string,
  prefix: string,
  device: string,
): Promise<{ readonly child: Child; readonly port: string }> {
  const output = join(root, device.replaceAll('/', '-'))
  const child = startChild({
    file: process.execPath,
    arguments: [script, cache, prefix, device],
    environment: {},
    stdoutFile: output,
    stderrFile: output,
  })
  while (readFileSync(output, 'utf8') === '') await sleep(20)
  return { child, port: readFileSync(output, 'utf8').trim().toLowerCase() }
}

t.test(
  'linkPort() adds no listener for each port: of more than ten Node warns the user',
  onUnix,
  async t => {
    const { cache, prefix, links } = makePrefix(t.testdir())
    const before = process.listenerCount('exit')
    const ports = []
    for (let number = 0; number < 16; number++)
      ports.push(await linkPort(cache, prefix, '/dev/mine'))
    t.equal(process.listenerCount('exit'), before)
    t.equal(readdirSync(links).length, 16)
    await Promise.all(ports.map(port => port.release()))
    t.same(readdirSync(links), [])
  },
)
