import type { ArgumentsCamelCase, Argv, InferredOptionTypes } from 'yargs'
import { renderMarkdown } from '../../text/markdown.ts'
import { renderTerminal } from '../../text/terminal.ts'
import { cureLanguages } from '../../explain/topics/sections.ts'
import { topicsIn } from '../../library/explain.ts'
import { defineCommand } from '../command.ts'
import type { ExitCode } from '../exit-code.ts'
import { output } from '../output.ts'
import { screen } from '../screen.ts'

const formats = ['pretty', 'markdown'] as const

const options = {
  ffi: {
    choices: cureLanguages,
    describe: 'show only the code for this language',
  },
  format: {
    alias: 'f',
    choices: formats,
    default: 'pretty' as const,
    describe: 'for the terminal, or as Markdown',
  },
} as const

type Options = InferredOptionTypes<typeof options> & {
  readonly topic: (string | number)[] | undefined
}

async function explain(argv: ArgumentsCamelCase<Options>): Promise<ExitCode> {
  const words = (argv.topic ?? []).map(String).join(' ')
  const { ffi } = argv
  const pages = (await topicsIn(words)).map(topic => topic.page(ffi))
  output.result(
    argv.format === 'markdown'
      ? pages.map(page => renderMarkdown(page)).join('\n')
      : pages.map(page => renderTerminal(page, screen())).join('\n'),
  )
  return 0
}

/** `handle-width explain`: what a word or number of a report means, its origin, how to recognise it, how to fix it. */
export default defineCommand(
  (argv: Argv) =>
    argv
      .positional('topic', {
        type: 'string',
        array: true,
        demandOption: true,
        describe:
          'a code (6, 0x80070006, C0000024), a message with one in it, or any word of a report (struct-layout, lucky, overlapped-32)',
      })
      .options(options),
  explain,
)
