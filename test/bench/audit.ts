import { copyFile, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { packageFolder } from '../../src/os/package-folder.ts'
import { runTool } from '../../src/os/spawn.ts'
import { median } from './run.ts'

/** Files of one measurement, each twice as many as before. */
const sizes = [125, 250, 500] as const
const rounds = 3
const timeoutMs = 600_000

/** Declarations, right and wrong, and programs of this package that use ctypes: every size has the same mixture. */
const samples = ['fixtures/audit/ctypes', 'src/child/python'] as const
/** These cannot be read: one has invalid syntax, one an encoding that it does not declare. */
const unreadable = ['broken.py', 'undeclared-encoding.py']

interface Cost {
  readonly wallMs: number
  readonly processorMs: number
  readonly peakMiB: number
}

/** Writes Python files with declarations, right and wrong: a mixture that depends on `count` alone. */
export async function writeFiles(folder: string, count: number): Promise<void> {
  const files: string[] = []
  for (const sample of samples)
    for (const name of await readdir(join(packageFolder, sample)))
      if (name.endsWith('.py') && !unreadable.includes(name))
        files.push(join(packageFolder, sample, name))
  await mkdir(folder)
  for (let index = 0; index < count; index += 1)
    await copyFile(files[index % files.length] ?? '', join(folder, `module_${index}.py`))
}

/** Tells at the end of a process what it cost. */
const tellCost = `data:text/javascript,${encodeURIComponent(`process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  process._rawDebug(JSON.stringify([(userCPUTime + systemCPUTime) / 1000, maxRSS / 1024]))
})`)}`

async function costOf(words: readonly string[]): Promise<Cost> {
  const began = performance.now()
  const { exitCode, stderr } = await runTool(process.execPath, ['--import', tellCost, ...words], {
    timeoutMs,
  })
  const wallMs = performance.now() - began
  // 1: findings, as there should be.
  if (exitCode !== 0 && exitCode !== 1) throw new Error(`node ${words.join(' ')}: ${stderr}`)
  const [processorMs = 0, peakMiB = 0] = JSON.parse(
    stderr.trim().split('\n').at(-1) ?? '',
  ) as number[]
  return { wallMs, processorMs, peakMiB }
}

async function middleOf(words: readonly string[]): Promise<Cost> {
  const costs: Cost[] = []
  for (let round = 0; round < rounds; round += 1) costs.push(await costOf(words))
  const middle = (of: (cost: Cost) => number): number => median(costs.map(of))
  return {
    wallMs: middle(cost => cost.wallMs),
    processorMs: middle(cost => cost.processorMs),
    peakMiB: middle(cost => cost.peakMiB),
  }
}

/** The audit of Python files: time and memory, how both grow, and the time in starts of a bare node, which says less about the machine. */
export async function printAuditBench(print: (line: string) => void): Promise<void> {
  const main = join(packageFolder, 'dist/bundle/cli/main.js')
  const folder = await mkdtemp(join(tmpdir(), 'handle-width-bench-'))
  try {
    const bare = await middleOf(['-e', '0'])
    print('Audit of Python files (500: at most 5 s on two quiet cores, at most 300 MiB)')
    let before: { readonly count: number; readonly cost: Cost } | undefined
    for (const count of sizes) {
      const files = join(folder, String(count))
      await writeFiles(files, count)
      const cost = await middleOf([main, 'audit', files, '--json', '--out', `${files}.json`])
      const more = before && (cost.processorMs - before.cost.processorMs) / (count - before.count)
      print(
        `  ${count} files: ${(cost.wallMs / 1000).toFixed(2)} s, of the processor ${(cost.processorMs / 1000).toFixed(2)} s or ${(cost.processorMs / bare.processorMs).toFixed(1)} bare nodes${more === undefined ? '' : `, ${more.toFixed(1)} ms for each file more`}, ${cost.peakMiB.toFixed(0)} MiB`,
      )
      before = { count, cost }
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
