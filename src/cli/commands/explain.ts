import type { ArgumentsCamelCase, Argv, InferredOptionTypes } from 'yargs'
import { findTopics } from '../../explain/find-topic.ts'
import { renderMarkdown } from '../../text/markdown.ts'
import { renderTerminal } from '../../text/terminal.ts'
import { topicsOf, type Topic } from '../../explain/topics/index.ts'
import { cureLanguages, inLanguage } from '../../explain/topics/sections.ts'
import { loadProbes } from '../../program/load.ts'
import { similarNames } from '../../text/near-names.ts'
import { escapeText } from '../../text/escape.ts'
import { defineCommand } from '../command.ts'
import type { ExitCode } from '../exit-code.ts'
import { output } from '../output.ts'
import { UserProblem } from '../problem.ts'
import { screen } from '../screen.ts'

const formats = ['pretty', 'markdown'] as const

const options = {
  ffi: {
    choices: cureLanguages,
    describe: 'code of the cures in this language alone',
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

/** The topics that some words name; else those of the codes that stand in them, whatever else does. */
async function topicsIn(words: string): Promise<readonly Topic[]> {
  const topics = topicsOf(await loadProbes())
  const found = findTopics(topics, words)
  if (found.length > 0) return found
  const { parseText } = await import('../../diagnose/text/parse-text.ts')
  const codes = new Set(
    parseText(words).failed.flatMap(({ outcome, status }) => [outcome, status ?? outcome]),
  )
  const coded = [...codes].flatMap(code => findTopics(topics, code))
  if (coded.length > 0) return [...new Set(coded)]
  const near = similarNames(
    topics.map(({ name }) => name),
    words,
  )
  throw new UserProblem(
    `Nothing is known about ${JSON.stringify(escapeText(words).slice(0, 80))}${near.length === 0 ? ';' : `; did you mean ${near.join(', ')}?`} expected an error code, a message of Windows, or a word of a report`,
  )
}

async function explain(argv: ArgumentsCamelCase<Options>): Promise<ExitCode> {
  const words = (argv.topic ?? []).map(String).join(' ')
  const { ffi } = argv
  const pages = (await topicsIn(words))
    .map(topic => topic.page())
    .map(page => (ffi === undefined ? page : inLanguage(page, ffi)))
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
        describe:
          'a code (6, 0x80070006, C0000024), a message with one in it, or any word of a report (struct-layout, lucky, overlapped-32)',
      })
      .options(options),
  explain,
)
