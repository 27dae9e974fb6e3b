import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { findNpm } from '../../src/lanes/provision/npm.ts'
import { packageFolder } from '../../src/os/package-folder.ts'
import { runTool } from '../../src/os/spawn.ts'
import { ratioOf, timeOf } from './start.ts'

const rounds = 3
const buildLimitMs = 600_000
const runLimitMs = 1_200_000

async function must(
  file: string,
  words: readonly string[],
  cwd: string,
  timeoutMs: number,
): Promise<void> {
  const { exitCode, stderr, startError } = await runTool(file, words, { cwd, timeoutMs })
  if (exitCode !== 0)
    throw new Error(`${file} ${words.join(' ')} ended with ${exitCode}: ${startError ?? stderr}`)
}

/** Checks a commit out into a folder and builds it there. Returns the file of its command line. */
async function buildCommit(commit: string, folder: string): Promise<string> {
  const npm = findNpm()
  const npmWith = (words: readonly string[]): Promise<void> =>
    must(npm?.file ?? 'npm', [...(npm?.arguments ?? []), ...words], folder, buildLimitMs)
  await must('git', ['clone', '--quiet', packageFolder, folder], packageFolder, buildLimitMs)
  await must('git', ['checkout', '--quiet', commit], folder, buildLimitMs)
  await npmWith(['ci', '--ignore-scripts', '--no-audit', '--no-fund'])
  await npmWith(['run', 'build'])
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
    readonly bin: { readonly 'handle-width': string }
  }
  return join(folder, manifest.bin['handle-width'])
}

/** Milliseconds of a run with these options, from its start to its end. */
export async function timeOfRun(main: string, options: readonly string[]): Promise<number> {
  const began = performance.now()
  const { exitCode, stderr } = await runTool(
    process.execPath,
    [main, 'run', ...options, '--quiet', '--format', 'json'],
    { timeoutMs: runLimitMs },
  )
  // 1: measured, and something is not as it is claimed.
  if (exitCode !== 0 && exitCode !== 1)
    throw new Error(`run ${options.join(' ')} ended with ${exitCode}: ${stderr}`)
  return performance.now() - began
}

/** This program against an older commit of it: both run in turn, so that what else the machine does meets both. */
export async function printComparison(
  commit: string,
  print: (line: string) => void,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'handle-width-bench-'))
  try {
    const old = await buildCommit(commit, join(folder, 'old'))
    const own = join(packageFolder, 'dist/bundle/cli/main.js')
    print(`Against ${commit}: time of this one over time of that one, ${rounds} pairs each`)
    for (const words of [['--version'], ['--help'], ['explain', '6']]) {
      const ratio = await ratioOf(
        () => timeOf([own, ...words]),
        () => timeOf([old, ...words]),
        rounds,
      )
      print(`  ${words.join(' ').padEnd(30)} ${ratio.toFixed(2)}`)
    }
    for (const engine of ['sim', 'wine']) {
      const ratio = await ratioOf(
        () => timeOfRun(own, ['--engine', engine]),
        () => timeOfRun(old, ['--engine', engine]),
        rounds,
      )
      print(`  ${`run --engine ${engine}`.padEnd(30)} ${ratio.toFixed(2)}`)
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
