import { existsSync, lstatSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ArgumentsCamelCase, Argv, InferredOptionTypes } from 'yargs'
import { resolveTarget } from '../../audit/targets.ts'
import { BindingProblem, readBinding } from '../../binding/read-binding.ts'
import { readBytes, readText, UnreadableFile } from '../../os/read-text.ts'
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

/** A name that needs no quoting in YAML or in a line of the action's input. */
const plainName = /^[^\s\p{C}-](?:[^\p{C}]*[^\s\p{C}])?$/u

/** Longer files are assumed to be generated. Bytes. */
const longestFile = 16 * 1024 * 1024

function mentionsFfi(file: string): boolean {
  try {
    return /\b(koffi|ctypes)\b/.test(readBytes(file, longestFile).toString('latin1'))
  } catch (error) {
    if (error instanceof UnreadableFile) return false
    throw error
  }
}

/** Files of the package that declare Windows functions: those that the serial sequence can measure, and the others. */
async function findBindings(folder: string): Promise<Found> {
  const { modules, sources } = resolveTarget('.', folder)
  const files = [...modules.map(url => fileURLToPath(url)), ...(sources.get('python') ?? [])]
    .filter(mentionsFfi)
    .map(file => relative(folder, file).replaceAll('\\', '/'))
  const strange = files.find(file => !plainName.test(file) || file.includes('${{'))
  if (strange !== undefined)
    throw new UserProblem(
      `Cannot write a workflow for ${JSON.stringify(strange)}: GitHub Actions would read more into this name than a name; rename the file`,
    )
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

/** Of a package.json that was checked before, and may have been replaced since. */
function dependenciesIn(file: string): string[] {
  try {
    const manifest = JSON.parse(readText(file, longestFile)) as { dependencies?: unknown } | null
    const { dependencies } = manifest ?? {}
    return typeof dependencies === 'object' && dependencies !== null
      ? Object.keys(dependencies)
      : []
  } catch (error) {
    throw new UserProblem(
      `Cannot read ${file}: ${error instanceof UnreadableFile ? error.message : 'it is not JSON'}`,
    )
  }
}

/** How to install the package's dependencies, if it has any besides koffi, which the audit replaces. */
function installOf(folder: string): string | undefined {
  const file = join(folder, 'package.json')
  if (!existsSync(file)) return undefined
  const names = dependenciesIn(file)
  if (names.every(name => name === 'koffi')) return undefined
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

/** A repository may contain a link in place of its folder for workflows; nothing is written through it. */
async function makeOwnFolder(folder: string): Promise<void> {
  let at = folder
  for (const name of dirname(workflowFile).split('/')) {
    at = join(at, name)
    const found = lstatSync(at, { throwIfNoEntry: false })
    if (!found) await mkdir(at)
    else if (!found.isDirectory())
      throw new UserProblem(
        `Cannot write ${workflowFile}: ${at} is no folder, or a link to one; make it a folder`,
      )
  }
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
  await makeOwnFolder(folder)
  await writeResult(join(folder, workflowFile), text)
  if (notice !== undefined) output.notice(notice)
  output.notice(nextSteps(found))
  return 0
}

/** `handle-width init`: writes a GitHub Actions workflow for the package in the current folder. */
export default defineCommand((argv: Argv) => argv.options(options), init)
