import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { execa } from 'execa'
import t, { type Test } from 'tap'
import { wine } from '../../src/engine/wine.ts'
import { parseRun } from '../../src/result/read-run.ts'
import type { RunFile } from '../../src/result/run-file.ts'
import { packageFolder } from '../golden.ts'
import { needs } from '../require.ts'
import { account, reportedCells, sameAs, type Reported, type Tally } from './account.ts'
import { temporaryFolders, waitForNone, markName, type Scope } from './left-behind.ts'
import { takeOwnPlace, takeOwnWine } from './own-place.ts'

const main = join(packageFolder, 'dist', 'src', 'cli', 'main.js')

const there = await wine.prepare('x64', () => undefined)
const place: Scope = there.ready ? await takeOwnWine(t) : takeOwnPlace(t)
const wineNeed = { ...needs('wine', there.ready, there.ready ? '' : `${there.reason} ${there.remedy}`), timeout: 280_000 }

/** Runs of one test, which share a place. */
interface Place extends Scope {
  readonly results: string[]
}

/** A place where the runs of one test work, and nobody else. */
function makePlace(): Place {
  const temporary = join(place.temporary, '..', randomUUID())
  mkdirSync(temporary)
  return { ...place, mark: randomUUID(), temporary, results: [] }
}

interface Started {
  readonly exited: Promise<{ readonly exitCode?: number | undefined; readonly signal?: string | undefined; readonly stderr: string }>
  kill(signal: NodeJS.Signals): void
  readonly out: string
}

/** Starts a run as a user does. */
function start(where: Place, words: readonly string[]): Started {
  const out = join(place.temporary, '..', randomUUID(), 'run.json')
  mkdirSync(join(out, '..'))
  where.results.push(out)
  const running = execa(process.execPath, [main, 'run', ...words, '--quiet', '--out', out], { reject: false, stdin: 'ignore', env: { TMPDIR: where.temporary, [markName]: where.mark, NO_COLOR: '1' } })
  return { exited: running, kill(signal) { running.kill(signal) }, out }
}

/** Waits until the run has made its folder, so that a moment after it is a moment of the run, on a busy machine as well. */
async function begun(where: Place, run: Started): Promise<void> {
  let ended = false
  void run.exited.then(() => { ended = true })
  while (!ended && temporaryFolders(where.temporary).length === 0) await wait(5)
}

function resultOf({ out }: Started): RunFile | undefined {
  return existsSync(out) ? parseRun(readFileSync(out, 'utf8'), out) : undefined
}

/** What an undisturbed run of these words reports, and with it which cells of another are true. */
async function undisturbed(t: Test, words: readonly string[]): Promise<{ isTrue: (cell: Reported) => boolean; run: RunFile }> {
  const started = start(makePlace(), words)
  t.equal((await started.exited).exitCode, 0)
  const run = resultOf(started)
  if (!run) throw new Error('An undisturbed run writes its file')
  return { isTrue: sameAs(run), run }
}

/** A run after the disturbed ones: it has to be as good as any, and its cells are those that count. */
async function runAfter(t: Test, tally: Tally, where: Place, words: readonly string[]): Promise<void> {
  const { isTrue, run: model } = await undisturbed(t, words)
  const next = start(where, words)
  t.equal((await next.exited).exitCode, 0, 'the next run is as good as any')
  const run = resultOf(next)
  t.ok(run, 'and writes its file')
  if (run) tally.reported({ ...run, planned: model.planned }, isTrue)
  if (run) t.same(reportedCells(run).filter(cell => !isTrue(cell)), [])
}

/** A run that was hit may have come to its end before; then its file is whole and as planned. */
function countEarly(tally: Tally, run: Started, isTrue: (cell: Reported) => boolean): void {
  const result = resultOf(run)
  if (result) tally.reported(result, isTrue)
}

const documented = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const
const moments = Array.from({ length: 6 }, (_, index) => index * 60)
const simulated = ['--engine', 'sim', '--arch', 'x64', '--kernel', 'native']

