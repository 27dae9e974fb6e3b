import { randomUUID } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { chmod, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import t from 'tap'
import { wine } from '../../src/lanes/engines/wine.ts'
import { findWine } from '../../src/lanes/engines/wine/find.ts'
import { loadProbes } from '../../src/program/load.ts'
import { parseRun } from '../../src/result/read-run.ts'
import { processNumbers, readProcessFile } from '../../src/os/processes.ts'
import { commandLine } from '../support/cli/command-line.ts'
import { hangMs } from '../support/hang.ts'
import { needs } from '../support/require.ts'
import { until } from '../support/until.ts'
import { account, sameAs } from './account.ts'
import type { Scope } from './left-behind.ts'
import { takeOwnPlace, takeOwnWine } from './own-place.ts'
import { provoke } from './stub-engine.ts'
import { prefixesOf, wineProcesses } from './wine-copy.ts'

const there = await wine.prepare('x64', () => undefined)
const need = {
  ...needs('wine', there.ready, there.ready ? '' : `${there.reason} ${there.remedy}`),
  timeout: hangMs,
}
const scope: Scope = there.ready ? await takeOwnWine(t) : takeOwnPlace(t)
const cache = scope.cache ?? ''

const probes = (await loadProbes()).filter(({ id }) =>
  ['correct', 'handle-u32', 'upper-half-garbage'].includes(id),
)
const undisturbed = there.ready ? (await provoke(wine, probes)).run : undefined
const isTrue = undisturbed ? sameAs(undisturbed) : () => false

/** The control on the command line; what it printed is the run. */
const control = [
  'run',
  '--engine',
  'wine',
  '--arch',
  'x64',
  '--kernel',
  'native',
  '--probe',
  'correct',
  '--quiet',
]

async function runControl(
  environment: Readonly<Record<string, string>> = {},
): Promise<{ readonly exitCode: number | null; readonly stderr: string; readonly out: string }> {
  const out = join(scope.temporary, '..', randomUUID(), 'run.json')
  await mkdir(join(out, '..'))
  const { exitCode, stderr } = await commandLine([...control, '--save', out], environment)
  return { exitCode, stderr, out }
}

async function readRun(out: string): Promise<ReturnType<typeof parseRun>> {
  return parseRun(await readFile(out, 'utf8'), out)
}

const finishedName = 'handle-width-finished'

/** The prefixes that were made to the end. */
async function finished(): Promise<string[]> {
  return (await prefixesOf(cache)).filter(prefix => existsSync(join(prefix, finishedName)))
}

t.test('a prefix is to be made anew only if its programs do not start', need, async t => {
  const prepared = await wine.prepare('x64', () => undefined)
  if (!prepared.ready) throw new Error(prepared.reason)
  const before = await finished()
  t.not(before.length, 0)
  await prepared.discardPrepared?.()
  t.same(
    await finished(),
    before,
    'children that came to nothing in a good prefix leave it as it is',
  )
  await removeProcesses()
  for (const prefix of before)
    await rm(join(prefix, 'drive_c', 'windows', 'system32', 'kernel32.dll'))
  await prepared.discardPrepared?.()
  t.same((await finished()).length, before.length - 1, 'the next run makes this one anew')
})

t.test('a prefix that was left half-made is made anew', need, t =>
  account(t, { area: 'kernel', fault: 'prefix left half-made' }, scope, async tally => {
    await removeProcesses()
    const servers = await serverFolders()
    t.ok(servers.length > 0, 'Wine keeps something of the prefix outside of it')
    for (const prefix of await prefixesOf(cache)) {
      await rm(join(prefix, finishedName), { force: true })
      await rm(join(prefix, 'system.reg'))
      await rm(join(prefix, 'drive_c', 'windows', 'system32', 'kernel32.dll'), { force: true })
    }
    const { notices, faults, run } = await provoke(wine, probes)
    t.match(notices, [/^Making a Wine prefix/])
    t.same(faults, [])
    t.equal((await finished()).length, 1)
    tally.provoked()
    tally.reported(run, isTrue)
    t.same(
      servers.filter(({ path, made }) => find(path).some(found => found.made === made)),
      [],
      'which goes with it',
    )
  }),
)

t.test('a prefix that was damaged is said to be no good, and made anew by the next run', need, t =>
  account(t, { area: 'kernel', fault: 'prefix damaged, then another run' }, scope, async tally => {
    await removeProcesses()
    for (const prefix of await prefixesOf(cache)) {
      for (const name of ['kernel32.dll', 'ntdll.dll', 'kernelbase.dll'])
        await rm(join(prefix, 'drive_c', 'windows', 'system32', name), { force: true })
      await writeFile(join(prefix, 'system.reg'), 'damaged')
    }
    const first = await runControl()
    t.ok(
      first.exitCode === 3 || first.exitCode === 0,
      `either it works or it is said that not all was measured: ${first.exitCode}`,
    )
    if (first.exitCode === 3) t.match(first.stderr, /not all was measured|prefix/)
    t.notMatch(first.stderr, /^ +at /m, 'no stack trace')
    tally.provoked()
    const second = await runControl()
    t.equal(second.exitCode, 0, second.stderr)
    tally.reported(await readRun(second.out), isTrue)
  }),
)

/** A folder of Wine, and when it was made: what is made anew may get the name of what was removed. */
interface ServerFolder {
  readonly path: string
  readonly made: bigint
}

function find(path: string): ServerFolder[] {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false })
  return found ? [{ path, made: found.birthtimeNs }] : []
}

