import { randomUUID } from 'node:crypto'
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { execa } from 'execa'
import t, { type Test } from 'tap'
import { wine } from '../../src/engine/wine.ts'
import { findCacheFolder } from '../../src/provision/cache.ts'
import { parseRun } from '../../src/result/read-run.ts'
import { packageFolder } from '../golden.ts'
import { needs } from '../require.ts'
import { marked, markName, temporaryFolders, waitForNone } from './left-behind.ts'
import { recordFault } from './record-fault.ts'

const main = join(packageFolder, 'dist', 'src', 'cli', 'main.js')

interface Started {
  readonly exited: Promise<{ readonly exitCode?: number | undefined; readonly signal?: string | undefined; readonly stderr: string }>
  kill(signal: NodeJS.Signals): void
  /** Marks all processes of the run, Windows ones among them. */
  readonly mark: string
  /** The folder of temporary folders, of this run alone. */
  readonly temporary: string
  readonly out: string
}

/** Starts a run as a user does, in a place of its own. */
function start(t: Test, words: readonly string[], where: Partial<Pick<Started, 'temporary'>> = {}): Started {
  const mark = randomUUID()
  const folder = join(t.testdirName, mark)
  mkdirSync(join(folder, 'tmp'), { recursive: true })
  const temporary = where.temporary ?? join(folder, 'tmp')
  const out = join(folder, 'run.json')
  const running = execa(process.execPath, [main, 'run', ...words, '--quiet', '--out', out], { reject: false, stdin: 'ignore', env: { TMPDIR: temporary, [markName]: mark, NO_COLOR: '1' } })
  return { exited: running, kill(signal) { running.kill(signal) }, mark, temporary, out }
}

/** Waits until the run has made its folder, so that a moment after it is a moment of the run, on a busy machine as well. */
async function begun(run: Started): Promise<void> {
  for (const limit = performance.now() + 20_000; performance.now() < limit && temporaryFolders(run.temporary).length === 0;) await wait(5)
}

/** A file as long as it is the same one: another run may make one of the same name. */
function identify(folder: string, name: string): string[] {
  const found = lstatSync(join(folder, name), { throwIfNoEntry: false, bigint: true })
  return found ? [`${join(folder, name)} (${found.ino}, ${found.ctimeNs})`] : []
}

/** Links and records of COM ports in the Wine prefixes of the cache, and locks. */
function wineTraces(): string[] {
  const cache = findCacheFolder()
  const names = (folder: string): string[] => existsSync(folder) ? readdirSync(folder) : []
  const list = (folder: string): string[] => names(folder).flatMap(name => identify(folder, name))
  const prefixes = names(join(cache, 'wine')).filter(name => name.startsWith('prefix-')).map(name => join(cache, 'wine', name))
  return [
    ...prefixes.flatMap(prefix => list(join(prefix, 'handle-width-ports'))),
    ...prefixes.map(prefix => join(prefix, 'dosdevices')).flatMap(folder => names(folder).filter(name => /^com(3[3-9]|[4-9]\d|[12]\d\d)$/.test(name) && isTerminal(join(folder, name))).flatMap(name => identify(folder, name))),
    ...list(join(cache, 'locks')),
    ...list(join(cache, 'tmp'))
  ]
}

function isTerminal(link: string): boolean {
  return lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink() === true
}

/** The traces that stay. Other tests may be running Wine in the same cache: theirs go. */
async function wineLeft(): Promise<string[]> {
  let left = wineTraces()
  for (const limit = performance.now() + 100_000; left.length > 0 && performance.now() < limit;) {
    await wait(200)
    const now = new Set(wineTraces())
    left = left.filter(trace => now.has(trace))
  }
  return left
}

/** What a run left, after its children have had a moment to go. */
async function leftBy({ mark, temporary, out }: Started): Promise<string[]> {
  const half = existsSync(out) ? [] : readdirSync(join(out, '..')).filter(name => name.startsWith('run.json'))
  return [...await waitForNone(mark), ...temporaryFolders(temporary), ...half]
}

/** The run file is whole or not there. */
function isWholeOrAbsent({ out }: Started): boolean {
  if (!existsSync(out)) return true
  parseRun(readFileSync(out, 'utf8'), out)
  return true
}

const documented = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const
const moments = Array.from({ length: 8 }, (_, index) => index * 60)