for (const [signal, code] of Object.entries(documented)) {
  t.test(`${signal} ends a run with exit code ${code} and leaves nothing`, t => {
    const where = makePlace()
    return account(t, { area: 'parent', fault: `${signal} at random moments` }, where, async tally => {
      const { isTrue } = await undisturbed(t, ['--engine', 'sim'])
      for (const afterMs of moments) {
        const run = start(where, ['--engine', 'sim'])
        if (afterMs > 0) await begun(where, run)
        await wait(afterMs + Math.random() * 100)
        run.kill(signal as NodeJS.Signals)
        const { exitCode, signal: endedBy } = await run.exited
        // Node itself ends by the signal where it comes before the program has begun.
        t.ok(exitCode === code || endedBy === signal || exitCode === 0, `after ${afterMs} ms: ${exitCode ?? endedBy}`)
        if (exitCode !== 0) tally.provoked()
        t.same(temporaryFolders(where.temporary), [], 'it removes its own folder')
        countEarly(tally, run, isTrue)
      }
      await runAfter(t, tally, where, simulated)
    })
  })
}

t.test('SIGKILL takes the children with it, and the next run removes the rest', t => {
  const where = makePlace()
  return account(t, { area: 'parent', fault: 'SIGKILL at random moments, then another run' }, where, async tally => {
    let hadFolders = 0
    for (const afterMs of moments) {
      const run = start(where, ['--engine', 'sim'])
      if (afterMs > 0) await begun(where, run)
      await wait(afterMs + Math.random() * 100)
      run.kill('SIGKILL')
      if ((await run.exited).signal === 'SIGKILL') tally.provoked()
      t.same(await waitForNone(where), [], `after ${afterMs} ms: no child outlives it`)
      if (temporaryFolders(where.temporary).length > 0) hadFolders++
    }
    t.ok(hadFolders > 0, 'folders were left')
    await runAfter(t, tally, where, simulated)
  })
})

t.test('a folder of another user or of a living run is not touched', async t => {
  const where = makePlace()
  const living = start(where, ['--engine', 'sim'])
  await begun(where, living)
  mkdirSync(join(where.temporary, 'handle-width-elsewhere-1-1-abcdef'))
  t.equal((await start(where, ['--engine', 'sim', '--probe', 'correct']).exited).exitCode, 0)
  t.equal((await living.exited).exitCode, 0, 'the living run got through')
  t.same(temporaryFolders(where.temporary), ['handle-width-elsewhere-1-1-abcdef'], 'what names another machine stays')
})

const few = ['--engine', 'wine', '--arch', 'x64', '--probe', 'correct', 'handle-u32', 'unplugged']

for (const signal of ['SIGINT', 'SIGKILL'] as const) {
  t.test(`${signal} of a run under Wine leaves no Windows process, no port and no lock behind the next run`, wineNeed, t => {
    const where = makePlace()
    return account(t, { area: 'parent', fault: `${signal} under Wine, then another run` }, where, async tally => {
      for (const afterMs of [1, 300, 700, 1500]) {
        const run = start(where, few)
        await begun(where, run)
        await wait(afterMs)
        run.kill(signal)
        const { exitCode, signal: endedBy } = await run.exited
        if (signal === 'SIGINT' && exitCode !== 0) t.equal(exitCode, documented.SIGINT)
        if (exitCode === documented.SIGINT || endedBy === signal) tally.provoked()
        t.same(await waitForNone(where), [], `after ${afterMs} ms: no Windows process is left`)
      }
      await runAfter(t, tally, where, few)
    })
  })
}

t.test('four runs at once in one cache and prefix do not disturb each other', wineNeed, t => {
  const where = makePlace()
  const words = ['--engine', 'wine', '--arch', 'x64', '--kernel', 'native', '--probe', 'correct', 'handle-u32']
  return account(t, { area: 'parent', fault: 'four runs at once in one cache and prefix' }, where, async tally => {
    const { isTrue, run: model } = await undisturbed(t, words)
    const runs = Array.from({ length: 4 }, () => start(where, words))
    for (const run of runs) {
      t.equal((await run.exited).exitCode, 0)
      const result = resultOf(run)
      t.ok(result)
      if (result) tally.provoked()
      if (result) tally.reported({ ...result, planned: model.planned }, isTrue)
    }
  })
})
