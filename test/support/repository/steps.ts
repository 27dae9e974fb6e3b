import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { parse } from 'yaml'
import { toWindowsPath } from '../../../src/lanes/engines/wine/environment.ts'
import type { Ready } from '../../../src/lanes/engines/engine.ts'
import { findCacheFolder } from '../../../src/lanes/provision/cache.ts'
import { findNpm } from '../../../src/lanes/provision/npm.ts'
import { runTool } from '../../../src/os/spawn.ts'
import { hangMs } from '../hang.ts'

/** A step of an action or of a job, as its YAML has it. */
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

/** An action as its YAML has it. */
interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>
  readonly runs: { readonly steps: readonly Step[] }
}

/** A runner of GitHub Actions whose node and npm are those of Windows, under Wine. */
export interface Runner {
  /** The checkout that the job works in. */
  readonly workspace: string
  /** Folder of the job's own files. */
  readonly temp: string
  readonly environment: Readonly<Record<string, string>>
}

/** What the steps of an action brought. */
export interface Ran {
  /** The first exit code that is not 0. */
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
  readonly summary: string
  readonly names: readonly string[]
}

const quote = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`

/** A program of the shell's search path that starts Windows' node.exe. Under Wine, output must go to files. */
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

/** Makes a runner in a folder; npm answers out of a cache that this machine's own npm has filled. */
export function makeRunner(folder: string, ready: Ready, workspace: string): Runner {
  const bin = join(folder, 'bin')
  const temp = join(folder, 'temp')
  for (const made of [bin, temp]) mkdirSync(made, { recursive: true })
  const write = (name: string, text: string): void => {
    writeFileSync(join(bin, name), text)
    chmodSync(join(bin, name), 0o755)
  }
  write('node', nodeScript(ready))
  write(
    'npm',
    `#!/bin/bash\nexec node ${quote(findNpm()?.arguments[0] ?? '')} "$@" --offline --loglevel=error\n`,
  )
  return {
    workspace,
    temp,
    environment: { CI: '1', PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` },
  }
}

/** The value of the few expressions that the action and the workflows use. */
function evaluate(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(/\$\{\{\s*([^}]*?)\s*\}\}/g, (_, name: string) => {
    const value = values.get(name)
    if (value === undefined) throw new Error(`The test knows no value for ${name}`)
    return value
  })
}

/** Whether a step runs: the conditions of the action ask for inputs and outputs that are not empty. */
function isWanted({ if: condition = '' }: Step, values: ReadonlyMap<string, string>): boolean {
  return [...condition.matchAll(/([\w.-]+) != ''/g)].every(
    ([, name = '']) => (values.get(name) ?? '') !== '',
  )
}

function readOutputs(file: string, id: string, values: Map<string, string>): void {
  for (const line of existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []) {
    const [name = '', ...value] = line.split('=')
    if (name !== '') values.set(`steps.${id}.outputs.${name}`, value.join('='))
  }
}

/** Runs each `run:` step of an action in bash, with the inputs that a job gives it; goes on after a failure as `!cancelled()` does. */
export async function runAction(
  runner: Runner,
  actionFolder: string,
  inputs: Readonly<Record<string, string>>,
): Promise<Ran> {
  const action = parse(readFileSync(join(actionFolder, 'action.yml'), 'utf8')) as Action
  const values = new Map([
    ['github.action_path', actionFolder],
    ['runner.temp', runner.temp],
    ['steps.report.outputs.html-file', ''],
    ...Object.entries(action.inputs).map(([name, { default: value = '' }]): [string, string] => [
      `inputs.${name}`,
      inputs[name] ?? value,
    ]),
  ])
  const summaryFile = join(runner.temp, 'summary.md')
  writeFileSync(summaryFile, '')
  const ran = { exitCode: 0, stdout: '', stderr: '', names: [] as string[] }
  for (const step of action.runs.steps) {
    if (step.run === undefined || !isWanted(step, values)) continue
    if (ran.exitCode !== 0 && step.if === undefined) continue
    const outputs = join(runner.temp, 'outputs')
    writeFileSync(outputs, '')
    const result = await runTool(
      'bash',
      ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', step.run],
      {
        cwd: evaluate(step['working-directory'] ?? runner.workspace, values),
        environment: {
          ...runner.environment,
          GITHUB_OUTPUT: outputs,
          GITHUB_STEP_SUMMARY: summaryFile,
          ...Object.fromEntries(
            Object.entries(step.env ?? {}).map(([name, text]) => [name, evaluate(text, values)]),
          ),
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
  return { ...ran, summary: readFileSync(summaryFile, 'utf8') }
}
