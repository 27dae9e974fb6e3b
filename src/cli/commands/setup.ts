import type { ArgumentsCamelCase, Argv, InferredOptionTypes } from 'yargs'
import type { Notice } from '../../os/notice.ts'
import { setupNode } from '../../setup/setup-node.ts'
import { setupNewerWine, setupWine, type SetupResult } from '../../setup/setup-wine.ts'
import { keptRelease } from '../../lanes/engines/wine/kept-wine.ts'
import { defineCommand } from '../command.ts'
import type { ExitCode } from '../exit-code.ts'
import { output } from '../output.ts'

const parts = ['wine', 'node'] as const
type Part = (typeof parts)[number]

const options = {
  quiet: { boolean: true, default: false, describe: 'no notices on stderr' },
  wine: {
    choices: [keptRelease.major],
    number: true,
    describe: 'a Wine as new as this, kept in the cache where none is installed',
  },
  arch: { choices: ['arm64'] as const, describe: 'the Wine for arm64 programs' },
} as const

type Options = InferredOptionTypes<typeof options> & { readonly part: readonly Part[] | undefined }

const setups: Readonly<Record<Part, (notice: Notice, argv: Options) => Promise<SetupResult>>> = {
  wine: (notice, { wine, arch }) => {
    if (arch === 'arm64') return setupNewerWine(notice, 'arm64')
    return wine === undefined ? setupWine(notice) : setupNewerWine(notice, 'amd64')
  },
  node: notice => setupNode(notice),
}

function sayResult(part: Part, result: SetupResult): boolean {
  if (result.kind === 'done') output.result(result.summary)
  else
    output.notice(
      [
        `handle-width setup ${part}: ${result.reason}`,
        ...result.advice.map(line => `  ${line}`),
      ].join('\n'),
    )
  return result.kind === 'done'
}

/** Wine is not needed on Windows. node.exe is needed everywhere; setting up Wine fetches it, too. */
function wantedParts(named: readonly Part[]): readonly Part[] {
  if (named.length > 0) return parts.filter(part => named.includes(part))
  return process.platform === 'win32' ? ['node'] : ['wine']
}

async function setup(argv: ArgumentsCamelCase<Options>): Promise<ExitCode> {
  const notice: Notice = argv.quiet ? () => undefined : output.notice
  let done = true
  for (const part of wantedParts(argv.part ?? []))
    done = sayResult(part, await setups[part](notice, argv)) && done
  return done ? 0 : 2
}

/** `handle-width setup`: installs what lanes need, as far as this user is allowed to. Skips what is already there. */
export default defineCommand(
  (argv: Argv) => argv.positional('part', { choices: parts, array: true }).options(options),
  setup,
)