for (const [signal, code] of Object.entries(documented)) {
  t.test(`${signal} ends a run with exit code ${code} and leaves nothing`, async t => {
    let left = 0
    let hit = 0
    for (const afterMs of moments) {
      const run = start(t, ['--engine', 'sim'])
      if (afterMs > 0) await begun(run)
      await wait(afterMs + Math.random() * 100)
      run.kill(signal as NodeJS.Signals)
      const { exitCode, signal: endedBy } = await run.exited
      // Node itself ends by the signal where it comes before the program has begun.
      t.ok(exitCode === code || endedBy === signal || exitCode === 0, `after ${afterMs} ms: ${exitCode ?? endedBy}`)
      if (exitCode === code) hit++
      t.same(await leftBy(run), [], 'nothing is left')
      left += (await leftBy(run)).length
      t.ok(isWholeOrAbsent(run))
    }
    t.ok(hit > 0, 'the signal came in the middle of a run')
    recordFault({ area: 'parent', fault: `${signal} at random moments`, provoked: moments.length, lost: 0, left })
  })
}

t.test('SIGKILL takes the children with it, and the next run removes the rest', async t => {
  const temporary = join(t.testdir({ shared: {} }), 'shared')
  let hadFolders = 0
  for (const afterMs of moments) {
    const run = start(t, ['--engine', 'sim'], { temporary })
    if (afterMs > 0) await begun(run)
    await wait(afterMs + Math.random() * 100)
    run.kill('SIGKILL')
    await run.exited
    t.same(await waitForNone(run.mark), [], `after ${afterMs} ms: no child outlives it`)
    if (temporaryFolders(temporary).length > 0) hadFolders++
    t.ok(isWholeOrAbsent(run))
  }
  t.ok(hadFolders > 0, 'folders were left')
  const next = start(t, ['--engine', 'sim', '--probe', 'correct'], { temporary })
  t.equal((await next.exited).exitCode, 0, 'the next run works')
  const left = await leftBy(next)
  t.same(left, [], 'and leaves nothing of the earlier ones either')
  recordFault({ area: 'parent', fault: 'SIGKILL at random moments, then another run', provoked: moments.length, lost: 0, left: left.length })
})

t.test('a folder of another user or of a living run is not touched', async t => {
  const temporary = join(t.testdir({ shared: {} }), 'shared')
  const living = start(t, ['--engine', 'sim'], { temporary })
  while (temporaryFolders(temporary).length === 0) await wait(5)
  const [folder = ''] = temporaryFolders(temporary)
  mkdirSync(join(temporary, 'handle-width-elsewhere-1-1-abcdef'))
  t.equal((await start(t, ['--engine', 'sim', '--probe', 'correct'], { temporary }).exited).exitCode, 0)
  t.ok(existsSync(join(temporary, folder)) || (await living.exited).exitCode === 0)
  t.equal((await living.exited).exitCode, 0, 'the living run got through')
  t.same(temporaryFolders(temporary), ['handle-width-elsewhere-1-1-abcdef'], 'what names another machine stays')
})

const there = await wine.prepare('x64', () => undefined)
const wineNeed = { ...needs('wine', there.ready, there.ready ? '' : `${there.reason} ${there.remedy}`), timeout: 280_000 }
/** Long enough to be hit in its middle, on any machine. */
const all = ['--engine', 'wine', '--arch', 'x64']
const few = [...all, '--probe', 'correct', 'handle-u32', 'unplugged']

for (const signal of ['SIGINT', 'SIGKILL'] as const) {
  t.test(`${signal} of a run under Wine leaves no Windows process, no port and no lock behind the next run`, wineNeed, async t => {
    const temporary = join(t.testdir({ shared: {} }), 'shared')
    for (const afterMs of [1, 300, 700, 1500]) {
      const run = start(t, all, { temporary })
      await begun(run)
      await wait(afterMs)
      run.kill(signal)
      const { exitCode } = await run.exited
      if (signal === 'SIGINT') t.equal(exitCode, documented.SIGINT)
      t.same(await waitForNone(run.mark), [], `after ${afterMs} ms: no Windows process is left`)
    }
    const next = start(t, few, { temporary })
    const { exitCode } = await next.exited
    t.equal(exitCode, 0, 'the next run is as good as any')
    const left = [...await leftBy(next), ...await wineLeft()]
    t.same(left, [])
    recordFault({ area: 'parent', fault: `${signal} under Wine, then another run`, provoked: 4, lost: 0, left: left.length })
  })
}

t.test('four runs at once in one cache and prefix do not disturb each other', wineNeed, async t => {
  const runs = Array.from({ length: 4 }, () => start(t, ['--engine', 'wine', '--arch', 'x64', '--kernel', 'native', '--probe', 'correct', 'handle-u32']))
  const ends = await Promise.all(runs.map(run => run.exited))
  t.same(ends.map(({ exitCode }) => exitCode), [0, 0, 0, 0])
  t.same(marked(runs[0]?.mark ?? ''), [])
  const left = await wineLeft()
  t.same(left, [], 'no port and no lock is left')
  recordFault({ area: 'parent', fault: 'four runs at once in one cache and prefix', provoked: 4, lost: ends.filter(({ exitCode }) => exitCode !== 0).length, left: left.length })
})
