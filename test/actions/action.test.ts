import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Test } from 'tap'
import { parse } from 'yaml'
import type { Ready } from '../../src/lanes/engines/engine.ts'
import { packageFolder } from '../../src/os/package-folder.ts'
import { runTool } from '../../src/os/spawn.ts'
import { parseRun } from '../../src/result/read-run.ts'
import { parents, withEngines } from '../support/lanes/engines/windows/session.ts'
import { copyKoffi } from '../support/lanes/engines/windows/user.ts'
import { cacheForWindows, makeClone, unlessMissing } from '../support/repository/clone.ts'
import {
  broughtBesides,
  makeRunner,
  runAction,
  runJob,
  type Runner,
  type Step,
} from '../support/repository/steps.ts'

/**
 * Steps that are run once. Both architectures use one clone, where npm of Windows installs on x64; its choice of the binary
 * for ia32 is tried in test/windows.
 */
const installed = ['Install']

/** Inputs that keep a run small where the steps are what is tried: what they leave out is tried in test/windows. */
const little = { kernel: 'native', device: 'event' }

/** The job that measures, with fewer probes than it has, and without tagged handles: their lanes are tested elsewhere. */
async function windowsJob(t: Test, runner: Runner): Promise<void> {
  const ran = await runJob(runner, 'windows', 'x86', {
    inputs: { ...little, probe: 'overlapped-32' },
    done: [...installed, 'Write the report'],
  })
  t.equal(ran.exitCode, 0, ran.stderr)
  t.same(ran.names, ['Name the cache', 'Measure', 'What doctor finds here'])
  const file = join(runner.temp, 'windows-2025-node22-x86.json')
  const run = parseRun(readFileSync(file, 'utf8'), file)
  for (const lane of parents)
    t.match(
      run.lanes.find(({ id }) => id === `windows-${lane}`),
      { status: 'measured', underWine: true },
    )
  t.ok(run.results.some(({ cells }) => cells.length > 0))
  t.match(ran.summary, /^## handle-width\n\n✅ As it should be: \d+ cells in 2 lanes\./)
  t.match(ran.stdout, /node\.exe 22\.|koffi 3\./, 'doctor tells what is here')
}

/** The job of the strict checks, with one of its probes and one of its lanes: it runs on x64. */
async function strictJob(t: Test, runner: Runner): Promise<void> {
  const ran = await runJob(runner, 'strict', '', {
    inputs: { ...little, arch: 'x64', probe: 'closed-handle' },
    done: ['Write the report'],
  })
  t.equal(ran.exitCode, 0, ran.stderr)
  t.same(ran.names, ['Name the cache', 'Install', 'Measure'])
  t.same(broughtBesides(runner.workspace), [], 'no compiler, and nothing compiled')
  const run = parseRun(readFileSync(join(runner.temp, 'windows-strict.json'), 'utf8'), 'strict')
  t.same(
    run.lanes.map(({ id, status }) => [id, status]),
    [['windows-x64', 'measured']],
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

/** The files of somebody else: a binding of koffi, one of ctypes, and declarations of no serial port, which are audited and not measured. */
const mistakes: readonly Mistake[] = [
  {
    name: 'port.mjs',
    text: fixture('correct.mjs'),
    wrong: "Internal: 'uint32_t', InternalHigh: 'uint32_t'",
    right: "Internal: 'uintptr_t', InternalHigh: 'uintptr_t'",
  },
  {
    name: 'port.py',
    text: fixture('overlapped-32.py'),
    wrong: 'ULONG_PTR = c_ulong\n',
    right: 'ULONG_PTR = c_void_p\n',
  },
  {
    name: 'library.py',
    text: 'from ctypes import *\nfree = windll.kernel32.FreeLibrary\nfree.argtypes = [c_uint]\n',
    wrong: 'free.argtypes = [c_uint]',
    right: 'free.argtypes = [c_void_p]',
  },
]

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
async function foreign(t: Test, ready: Ready, folder: string, source: string): Promise<void> {
  const repository = join(folder, 'fremdes Häuschen')
  mkdirSync(repository)
  writeFileSync(
    join(repository, 'package.json'),
    JSON.stringify({ name: 'foreign', version: '1.0.0', type: 'module', main: 'port.mjs' }),
  )
  for (const { name, text, wrong, right } of mistakes)
    writeFileSync(join(repository, name), text.replace(right, wrong))
  const inputs: Readonly<Record<string, string>> = {
    ...(await initialised(t, repository)),
    ...little,
  }
  const runner = makeRunner(folder, ready, repository)
  const failed = await runAction(runner, source, inputs, { done: installed })
  t.equal(failed.exitCode, 1, failed.stderr)
  t.same(failed.names, ['Name the cache', 'Measure', 'Audit', 'Write the report'])
  for (const { name, text, wrong, right } of mistakes) {
    const failing = text.replace(right, wrong)
    const line = failing.slice(0, failing.indexOf(wrong)).split('\n').length
    // Without a serial port nothing may diverge; the declaration is wrong all the same.
    t.match(failed.stdout, new RegExp(`^::error file=${name},line=${line},title=`, 'm'))
    writeFileSync(join(repository, name), failing.replace(wrong, right))
  }
  t.match(failed.summary, /❌ 2 bindings with a wrong declaration/)
  const html = join(runner.temp, `${inputs['name']}.html`)
  t.match(readFileSync(html, 'utf8'), /^<!doctype html>/, 'a report of what failed')
  // That both lanes pass is what the jobs of this repository show.
  const one = { ...inputs, arch: 'x64', require: 'windows-x64' }
  const mended = await runAction(runner, source, one, { done: [...installed, 'Write the report'] })
  t.equal(mended.exitCode, 0, mended.stdout + mended.stderr)
  t.notMatch(mended.stdout, /^::error/m)
}

await withEngines('the steps of the action, with node and npm of Windows', async (t, engines) => {
  const made = t.testdir({ x64: {}, ia32: {} })
  const found = await unlessMissing(t, async () => ({
    source: await makeClone(made),
    npmCache: await cacheForWindows('x64'),
  }))
  if (!found) return
  const { source, npmCache } = found
  await t.test('x64', { timeout: 0 }, async inner => {
    const folder = join(made, 'x64')
    await strictJob(inner, makeRunner(folder, engines.x64, source, npmCache))
    copyKoffi(join(source, 'node_modules'), 'ia32')
    await foreign(inner, engines.x64, folder, source)
  })
  await t.test('ia32', { timeout: 0 }, inner =>
    windowsJob(inner, makeRunner(join(made, 'ia32'), engines.ia32, source, npmCache)),
  )
})
