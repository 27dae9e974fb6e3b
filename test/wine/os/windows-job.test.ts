import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { toWindowsPath } from '../../../src/lanes/engines/wine/environment.ts'
import { startChild } from '../../../src/os/spawn.ts'
import { parents, withEngines } from '../../support/lanes/engines/windows/session.ts'

const module = `file:///${toWindowsPath(fileURLToPath(new URL('../../../src/os/windows-job.js', import.meta.url)))}`

/** Waits for an order, and leaves a detached process behind. */
const leaving = `import { spawn } from 'node:child_process'
import { renameSync, writeFileSync } from 'node:fs'
process.stdin.once('data', () => {
  const { pid } = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' })
  writeFileSync('left.part', String(pid))
  renameSync('left.part', process.argv[2])
  process.exit(0)
})`

/** Whether the process that was left is there before and after the job has been ended. */
const asking = `import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
const { openJob } = await import(${JSON.stringify(module)})
const isLiving = pid => { try { return process.kill(pid, 0) } catch { return false } }
const until = async what => { for (let i = 0; i < 3000 && !what(); i++) await wait(10); return what() }
const leave = async (job, name) => {
  const child = spawn(process.execPath, ['leaving.mjs', name], { stdio: ['pipe', 'ignore', 'ignore'] })
  const taken = job?.take(child.pid)
  child.stdin.end('go')
  await until(() => existsSync(name))
  const pid = Number(readFileSync(name, 'utf8'))
  await until(() => !isLiving(child.pid))
  const before = isLiving(pid)
  job?.end()
  job?.end()
  if (job) await until(() => !isLiving(pid))
  const after = isLiving(pid)
  if (after) process.kill(pid, 'SIGKILL')
  return { taken, before, after }
}
const limits = { cpuSeconds: 120, memoryBytes: 2 ** 31 }
const answer = { without: await leave(undefined, 'one'), within: await leave(await openJob(limits), 'two'), nobody: (await openJob(limits))?.take(0) }
writeFileSync('answer.json', JSON.stringify(answer))`

await withEngines(
  'a job object ends what a process has started and detached',
  async (t, engines) => {
    for (const architecture of parents) {
      const folder = t.testdir({ [architecture]: { 'leaving.mjs': leaving, 'asking.mjs': asking } })
      const cwd = join(folder, architecture)
      const stderrFile = join(cwd, 'stderr.txt')
      const { exited } = startChild({
        ...engines[architecture].command(join(cwd, 'asking.mjs'), []),
        cwd,
        stdoutFile: join(cwd, 'stdout.txt'),
        stderrFile,
      })
      t.equal((await exited).exitCode, 0, readFileSync(stderrFile, 'utf8'))
      t.same(JSON.parse(readFileSync(join(cwd, 'answer.json'), 'utf8')), {
        without: { before: true, after: true },
        within: { taken: true, before: true, after: false },
        nobody: false,
      })
    }
  },
)
