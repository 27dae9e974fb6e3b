import { join } from 'node:path'
import process from 'node:process'
import { packageFolder } from '../../src/os/package-folder.ts'
import { runTool } from '../../src/os/spawn.ts'
import { median } from './run.ts'

const rounds = 7
const timeoutMs = 60_000

/** What is started, and the most it may take, in starts of a bare node. */
const starts = [
  { words: ['--version'], atMost: 2.5 },
  { words: ['--help'], atMost: 2.5 },
  { words: ['explain', '6'], atMost: 4 },
  { words: ['diagnose', '--failed', 'ReadFile=6'], atMost: 4 },
] as const

/** Milliseconds of one process of node, from its start to its end. */
export async function timeOf(words: readonly string[]): Promise<number> {
  const began = performance.now()
  const { exitCode, stderr } = await runTool(process.execPath, words, { timeoutMs })
  if (exitCode !== 0) throw new Error(`node ${words.join(' ')} ended with ${exitCode}: ${stderr}`)
  return performance.now() - began
}

/** How long two commands take, measured in turn: the middle of the ratios of neighbours. */
export async function ratioOf(
  one: () => Promise<number>,
  other: () => Promise<number>,
  count: number,
): Promise<number> {
  const ratios: number[] = []
  for (let round = 0; round < count; round += 1) ratios.push((await one()) / (await other()))
  return median(ratios)
}

/** The start of the command line against that of a bare node. */
export async function printStartBench(print: (line: string) => void): Promise<void> {
  print('Start of the command line, in starts of `node -e 0`')
  const main = join(packageFolder, 'dist/bundle/cli/main.js')
  for (const { words, atMost } of starts) {
    const ratio = await ratioOf(
      () => timeOf([main, ...words]),
      () => timeOf(['-e', '0']),
      rounds,
    )
    print(`  ${words.join(' ').padEnd(30)} ${ratio.toFixed(2)} (at most ${atMost})`)
  }
}
