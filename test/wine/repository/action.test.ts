import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Test } from 'tap'
import { parse } from 'yaml'
import { findNpm } from '../../../src/lanes/provision/npm.ts'
import type { Ready } from '../../../src/lanes/engines/engine.ts'
import { packageFolder } from '../../../src/os/package-folder.ts'
import { runTool } from '../../../src/os/spawn.ts'
import { parseRun } from '../../../src/result/read-run.ts'
import { parents, type Parent, withEngines } from '../../support/lanes/engines/windows/session.ts'
import { makeRunner, runAction, type Step } from '../../support/repository/steps.ts'

/** A clean clone in a folder whose name has blanks and letters beyond ASCII. */
async function clone(folder: string): Promise<string> {
  const target = join(folder, 'eigene Wände')
  const { exitCode, stderr } = await runTool('git', [
    'clone',
    '--quiet',
    '--depth=1',
    `file://${packageFolder}`,
    target,
  ])
  if (exitCode !== 0) throw new Error(`git clone failed: ${stderr}`)
  return target
}

/** Fills the npm cache of the job: npm under Wine reaches no registry. */
async function fillCache(source: string, folder: string, cpu: Parent): Promise<void> {
  const project = join(folder, 'project')
  mkdirSync(project, { recursive: true })
  for (const name of ['package.json', 'package-lock.json'])
    copyFileSync(join(source, name), join(project, name))
  const npm = findNpm()
  const { exitCode, stderr } = await runTool(
    npm?.file ?? 'npm',
    [
      ...(npm?.arguments ?? []),
      'ci',
      '--omit=dev',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--prefer-offline',
      '--os=win32',
      `--cpu=${cpu}`,
      `--cache=${join(folder, 'temp', 'handle-width-npm')}`,
    ],
    { cwd: project },
  )
  if (exitCode !== 0) throw new Error(`npm ci failed: ${stderr}`)
}

async function measure(t: Test, ready: Ready, cpu: Parent): Promise<void> {
  const folder = t.testdir({})
  const source = await clone(folder)
  await fillCache(source, folder, cpu)
  const runner = makeRunner(folder, ready, source)
  const ran = await runAction(runner, source, {
    name: cpu,
    engine: 'windows',
    arch: cpu,
    kernel: 'native',
    probe: 'overlapped-32',
    require: `windows-${cpu}`,
    'node-architecture': cpu === 'ia32' ? 'x86' : cpu,
  })
  t.equal(ran.exitCode, 0, ran.stderr)
  t.same(ran.names, ['Name the cache', 'Install', 'Measure', 'Write the report'])
  const run = parseRun(readFileSync(join(runner.temp, `${cpu}.json`), 'utf8'), cpu)
  t.match(run.lanes, [{ id: `windows-${cpu}`, status: 'measured', underWine: true }])
  t.ok(run.results.some(({ cells }) => cells.length > 0))
  t.match(ran.summary, /^## handle-width\n\n✅ As it should be: \d+ cells in 1 lane\./)
  t.match(readFileSync(join(runner.temp, `${cpu}.html`), 'utf8'), /^<!doctype html>/)
  if (cpu === 'x64') await foreign(t, ready, folder, source)
}

/** Bindings with one mistake each: what is wrong, and what is right in its place. */
const mistakes = {
  'port.mjs': {
    fixture: 'correct.mjs',
    wrong: "Internal: 'uint32_t', InternalHigh: 'uint32_t'",
    right: "Internal: 'uintptr_t', InternalHigh: 'uintptr_t'",
  },
  'port.py': {
    fixture: 'overlapped-32.py',
    wrong: 'ULONG_PTR = c_ulong\n',
    right: 'ULONG_PTR = c_void_p\n',
  },
} as const

/** A repository of somebody else, with the workflow that init writes for it. */
async function foreign(t: Test, ready: Ready, folder: string, source: string): Promise<void> {
  const repository = join(folder, 'fremdes Häuschen')
  mkdirSync(repository)
  writeFileSync(
    join(repository, 'package.json'),
    JSON.stringify({ name: 'foreign', version: '1.0.0', type: 'module', main: 'port.mjs' }),
  )
  const texts = Object.entries(mistakes).map(([name, { fixture, wrong, right }]) => {
    const text = readFileSync(join(packageFolder, 'fixtures/bindings', fixture), 'utf8')
    const failing = text.replace(right, wrong)
    writeFileSync(join(repository, name), failing)
    const line = failing.slice(0, failing.indexOf(wrong)).split('\n').length
    return { name, line, corrected: failing.replace(wrong, right) }
  })
  const written = await runTool(
    process.execPath,
    [join(packageFolder, 'dist/bundle/cli/main.js'), 'init'],
    { cwd: repository },
  )
  t.equal(written.exitCode, 0, written.stderr)
  const workflow = parse(
    readFileSync(join(repository, '.github/workflows/handle-width.yml'), 'utf8'),
  ) as { readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>> }
  const step = workflow.jobs['windows-x64']?.steps.find(({ uses }) =>
    uses?.startsWith('handle-width/'),
  )
  const runner = makeRunner(folder, ready, repository)
  const failed = await runAction(runner, source, step?.with ?? {})
  t.equal(failed.exitCode, 1, failed.stderr)
  for (const { name, line } of texts)
    // Without a serial port nothing may diverge; the declaration is wrong all the same.
    t.match(
      failed.stdout,
      new RegExp(`^::error file=${name},line=${line},title=.*Cure: write `, 'm'),
    )
  t.match(failed.summary, /❌ 2 bindings with a wrong declaration/)
  for (const { name, corrected } of texts) writeFileSync(join(repository, name), corrected)
  const mended = await runAction(runner, source, step?.with ?? {})
  t.equal(mended.exitCode, 0, mended.stdout + mended.stderr)
  t.notMatch(mended.stdout, /^::error/m)
}

await withEngines('the steps of the action, with node and npm of Windows', async (t, engines) => {
  for (const cpu of parents)
    await t.test(cpu, { timeout: 0 }, inner => measure(inner, engines[cpu], cpu))
})
