import type { ArgumentsCamelCase, Argv, InferredOptionTypes } from 'yargs'
import { findTopics } from '../../explain/find-topic.ts'
import { renderMarkdown } from '../../text/markdown.ts'
import { renderTerminal } from '../../text/terminal.ts'
import { topicsOf } from '../../explain/topics/index.ts'
import { loadProbes } from '../../program/load.ts'
import { nearNames } from '../../text/near-names.ts'
import { escapeText } from '../../text/escape.ts'
import { defineCommand } from '../command.ts'
import type { ExitCode } from '../exit-code.ts'
import { output } from '../output.ts'
import { UserProblem } from '../problem.ts'
import { screen } from '../screen.ts'

const formats = ['pretty', 'markdown'] as const

const options = {
  format: {
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
  const topics = topicsOf(await loadProbes())
  const found = findTopics(topics, words)
  if (found.length === 0)
    throw new UserProblem(
      `Nothing is known about ${JSON.stringify(escapeText(words).slice(0, 80))}; did you mean ${nearNames(
        topics.map(({ name }) => name),
        words,
      ).join(
        ', ',
      )}? A probe, cause, verdict, reason of a verdict, class of mistake, outcome or code was expected`,
    )
  const pages = found.map(topic => topic.page())
  output.result(
    argv.format === 'markdown'
      ? pages.map(page => renderMarkdown(page)).join('\n')
      : pages.map(page => renderTerminal(page, screen())).join('\n'),
  )
  return 0
}

/** `handle-width explain`: what a word or number of a report means, how it comes about, how to tell, how to fix it. */
export default defineCommand(
  (argv: Argv) =>
    argv
      .positional('topic', {
        type: 'string',
        array: true,
        demandOption: true,
        describe: 'for example struct-layout, overlapped-32, 6, 0x80070006, C0000024',
      })
      .options(options),
  explain,
)