/** Where Wine keeps the sockets and locks of the servers of these prefixes. */
async function serverFolders(): Promise<ServerFolder[]> {
  const parents = (await readdir('/tmp')).filter(name => /^\.?wine-/.test(name))
  const servers = (await prefixesOf(cache))
    .map(prefix => statSync(prefix, { bigint: true }))
    .map(({ dev, ino }) => `server-${dev.toString(16)}-${ino.toString(16)}`)
  return parents.flatMap(parent => servers.flatMap(server => find(join('/tmp', parent, server))))
}

async function removeProcesses(): Promise<void> {
  while (wineProcesses(cache).length > 0) {
    for (const { pid } of wineProcesses(cache)) {
      try {
        process.kill(pid, 'SIGKILL')
      } catch {
        // It ended by itself.
      }
    }
    await wait(20)
  }
}

/** A Wine of another version: programs of their own that say so and are the known one otherwise. Made again, it is one that was updated. */
async function makeOtherWine(version: string): Promise<string> {
  const found = await findWine(cache)
  const folder = join(cache, 'other')
  await mkdir(folder, { recursive: true })
  for (const [name, program] of [
    ['wine', found.loader],
    ['wine64', found.loader64],
    ['wineserver', found.server],
  ] as const) {
    const answer =
      name === 'wineserver'
        ? ''
        : `if [ "$1" = --version ]; then echo "wine-${version} (made up)"; exit 0; fi\n`
    await writeFile(join(folder, name), `#!/bin/sh\n${answer}exec ${program} "$@"\n`)
    await chmod(join(folder, name), 0o755)
  }
  return join(folder, 'wine')
}

t.test('two Wine versions at once in one cache have a prefix each', need, t =>
  account(
    t,
    { area: 'kernel', fault: 'two Wine versions at once in one cache' },
    scope,
    async tally => {
      const before = await prefixesOf(cache)
      const other = await makeOtherWine('9.9')
      const [one, two] = await Promise.all([runControl(), runControl({ HANDLE_WIDTH_WINE: other })])
      t.same([one.exitCode, two.exitCode], [0, 0], `${one.stderr}${two.stderr}`)
      const runs = [await readRun(one.out), await readRun(two.out)]
      t.match(runs[1]?.lanes[0]?.environments, [{ facts: { wine: 'wine-9.9 (made up)' } }])
      t.notMatch(runs[0]?.lanes[0]?.environments, [{ facts: { wine: 'wine-9.9 (made up)' } }])
      const made = (await prefixesOf(cache)).filter(prefix => !before.includes(prefix))
      t.match(made, [/prefix-9\.9-/], 'one more prefix, for the other version alone')
      tally.provoked(runs.length)
      for (const run of runs) tally.reported(run, isTrue)
    },
  ),
)

function workingIn(prefix: string): number[] {
  return processNumbers().filter(pid =>
    readProcessFile(pid, 'environ').split('\0').includes(`WINEPREFIX=${prefix}`),
  )
}

t.test(
  'a Wine that was updated takes its outdated prefix with it, and what a killed server left there',
  need,
  async t => {
    const other = { HANDLE_WIDTH_WINE: await makeOtherWine('9.9') }
    t.equal((await runControl(other)).exitCode, 0)
    const [outdated = ''] = (await prefixesOf(cache)).filter(prefix =>
      prefix.includes('prefix-9.9-'),
    )
    const isServer = (pid: number) => readProcessFile(pid, 'comm').startsWith('wineserver')
    for (const pid of workingIn(outdated).filter(isServer)) process.kill(pid, 'SIGKILL')
    await until(() => !workingIn(outdated).some(isServer))
    t.ok(workingIn(outdated).length > 0, 'services outlived their server')

    await makeOtherWine('9.10')
    const { exitCode, stderr } = await runControl(other)
    t.equal(exitCode, 0, stderr)
    t.same(
      (await prefixesOf(cache))
        .filter(prefix => /prefix-9\./.test(prefix))
        .map(prefix => /9\.\d+/.exec(prefix)?.[0]),
      ['9.10'],
    )
    await until(() => workingIn(outdated).length === 0)
    t.same(
      workingIn(outdated).map(pid => readProcessFile(pid, 'cmdline')),
      [],
    )
  },
)
