import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { delimiter, join } from 'node:path'
import { parse } from 'yaml'
import { toWindowsPath } from '../../../src/lanes/engines/wine/environment.ts'
import type { Ready } from '../../../src/lanes/engines/engine.ts'
import { findCacheFolder } from '../../../src/lanes/provision/cache.ts'
import { findNpm } from '../../../src/lanes/provision/npm.ts'
import { runTool } from '../../../src/os/spawn.ts'
import { hangMs } from '../hang.ts'

/** A step of an action or of a job, as in its YAML. */
export interface Step {
  readonly name?: string
  readonly id?: string
  readonly if?: string
  readonly run?: string
  readonly uses?: string
  readonly env?: Readonly<Record<string, string>>
  readonly with?: Readonly<Record<string, string>>
  readonly 'working-directory'?: string
}

/** An action, as in its YAML. */
interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>
  readonly runs: { readonly steps: readonly Step[] }
}

/** A GitHub Actions runner whose node and npm are those of Windows, under Wine. */
export interface Runner {
  /** The checkout that the job uses. */
  readonly workspace: string
  /** Folder of the job's own files. */
  readonly temp: string
  readonly environment: Readonly<Record<string, string>>
}

/** The result of the steps of an action or of a job. */
export interface Ran {
  /** The first exit code that is not 0. */
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
  readonly summary: string
  readonly names: readonly string[]
}

/** What a test changes in a job. */
export interface Changes {
  /** Inputs of the action, in addition to those from the job. */
  readonly inputs?: Readonly<Record<string, string>>
  /** Names of steps that were already run in the same folder. */
  readonly done?: readonly string[]
}

interface Job {
  readonly strategy?: {
    readonly matrix: { readonly include: readonly Readonly<Record<string, string>>[] }
  }
  readonly steps: readonly Step[]
}

type Values = Map<string, string>
type Result = { -readonly [Key in keyof Omit<Ran, 'summary' | 'names'>]: Ran[Key] } & {
  readonly names: string[]
}

