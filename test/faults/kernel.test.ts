import { chmod, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import t from 'tap'
import { wine } from '../../src/engine/wine.ts'
import { findWine } from '../../src/engine/wine/find.ts'
import { loadProbes } from '../../src/probe/load.ts'
import { cellsOf } from '../../src/result/cells.ts'
import { commandLine } from '../cli/command-line.ts'
import { needs } from '../require.ts'
import { recordFault } from './record-fault.ts'
import { lostCells, provoke, type Provoked } from './stub-engine.ts'
import { copyCache, prefixesOf, removeCache, wineProcesses } from './wine-copy.ts'

const there = await wine.prepare('x64', () => undefined)
const need = { ...needs('wine', there.ready, there.ready ? '' : `${there.reason} ${there.remedy}`), timeout: 280_000 }

const probes = (await loadProbes()).filter(({ id }) => ['correct', 'handle-u32', 'upper-half-garbage', 'sentinel-u32', 'closed-handle', 'wrong-kind'].includes(id))

function seen({ run }: Provoked): string[] {
  return run.results.flatMap(result => [...cellsOf(result)].map(([step, { outcome }]) => `${result.probe} ${step} ${outcome.kind} ${outcome.kind === 'win32-error' ? outcome.code : ''}`))
}

if (there.ready) {
  const cache = await copyCache()
  process.env['HANDLE_WIDTH_CACHE'] = cache
  t.teardown(() => removeCache(cache))
}
const cache = process.env['HANDLE_WIDTH_CACHE'] ?? ''

/** Kills the server of the copy at random moments. */
async function killServer(most: number, going: () => boolean): Promise<number> {
  let kills = 0
  while (going() && kills < most) {
    await wait(300 + Math.random() * 1500)
    const server = wineProcesses(cache).find(({ name }) => name.startsWith('wineserver'))
    if (!server || !going()) continue
    process.kill(server.pid, 'SIGKILL')
    kills++
  }
  return kills
}

t.test('a wineserver that is killed in mid-run changes nothing that is reported', need, async t => {
  const undisturbed = seen(await provoke(wine, probes))
  let kills = 0
  let lost = 0
  for (let run = 0; kills < 6 && run < 12; run++) {
    let going = true
    const killer = killServer(1, () => going)
    const provoked = await provoke(wine, probes, 2)
    going = false
    kills += await killer
    lost += lostCells(provoked)
    t.same(seen(provoked), undisturbed, `run ${run + 1}`)
    t.same(provoked.faults, [])
  }
  t.equal(kills, 6)
  t.equal(lost, 0)
  const servers = wineProcesses(cache).filter(({ name }) => name.startsWith('wineserver')).length
  const strays = wineProcesses(cache).filter(({ name }) => name.startsWith('services')).length
  t.ok(servers <= 1 && strays <= 1, 'of what served the killed ones nothing is left')
  recordFault({ area: 'kernel', fault: 'wineserver killed in mid-run', provoked: kills, lost, left: Math.max(0, strays - 1) })
})

t.test('a prefix that was left half-made is made anew', need, async t => {
  for (const prefix of await prefixesOf(cache)) {
    await rm(join(prefix, 'handle-width-finished'))
    await rm(join(prefix, 'system.reg'))
    await rm(join(prefix, 'drive_c', 'windows', 'system32', 'kernel32.dll'))
  }
  const { exitCode, stderr } = await commandLine(['run', '--engine', 'wine', '--arch', 'x64', '--probe', 'correct'])
  t.equal(exitCode, 0)
  t.match(stderr, /Making a Wine prefix/)
  recordFault({ area: 'kernel', fault: 'prefix left half-made', provoked: 1, lost: 0, left: 0 })
})

t.test('a prefix that was damaged is said to be no good, and made anew by the next run', need, async t => {
  await removeProcesses()
  for (const prefix of await prefixesOf(cache)) {
    for (const name of ['kernel32.dll', 'ntdll.dll', 'kernelbase.dll']) await rm(join(prefix, 'drive_c', 'windows', 'system32', name), { force: true })
    await writeFile(join(prefix, 'system.reg'), 'damaged')
  }
  const first = await commandLine(['run', '--engine', 'wine', '--arch', 'x64', '--kernel', 'native', '--probe', 'correct', '--quiet'])
  t.ok(first.exitCode === 3 || first.exitCode === 0, `either it works or it is said that not all was measured: ${first.exitCode}`)
  if (first.exitCode === 3) t.match(first.stderr, /not all was measured|prefix/)
  t.notMatch(first.stderr, /^ +at /m, 'no stack trace')
  const second = await commandLine(['run', '--engine', 'wine', '--arch', 'x64', '--kernel', 'native', '--probe', 'correct', '--quiet'])
  t.equal(second.exitCode, 0, second.stderr)
  recordFault({ area: 'kernel', fault: 'prefix damaged, then another run', provoked: 1, lost: 0, left: 0 })
})

async function removeProcesses(): Promise<void> {
  for (const { pid } of wineProcesses(cache)) process.kill(pid, 'SIGKILL')
  while (wineProcesses(cache).length > 0) await wait(20)
}

t.test('two Wine versions at once in one cache have a prefix each', need, async t => {
  const found = await findWine(cache)
  const folder = join(cache, 'other-wine')
  await mkdir(folder)
  for (const [name, program] of [['wine', found.loader], ['wine64', found.loader64], ['wineserver', found.server]] as const) {
    const answer = name === 'wineserver' ? '' : 'if [ "$1" = --version ]; then echo "wine-9.9 (made up)"; exit 0; fi\n'
    await writeFile(join(folder, name), `#!/bin/sh\n${answer}exec ${program} "$@"\n`)
    await chmod(join(folder, name), 0o755)
  }
  const words = ['run', '--engine', 'wine', '--arch', 'x64', '--kernel', 'native', '--probe', 'correct', '--format', 'json', '--quiet']
  const both = await Promise.all([commandLine(words), commandLine(words, { HANDLE_WIDTH_WINE: join(folder, 'wine') })])
  t.same(both.map(({ exitCode }) => exitCode), [0, 0], both.map(({ stderr }) => stderr).join('\n'))
  t.match(both[1].stdout, /wine-9\.9/)
  t.equal((await prefixesOf(cache)).length >= 2, true)
  recordFault({ area: 'kernel', fault: 'two Wine versions at once in one cache', provoked: 1, lost: 0, left: 0 })
})
