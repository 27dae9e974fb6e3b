import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { findNpm } from '../../src/lanes/provision/npm.ts'
import { packageFolder } from '../../src/os/package-folder.ts'
import { runTool } from '../../src/os/spawn.ts'
import { writeFiles } from './audit.ts'
import { ratioOf, timeOf } from './start.ts'

const rounds = 3
const auditedFiles = 125
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

/** Milliseconds of a command that judges, from its start to its end. */
async function timeOfJudging(main: string, words: readonly string[]): Promise<number> {
  const began = performance.now()
  const { exitCode, stderr } = await runTool(process.execPath, [main, ...words], {
    timeoutMs: runLimitMs,
  })
  // 1: something is wrong in what was audited, or is not as it is claimed.
  if (exitCode !== 0 && exitCode !== 1)
    throw new Error(`${words.join(' ')} ended with ${exitCode}: ${stderr}`)
  return performance.now() - began
}

/** Milliseconds of a run with these options. */
export function timeOfRun(main: string, options: readonly string[]): Promise<number> {
  return timeOfJudging(main, ['run', ...options, '--quiet', '--format', 'json'])
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
    const files = join(folder, 'python')
    await writeFiles(files, auditedFiles)
    const judging: Readonly<Record<string, (main: string) => Promise<number>>> = {
      [`audit of ${auditedFiles} files`]: main => timeOfJudging(main, ['audit', files, '--json']),
      'run --engine sim': main => timeOfRun(main, ['--engine', 'sim']),
      'run --engine wine': main => timeOfRun(main, ['--engine', 'wine']),
    }
    for (const [title, time] of Object.entries(judging)) {
      const ratio = await ratioOf(
        () => time(own),
        () => time(old),
        rounds,
      )
      print(`  ${title.padEnd(30)} ${ratio.toFixed(2)}`)
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