const quote = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`

/** A program on the shell's search path that starts Windows' node.exe. Under Wine, output must go to files. */
function nodeScript(ready: Ready): string {
  const marker = '/main.js'
  const { file, arguments: words, environment } = ready.command(marker, [])
  const { HANDLE_WIDTH_KOFFI: _, PATH: __, ...own } = environment
  return [
    '#!/bin/bash',
    ...Object.entries({ ...own, HANDLE_WIDTH_CACHE: toWindowsPath(findCacheFolder()) }).map(
      ([name, value]) => `export ${name}=${quote(value)}`,
    ),
    'words=()',
    'for word in "$@"; do',
    '  case "$word" in /*) words+=("Z:${word//\\//\\\\}") ;; *) words+=("$word") ;; esac',
    'done',
    'output=$(mktemp -d)',
    `${[file, ...words.filter(word => word !== toWindowsPath(marker))].map(quote).join(' ')} "\${words[@]}" > "$output/out" 2> "$output/err" < /dev/null`,
    'code=$?',
    'cat "$output/out"; cat "$output/err" >&2',
    'rm -rf "$output"',
    'exit $code',
    '',
  ].join('\n')
}

/** npm's own script, beside this Node or on the search path. */
function npmScript(): string {
  const [own] = findNpm()?.arguments ?? []
  if (own !== undefined) return own
  const links = (process.env['PATH'] ?? '').split(delimiter).map(folder => join(folder, 'npm'))
  return realpathSync(links.find(existsSync) ?? 'npm')
}

/** Creates a runner in a folder; npm uses the cache of this machine's own npm, where a job installs. */
export function makeRunner(
  folder: string,
  ready: Ready,
  workspace: string,
  npmCache?: string,
): Runner {
  return makeRunnerOf(folder, nodeScript(ready), workspace, npmCache)
}

/** The same with another program as `node`: the text of a bash script. */
export function makeRunnerOf(
  folder: string,
  node: string,
  workspace: string,
  npmCache?: string,
): Runner {
  const bin = join(folder, 'bin')
  const temp = join(folder, 'temp')
  for (const made of [bin, temp]) mkdirSync(made, { recursive: true })
  const write = (name: string, text: string): void => {
    writeFileSync(join(bin, name), text)
    chmodSync(join(bin, name), 0o755)
  }
  write('node', node)
  write('npm', `#!/bin/bash\nexec node ${quote(npmScript())} "$@" --offline --loglevel=error\n`)
  // The place that the action expects.
  const cache = join(temp, 'handle-width-npm')
  if (npmCache !== undefined && !existsSync(cache)) symlinkSync(npmCache, cache)
  return {
    workspace,
    temp,
    environment: {
      CI: '1',
      // A runner runs only the default number of cases.
      HANDLE_WIDTH_TESTS: '',
      npm_config_cache: cache,
      PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`,
    },
  }
}

/** The value of the few expressions that the action and the workflows use. */
function evaluate(text: string, values: Values): string {
  return text.replace(/\$\{\{\s*([^}]*?)\s*\}\}/g, (_, name: string) => {
    const value = values.get(name)
    if (value === undefined) throw new Error(`The test knows no value for ${name}`)
    return value
  })
}

function evaluateAll(
  texts: Readonly<Record<string, string>>,
  values: Values,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, evaluate(String(text), values)]),
  )
}

function holds(term: string, values: Values): boolean {
  if (term === '!cancelled()') return true
  const [, name = '', operator, text = ''] = /^([\w.-]+) (==|!=) '(.*)'$/.exec(term) ?? []
  if (operator) return ((values.get(name) ?? '') === text) === (operator === '==')
  const [, list, part = ''] = /^contains\(([\w.-]+), '(.*)'\)$/.exec(term) ?? []
  if (list === undefined) throw new Error(`The test does not understand the condition ${term}`)
  return (values.get(list) ?? '').includes(part)
}

/** Whether a step runs; without `cancelled()` in its condition, an earlier failure prevents it. */
function isWanted({ if: condition = '' }: Step, values: Values, failed: boolean): boolean {
  const terms = condition.replace(/^\$\{\{|\}\}$/g, '').split('&&')
  return (
    (!failed || condition.includes('cancelled()')) &&
    terms.every(term => term.trim() === '' || holds(term.trim(), values))
  )
}

function readOutputs(file: string, id: string, values: Values): void {
  for (const line of existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []) {
    const [name = '', ...value] = line.split('=')
    if (name !== '') values.set(`steps.${id}.outputs.${name}`, value.join('='))
  }
}

async function runStep(runner: Runner, step: Step, values: Values, ran: Result): Promise<void> {
  const outputs = join(runner.temp, 'outputs')
  writeFileSync(outputs, '')
  const result = await runTool(
    'bash',
    ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', step.run ?? ''],
    {
      cwd: evaluate(step['working-directory'] ?? runner.workspace, values),
      environment: {
        ...runner.environment,
        GITHUB_OUTPUT: outputs,
        GITHUB_STEP_SUMMARY: summaryOf(runner),
        ...evaluateAll(step.env ?? {}, values),
      },
      timeoutMs: hangMs,
    },
  )
  readOutputs(outputs, step.id ?? '', values)
  ran.names.push(step.name ?? '')
  ran.exitCode ||= result.exitCode ?? 1
  ran.stdout += `${result.stdout}\n`
  ran.stderr += result.stderr
}

const summaryOf = ({ temp }: Runner): string => join(temp, 'summary.md')

function begin(runner: Runner): Result {
  writeFileSync(summaryOf(runner), '')
  return { exitCode: 0, stdout: '', stderr: '', names: [] }
}

function end(runner: Runner, ran: Result): Ran {
  return { ...ran, summary: readFileSync(summaryOf(runner), 'utf8') }
}

async function runActionInto(
  ran: Result,
  runner: Runner,
  actionFolder: string,
  inputs: Readonly<Record<string, string>>,
  { done = [] }: Changes,
): Promise<void> {
  const action = parse(readFileSync(join(actionFolder, 'action.yml'), 'utf8')) as Action
  const values = new Map([
    ['github.action_path', actionFolder],
    ['runner.temp', runner.temp],
    ['runner.os', 'Windows'],
    ['steps.report.outputs.html-file', ''],
    ...Object.entries(action.inputs).map(([name, { default: value = '' }]): [string, string] => [
      `inputs.${name}`,
      inputs[name] ?? value,
    ]),
  ])
  for (const step of action.runs.steps)
    if (step.run !== undefined && isWanted(step, values, ran.exitCode !== 0))
      if (!done.includes(step.name ?? '')) await runStep(runner, step, values, ran)
}

/** Runs each `run:` step of an action in bash, with the inputs given by a job. */
export async function runAction(
  runner: Runner,
  actionFolder: string,
  inputs: Readonly<Record<string, string>>,
  changes: Changes = {},
): Promise<Ran> {
  const ran = begin(runner)
  await runActionInto(ran, runner, actionFolder, inputs, changes)
  return end(runner, ran)
}

/**
 * Runs each `run:` step of a job of this repository's workflow, and those of its action where the job uses it, for
 * the first entry of its matrix with this architecture of node.
 */
export async function runJob(
  runner: Runner,
  name: string,
  nodeArchitecture: string,
  changes: Changes = {},
): Promise<Ran> {
  const text = readFileSync(join(runner.workspace, '.github/workflows/ci.yml'), 'utf8')
  const job = (parse(text) as { readonly jobs: Readonly<Record<string, Job>> }).jobs[name]
  if (!job) throw new Error(`The workflow has no job ${name}`)
  const entry = job.strategy?.matrix.include.find(
    one => one['node-architecture'] === nodeArchitecture,
  )
  const values = new Map(
    Object.entries(entry ?? {}).map(([key, value]) => [`matrix.${key}`, value]),
  )
  const ran = begin(runner)
  for (const step of job.steps) {
    if (!isWanted(step, values, ran.exitCode !== 0)) continue
    if (step.uses === './') {
      const inputs = { ...evaluateAll(step.with ?? {}, values), ...changes.inputs }
      await runActionInto(ran, runner, runner.workspace, inputs, changes)
    } else if (step.run !== undefined && !changes.done?.includes(step.name ?? ''))
      await runStep(runner, step, values, ran)
  }
  return end(runner, ran)
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean }>>
}

/**
 * Packages and files in the folder of the action that a measuring job must not install: packages that only
 * developers need, and compiler output. The compiler has no build for 32-bit Windows, so a job that needs it
 * cannot run there, even if it runs on this machine.
 */
export function broughtBesides(actionFolder: string): string[] {
  const lock = JSON.parse(readFileSync(join(actionFolder, 'package-lock.json'), 'utf8')) as Lock
  const development = Object.entries(lock.packages).flatMap(([path, { dev }]) =>
    dev ? [path] : [],
  )
  return [...development.filter(path => path.startsWith('node_modules/')), 'dist'].filter(path =>
    existsSync(join(actionFolder, path)),
  )
}
