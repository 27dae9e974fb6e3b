import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Test } from 'tap'
import { parse } from 'yaml'
import type { Ready } from '../../../src/lanes/engines/engine.ts'
import { packageFolder } from '../../../src/os/package-folder.ts'
import { runTool } from '../../../src/os/spawn.ts'
import { parseRun } from '../../../src/result/read-run.ts'
import { parents, type Parent, withEngines } from '../../support/lanes/engines/windows/session.ts'
import { copyKoffi } from '../../support/lanes/engines/windows/user.ts'
import { cacheForWindows, makeClone, unlessMissing } from '../../support/repository/clone.ts'
import {
  broughtBesides,
  makeRunner,
  runAction,
  runJob,
  type Runner,
  type Step,
} from '../../support/repository/steps.ts'

/**
 * Steps that are run once. Both architectures use one clone, where npm of Windows installs on x64; its choice of the binary
 * for ia32, the report and doctor are run by node.exe for ia32 in test/windows.
 */
const done = ['Install', 'Write the report', 'What doctor finds here']

/** Inputs that keep a run small where the steps are what is tried: what they leave out is tried in test/windows. */
const little = { kernel: 'native', device: 'event' }

/** The job that measures, with fewer probes than it has, and without tagged handles: their lanes are tested elsewhere. */
async function windowsJob(t: Test, runner: Runner, cpu: Parent): Promise<void> {
  const nodeArchitecture = cpu === 'ia32' ? 'x86' : cpu
  const ran = await runJob(runner, 'windows', nodeArchitecture, {
    inputs: { kernel: 'native', probe: 'overlapped-32' },
    done: cpu === 'x64' ? [] : done,
  })
  t.equal(ran.exitCode, 0, ran.stderr)
  t.same(
    ran.names,
    cpu === 'x64'
      ? ['Name the cache', 'Install', 'Measure', 'Write the report', 'What doctor finds here']
      : ['Name the cache', 'Measure'],
  )
  const name = `windows-20${nodeArchitecture === 'x64' ? '22' : '25'}-node22-${nodeArchitecture}`
  const run = parseRun(readFileSync(join(runner.temp, `${name}.json`), 'utf8'), cpu)
  const other = cpu === 'ia32' ? 'x64' : 'ia32'
  for (const lane of [cpu, other])
    t.match(
      run.lanes.find(({ id }) => id === `windows-${lane}`),
      { status: 'measured', underWine: true },
    )
  t.ok(run.results.some(({ cells }) => cells.length > 0))
  t.match(ran.summary, /^## handle-width\n\n✅ As it should be: \d+ cells in 2 lanes\./)
  if (cpu === 'x64') {
    t.match(readFileSync(join(runner.temp, `${name}.html`), 'utf8'), /^<!doctype html>/)
    t.match(ran.stdout, /node\.exe 22\.|koffi 3\./, 'doctor tells what is here')
  }
  t.same(broughtBesides(runner.workspace), [], 'no compiler, and nothing compiled')
}

/** The job of the strict checks, with one of its probes: it runs on x64. */
async function strictJob(t: Test, runner: Runner): Promise<void> {
  const ran = await runJob(runner, 'strict', '', {
    inputs: { ...little, probe: 'closed-handle' },
    done,
  })
  t.equal(ran.exitCode, 0, ran.stderr)
  t.same(ran.names, ['Name the cache', 'Measure'])
  const run = parseRun(readFileSync(join(runner.temp, 'windows-strict.json'), 'utf8'), 'strict')
  t.same(
    run.lanes.map(({ id, status }) => [id, status]),
    [
      ['windows-x64', 'measured'],
      ['windows-ia32', 'measured'],
    ],
  )
}

/** A file of somebody else, and what is wrong in it, and what is right in its place. */
interface Mistake {
  readonly name: string
  readonly text: string
  readonly wrong: string
  readonly right: string
}

const fixture = (name: string): string =>
  readFileSync(join(packageFolder, 'fixtures/bindings', name), 'utf8')

/** Packages of somebody else by the architecture that measures them: one with a koffi binding, and one of ctypes. */
const packages: Readonly<Record<Parent, readonly Mistake[]>> = {
  x64: [
    {
      name: 'port.mjs',
      text: fixture('correct.mjs'),
      wrong: "Internal: 'uint32_t', InternalHigh: 'uint32_t'",
      right: "Internal: 'uintptr_t', InternalHigh: 'uintptr_t'",
    },
  ],
  ia32: [
    {
      name: 'port.py',
      text: fixture('overlapped-32.py'),
      wrong: 'ULONG_PTR = c_ulong\n',
      right: 'ULONG_PTR = c_void_p\n',
    },
    // Not of a serial port, so it is audited and not measured.
    {
      name: 'library.py',
      text: 'from ctypes import *\nfree = windll.kernel32.FreeLibrary\nfree.argtypes = [c_uint]\n',
      wrong: 'free.argtypes = [c_uint]',
      right: 'free.argtypes = [c_void_p]',
    },
  ],
}

/** The inputs that the workflow of `init` gives the action. */
async function initialised(t: Test, repository: string): Promise<Readonly<Record<string, string>>> {
  const written = await runTool(
    process.execPath,
    [join(packageFolder, 'dist/bundle/cli/main.js'), 'init', '--trust'],
    { cwd: repository },
  )
  t.equal(written.exitCode, 0, written.stderr)
  const workflow = parse(
    readFileSync(join(repository, '.github/workflows/handle-width.yml'), 'utf8'),
  ) as { readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>> }
  const step = workflow.jobs['windows-x64']?.steps.find(({ uses }) =>
    uses?.startsWith('handle-width/'),
  )
  t.match(step?.uses, /@(?:[0-9a-f]{40}|v\d+\.\d+\.\d+)$/, 'a commit, or the tag of a release')
  return step?.with ?? {}
}

/** A repository of somebody else, with the workflow that init writes for it: wrong, and put right. */
async function foreign(
  t: Test,
  ready: Ready,
  folder: string,
  source: string,
  cpu: Parent,
): Promise<void> {
  const mistakes = packages[cpu]
  const repository = join(folder, 'fremdes Häuschen')
  mkdirSync(repository)
  writeFileSync(
    join(repository, 'package.json'),
    JSON.stringify({ name: 'foreign', version: '1.0.0', type: 'module', main: 'port.mjs' }),
  )
  for (const { name, text, wrong, right } of mistakes)
    writeFileSync(join(repository, name), text.replace(right, wrong))
  const inputs = { ...(await initialised(t, repository)), ...little }
  const runner = makeRunner(folder, ready, repository)
  const failed = await runAction(runner, source, inputs, {
    done: cpu === 'x64' ? ['Install'] : done,
  })
  t.equal(failed.exitCode, 1, failed.stderr)
  const last = cpu === 'x64' ? 'Write the report' : 'Audit'
  t.same(failed.names, ['Name the cache', 'Measure', last])
  for (const { name, text, wrong, right } of mistakes) {
    const failing = text.replace(right, wrong)
    const line = failing.slice(0, failing.indexOf(wrong)).split('\n').length
    // Without a serial port nothing may diverge; the declaration is wrong all the same.
    t.match(failed.stdout, new RegExp(`^::error file=${name},line=${line},title=`, 'm'))
    writeFileSync(join(repository, name), failing.replace(wrong, right))
  }
  t.match(failed.summary, /❌ 1 binding with a wrong declaration/)
  const mended = await runAction(runner, source, inputs, { done })
  t.equal(mended.exitCode, 0, mended.stdout + mended.stderr)
  t.notMatch(mended.stdout, /^::error/m)
}

await withEngines('the steps of the action, with node and npm of Windows', async (t, engines) => {
  const made = t.testdir({})
  const found = await unlessMissing(t, async () => ({
    source: await makeClone(made),
    npmCache: await cacheForWindows('x64'),
  }))
  if (!found) return
  const { source, npmCache } = found
  for (const cpu of parents)
    await t.test(cpu, { timeout: 0 }, async inner => {
      const folder = join(made, cpu)
      mkdirSync(folder)
      if (cpu !== 'x64') copyKoffi(join(source, 'node_modules'), cpu)
      const runner = makeRunner(folder, engines[cpu], source, npmCache)
      await windowsJob(inner, runner, cpu)
      if (cpu === 'x64') await strictJob(inner, runner)
      await foreign(inner, engines[cpu], folder, source, cpu)
    })
})
