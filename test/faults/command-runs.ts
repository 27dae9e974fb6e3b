import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { execa } from 'execa'
import type { Test } from 'tap'
import { parseRun } from '../../src/result/read-run.ts'
import type { RunFile } from '../../src/result/run-file.ts'
import { packageFolder } from '../../src/os/package-folder.ts'
import { often } from '../support/often.ts'
import { reportedCells, sameAs, type Reported, type Tally } from './account.ts'
import { markName, temporaryFolders, type Scope } from './left-behind.ts'

const main = join(packageFolder, 'dist', 'bundle', 'cli', 'main.js')

/** The words of a run of a simulated lane: with all probes where it is recorded, else with some, which take some hundred milliseconds. */
export const simulated: readonly string[] = [
  ...['--engine', 'sim', '--arch', 'x64', '--kernel', 'native', '--quiet'],
  ...often([], ['--probe', 'correct', 'handle-u32', 'upper-*', 'overlapped-*']),
]

/** Where the runs of one test work, and nobody else. */
export interface Place extends Scope {
  readonly results: string[]
}

/** A place beside that of this process, with its cache. */
export function makePlace(of: Scope): Place {
  const temporary = join(of.temporary, '..', randomUUID())
  mkdirSync(temporary)
  return { ...of, mark: randomUUID(), temporary, results: [] }
}

/** A run on the command line. */
export interface Started {
  readonly pid: number
  readonly exited: Promise<{
    readonly exitCode?: number | undefined
    readonly signal?: string | undefined
    readonly stderr: string
  }>
  kill(signal: NodeJS.Signals): void
  /** Whether it is over. */
  ended(): boolean
  readonly out: string
}

/** How a run is started besides its words. */
export interface Start {
  /** What is put before the program, for example a shell that sets limits. */
  readonly through?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  /** Where the run file is to stand; a place of its own if absent. */
  readonly out?: string
}

/** Starts a run as a user does. */
export function startRun(
  where: Place,
  words: readonly string[],
  { through = [], environment = {}, out = ownFile(where) }: Start = {},
): Started {
  where.results.push(out)
  const [file = '', ...more] = [...through, process.execPath, main, 'run', ...words, '--save', out]
  const running = execa(file, more, {
    reject: false,
    stdin: 'ignore',
    env: { TMPDIR: where.temporary, [markName]: where.mark, NO_COLOR: '1', ...environment },
  })
  let ended = false
  void running.then(() => {
    ended = true
  })
  return {
    pid: running.pid ?? 0,
    exited: running,
    kill(signal) {
      running.kill(signal)
    },
    ended: () => ended,
    out,
  }
}

function ownFile({ temporary }: Place): string {
  const folder = join(temporary, '..', randomUUID())
  mkdirSync(folder)
  return join(folder, 'run.json')
}

/** Waits until the run has made its folder, so that a moment after it is a moment of the run, on a busy machine as well. */
export async function begun(where: Place, run: Started): Promise<void> {
  while (
    !run.ended() &&
    !temporaryFolders(where.temporary).some(name => name.includes(`-${run.pid}-`))
  )
    await wait(5)
}

/** What a run wrote; `undefined` where it was ended before. */
export function resultOf({ out }: Started): RunFile | undefined {
  return existsSync(out) ? parseRun(readFileSync(out, 'utf8'), out) : undefined
}

/** What a run reports that nobody disturbs. */
export interface Model {
  readonly run: RunFile
  isTrue(cell: Reported): boolean
}

/** Makes an undisturbed run. */
export async function makeModel(t: Test, of: Scope, words: readonly string[]): Promise<Model> {
  const started = startRun(makePlace(of), [...words, '--quiet'])
  const { exitCode, stderr } = await started.exited
  t.equal(exitCode, 0, stderr)
  const run = resultOf(started)
  if (!run) throw new Error('An undisturbed run writes its file')
  return { run, isTrue: sameAs(run) }
}

/** Holds a run to the model, cell by cell, and counts it. */
export async function checkRun(
  t: Test,
  tally: Tally,
  model: Model,
  started: Started,
): Promise<void> {
  const { exitCode, stderr } = await started.exited
  t.equal(exitCode, 0, stderr)
  const run = resultOf(started)
  t.ok(run, 'it wrote its run file')
  if (!run) return
  t.same(
    reportedCells(run).filter(cell => !model.isTrue(cell)),
    [],
  )
  tally.reported({ ...run, planned: model.run.planned }, cell => model.isTrue(cell))
}
