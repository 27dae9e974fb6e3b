import { existsSync } from 'node:fs'
import { devNull } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import t, { type Test } from 'tap'
import {
  endAll,
  endLeftoverProcesses,
} from '../../../../../src/lanes/engines/wine/leftover-processes.ts'
import { hasOnlyThreadsLeft, startOf } from '../../../../../src/os/owner.ts'
import { readProcessFile } from '../../../../../src/os/processes.ts'
import { startChild, type Child } from '../../../../../src/os/spawn.ts'
import { hangMs } from '../../../../support/hang.ts'
import { until } from '../../../../support/until.ts'

/** The number of exit(2), which ends the thread that calls it and no other. */
const exitCall = ({ x64: 60, arm64: 93 } as Partial<Record<NodeJS.Architecture, number>>)[
  process.arch
]
const need = {
  skip:
    process.platform !== 'linux' || exitCall === undefined
      ? 'needs /proc, and the number of exit(2) on this architecture'
      : (false as const),
  timeout: hangMs,
}

/** Takes the name of its first argument, says through the file of its second that it is there, and if it is to, ends its first thread. */
const script = `
import { writeFileSync } from 'node:fs'
import koffi from 'koffi'
const [name, here, isHalf] = process.argv.slice(2)
process.title = name
setInterval(() => undefined, 1000)
writeFileSync(here, '')
if (isHalf === 'half') koffi.load('libc.so.6').func('long syscall(long number, long status)')(${exitCall}, 0)
`

interface StandIn {
  readonly child: Child
  readonly pid: number
}

/** Starts a program by this name in a prefix; the next one has a later start. */
async function stand(
  t: Test,
  folder: string,
  prefix: string,
  name: string,
  isHalf = false,
): Promise<StandIn> {
  const here = join(folder, `here-${Math.random()}`)
  const child = startChild({
    file: process.execPath,
    arguments: [join(folder, 'stand-in.mjs'), name, here, isHalf ? 'half' : 'whole'],
    environment: { WINEPREFIX: prefix },
    stdoutFile: devNull,
    stderrFile: devNull,
  })
  t.teardown(() => child.kill())
  const { pid } = child
  if (pid === null) throw new Error('not started')
  await until(() => existsSync(here) && hasOnlyThreadsLeft(pid) === isHalf)
  return { child, pid }
}

/** How it ended; a word where it does not. */
function endOf({ child }: StandIn): Promise<unknown> {
  return Promise.race([child.exited, wait(hangMs / 20, 'goes on', { ref: false })])
}

t.test(
  'endStrays() ends the services that are older than the server at work, and nothing else',
  need,
  async t => {
    const folder = t.testdir({ 'stand-in.mjs': script })
    const older = await stand(t, folder, folder, 'winedevice.exe')
    const half = await stand(t, folder, folder, 'winedevice.exe', true)
    const elsewhere = await stand(t, folder, `${folder}-2`, 'winedevice.exe')
    // One right after the other, however busy the machine: a program as young as this is left alone.
    const [program, server] = await Promise.all([
      stand(t, folder, folder, 'node.exe'),
      stand(t, folder, folder, 'wineserver64'),
    ])
    const younger = await stand(t, folder, folder, 'winedevice.exe')
    const second = await stand(t, folder, folder, 'wineserver64')

    t.ok(hasOnlyThreadsLeft(half.pid), 'of one the first thread has ended')
    t.match(
      readProcessFile(half.pid, 'cmdline'),
      /winedevice\.exe/,
      'and it is found by its others',
    )
    t.match(readProcessFile(half.pid, 'environ'), `WINEPREFIX=${folder}\0`)
    t.equal(readProcessFile(server.pid, 'comm').trim(), 'wineserver64')

    endLeftoverProcesses(folder)
    t.match(await endOf(older), { signal: 'SIGKILL' })
    t.match(await endOf(half), { signal: 'SIGKILL' }, 'that one as well')
    for (const { pid } of [elsewhere, program, server, younger, second])
      t.ok(startOf(pid) !== null && !hasOnlyThreadsLeft(pid), 'goes on')
  },
)

t.test('endStrays() ends nothing where no server is at work', need, async t => {
  const folder = t.testdir({ 'stand-in.mjs': script })
  const service = await stand(t, folder, folder, 'winedevice.exe')
  endLeftoverProcesses(folder)
  await wait(100)
  t.ok(startOf(service.pid) !== null && !hasOnlyThreadsLeft(service.pid), 'goes on')
})

t.test(
  'endAll() ends all that works in a prefix, the server among it, and nothing in another',
  need,
  async t => {
    const folder = t.testdir({ 'stand-in.mjs': script })
    const own = [
      await stand(t, folder, folder, 'winedevice.exe', true),
      await stand(t, folder, folder, 'node.exe'),
      await stand(t, folder, folder, 'wineserver64'),
    ]
    const elsewhere = await stand(t, folder, `${folder}-2`, 'winedevice.exe')
    endAll(folder)
    for (const one of own) t.match(await endOf(one), { signal: 'SIGKILL' })
    t.ok(startOf(elsewhere.pid) !== null && !hasOnlyThreadsLeft(elsewhere.pid), 'goes on')
  },
)
