import { existsSync, readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ArgumentsCamelCase, Argv, InferredOptionTypes } from 'yargs'
import { resolveTarget } from '../../audit/targets.ts'
import { BindingProblem, readBinding } from '../../binding/read-binding.ts'
import { escapeText } from '../../text/escape.ts'
import { actionRef } from '../action-ref.ts'
import { defineCommand } from '../command.ts'
import type { ExitCode } from '../exit-code.ts'
import { output, writeResult } from '../output.ts'
import { UserProblem } from '../../os/problem.ts'
import { tellThatCodeRuns, trustOption } from '../trust.ts'
import { workflowText } from '../workflow.ts'

const workflowFile = '.github/workflows/handle-width.yml'

const options = {
  arm64: { boolean: true, default: false, describe: 'measure on an arm64 runner as well' },
  wine: { boolean: true, default: false, describe: 'measure under Wine on a Linux runner as well' },
  trust: trustOption,
  'dry-run': { boolean: true, default: false, describe: 'show the workflow and write nothing' },
} as const

type Options = InferredOptionTypes<typeof options>

interface Found {
  readonly bindings: readonly string[]
  readonly audited: readonly string[]
}

/** Files of the package that declare Windows functions: those that the serial sequence can measure, and the others. */
async function findBindings(folder: string): Promise<Found> {
  const { modules, sources } = resolveTarget('.', folder)
  const files = [...modules.map(url => fileURLToPath(url)), ...(sources.get('python') ?? [])]
    .filter(file => /\b(koffi|ctypes)\b/.test(readFileSync(file, 'utf8')))
    .map(file => relative(folder, file).replaceAll('\\', '/'))
  const bindings: string[] = []
  for (const file of files) {
    try {
      await readBinding(file, { folder, architectures: ['x64', 'ia32'] })
      bindings.push(file)
    } catch (error) {
      if (!(error instanceof BindingProblem)) throw error
    }
  }
  return { bindings, audited: files.filter(file => !bindings.includes(file)) }
}

/** How the package's own dependencies are installed, where it has any besides koffi, which the audit stands in for. */
function installOf(folder: string): string | undefined {
  const file = join(folder, 'package.json')
  if (!existsSync(file)) return undefined
  const { dependencies = {} } = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly dependencies?: Readonly<Record<string, string>>
  }
  if (Object.keys(dependencies).every(name => name === 'koffi')) return undefined
  return existsSync(join(folder, 'package-lock.json'))
    ? 'npm ci --ignore-scripts'
    : 'npm install --ignore-scripts'
}

function nextSteps({ bindings }: Found): string {
  const words = bindings.map(file => ` --binding ${escapeText(file)}`).join('')
  return [
    `Commit ${workflowFile} and push it; each push is then measured on x64 and ia32 Windows.`,
    bindings.length === 0
      ? 'No file declares functions of a serial port, so these are audited and not measured.'
      : `Try it here first: handle-width run --engine sim${words}`,
  ].join('\n')
}

async function init(argv: ArgumentsCamelCase<Options>): Promise<ExitCode> {
  const folder = resolve('.')
  if (!argv.dryRun && existsSync(join(folder, workflowFile)))
    throw new UserProblem(
      `Cannot write ${workflowFile}: it is there already, and nothing is overwritten; move it away, or see what would be written with --dry-run`,
    )
  await tellThatCodeRuns(['.'], argv.trust)
  const found = await findBindings(folder)
  if (found.bindings.length + found.audited.length === 0)
    throw new UserProblem(
      `Found no declarations in ${folder}: expected JavaScript or TypeScript that uses koffi, or Python that uses ctypes; go into the folder of the package that has them`,
    )
  const install = installOf(folder)
  const { ref, notice } = await actionRef()
  const text = workflowText({
    ref,
    ...found,
    arm64: argv.arm64,
    wine: argv.wine,
    ...(install === undefined ? {} : { install }),
  })
  output.result(`${workflowFile}:\n\n${text}`)
  if (argv.dryRun) return 0
  await mkdir(dirname(join(folder, workflowFile)), { recursive: true })
  await writeResult(join(folder, workflowFile), text)
  if (notice !== undefined) output.notice(notice)
  output.notice(nextSteps(found))
  return 0
}

/** `handle-width init`: writes a workflow of GitHub Actions for the package it stands in. */
export default defineCommand((argv: Argv) => argv.options(options), init)
