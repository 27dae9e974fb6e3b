import { existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { withLock } from '../../../../src/lanes/provision/lock.ts'
import { runTool, startChild } from '../../../../src/os/spawn.ts'

const script = fileURLToPath(new URL('hold-lock.js', import.meta.url))

t.test('withLock() lets one process in at a time', async t => {
  const folder = t.testdir({ log: '' })
  const log = join(folder, 'log')
  const all = await Promise.all(
    [1, 2, 3, 4].map(() => runTool(process.execPath, [script, folder, 'work', log, '150'])),
  )
  t.same(
    all.map(result => result.exitCode),
    [0, 0, 0, 0],
  )
  t.equal(readFileSync(log, 'utf8'), 'in\nout\n'.repeat(4))
})

t.test('withLock() gives the lock back when the work fails, and hands the failure on', async t => {
  const cache = t.testdir()
  await t.rejects(
    withLock(
      cache,
      'work',
      () => {},
      async () => {
        throw new Error('failed')
      },
    ),
    { message: 'failed' },
  )
  t.equal(
    await withLock(
      cache,
      'work',
      () => t.fail('it is held'),
      async () => 'in',
    ),
    'in',
  )
})

t.test('withLock() lets one work of this process in at a time, without a word', async t => {
  const cache = t.testdir()
  const log: string[] = []
  await Promise.all(
    [1, 2, 3].map(number =>
      withLock(
        cache,
        'work',
        () => t.fail('no other process holds it'),
        async () => {
          log.push(`in ${number}`)
          await sleep(1)
          log.push(`out ${number}`)
        },
      ),
    ),
  )
  t.same(log.filter(entry => entry.startsWith('in')).toSorted(), ['in 1', 'in 2', 'in 3'])
  for (const [index, entry] of log.entries())
    if (index % 2 === 0) t.equal(log[index + 1], entry.replace('in', 'out'), 'none is in beside it')
})

t.test('withLock() says that it waits, and takes over the lock of a killed run', async t => {
  const folder = t.testdir({ log: '' })
  const log = join(folder, 'log')
  const output = join(folder, 'output')
  const child = startChild({
    file: process.execPath,
    arguments: [script, folder, 'work', log, '60000'],
    environment: {},
    stdoutFile: output,
    stderrFile: output,
  })
  while (readFileSync(log, 'utf8') === '') await sleep(20)
  await child.kill()
  const lock = join(folder, 'locks', 'work.lock')
  t.ok(existsSync(lock), 'the killed run leaves its lock')
  // As if it had been killed nine seconds ago.
  const before = Date.now() / 1000 - 9
  utimesSync(lock, before, before)
  let waited = 0
  await withLock(
    folder,
    'work',
    () => {
      waited += 1
    },
    async () => writeFileSync(log, 'mine'),
  )
  t.equal(waited, 1)
  t.equal(readFileSync(log, 'utf8'), 'mine')
})
