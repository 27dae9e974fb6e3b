import { similarNames } from '../text/near-names.ts'
import { optionNames } from './check-options.ts'
import { UserProblem } from '../os/problem.ts'

/** yargs' sentences, in a form that `refuse` reads again; it gives the facts in no other way. */
export const strings = {
  'Not enough arguments following: %s': '--%s needs a value',
  // The types of yargs do not know that what can be counted has two forms (https://github.com/yargs/y18n#__nsingularstring-pluralstring-count-arg-arg-arg).
  'Not enough non-option arguments: got %s, need at least %s': {
    one: 'too few names %s %s',
    other: 'too few names %s %s',
  } as unknown as string,
  'Invalid values:': ' ',
  'Argument: %s, Given: %s, Choices: %s': 'Cannot use --%s %s: expected one of %s',
}

function meant(known: readonly string[], word: string): string {
  const near = similarNames(known, word)
  return near.length === 0 ? '' : `; did you mean ${near.join(' or ')}?`
}

function unknownText(name: string, parser: unknown): string {
  const known = optionNames(parser).filter(one => one.length > 1)
  return `Unknown option ${name.length === 1 ? '-' : '--'}${name}${meant(known, name).replaceAll(/(mean |or )/g, '$1--')}`
}

/** A choice that is not there, from the sentence above. */
function choiceText(message: string, usage: string): string | undefined {
  const [, option, given = '', choices = ''] =
    /^Cannot use --(\S+) "(.*)": expected one of (.*)$/.exec(message) ?? []
  if (option === undefined) return undefined
  const known = choices.split(', ').map(choice => choice.replaceAll('"', ''))
  const what = new RegExp(`[<[]${option}\\b`).test(usage) ? given : `--${option} ${given}`
  return `Cannot use ${what}: expected ${known.join(', ')}${meant(known, given)}`
}

function sentenceOf(message: string, usage: string, parser: unknown): string {
  const [line = ''] = message.trim().split('\n')
  const [, names] = /^Unknown arguments?: (.*)$/.exec(line) ?? []
  const [name = ''] = names?.split(', ') ?? []
  if (name !== '') return unknownText(name, parser)
  if (line.startsWith('too few names')) return `Names are missing: handle-width ${usage}`
  return choiceText(line, usage) ?? line
}

/**
 * Throws what is wrong with a command line in one sentence, with what was probably meant and the page of help that has more.
 * @param usage The command with its names, such as `explain <topic..>`; empty without one.
 */
export function refuse(
  message: string | null,
  error: Error | undefined,
  parser: unknown,
  usage: string,
): never {
  if (error && (error instanceof UserProblem || !message)) throw error
  const [command = ''] = usage.split(' ')
  const page = ['handle-width', command, '--help'].filter(Boolean).join(' ')
  const sentence = sentenceOf(message ?? '', usage, parser)
  throw new UserProblem(`${sentence}${/[?.]$/.test(sentence) ? '' : ';'} see '${page}'`)
}
