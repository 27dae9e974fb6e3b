import { similarNames } from '../text/near-names.ts'
import { optionNames } from './declared-options.ts'
import { UserProblem } from '../os/problem.ts'

/** Replaces yargs' messages by a form that `refuse` can parse; yargs provides the facts in no other way. */
export const strings = {
  'Not enough arguments following: %s': '--%s needs a value',
  // The types of yargs do not include the singular and plural forms of a message
  // (https://github.com/yargs/y18n#__nsingularstring-pluralstring-count-arg-arg-arg).
  'Not enough non-option arguments: got %s, need at least %s': {
    one: 'too few names %s %s',
    other: 'too few names %s %s',
  } as unknown as string,
  'Invalid values:': ' ',
  'Argument: %s, Given: %s, Choices: %s': 'Cannot use --%s %s: expected one of %s',
}

/** The command line that was parsed. */
interface Asked {
  /** The command with its positional arguments, such as `explain <topic..>`; empty without one. */
  readonly usage: string
  readonly words: readonly string[]
}

/** Other names of choices and of options, as other programs have them. */
const synonyms: Readonly<Record<string, string>> = {
  x86: 'ia32',
  i686: 'ia32',
  win32: 'ia32',
  amd64: 'x64',
  x86_64: 'x64',
  aarch64: 'arm64',
  python: 'ctypes',
  node: 'koffi',
  javascript: 'koffi',
  'p/invoke': 'pinvoke',
  'c#': 'pinvoke',
  csharp: 'pinvoke',
  vb6: 'vba',
  md: 'markdown',
  text: 'pretty',
  xml: 'junit',
  port: 'device',
  com: 'device',
  bits: 'arch',
  platform: 'arch',
  output: 'out',
}

function meant(known: readonly string[], word: string): string {
  const other = synonyms[word.toLowerCase()] ?? ''
  const near = known.includes(other) ? [other] : similarNames(known, word)
  return near.length === 0 ? '' : `; did you mean ${near.join(' or ')}?`
}

/** Whether a word is an option that the program does not have, where no command is named. */
function isUnknown(word: string, parser: unknown): boolean {
  const [, name] = /^--?(?:no-)?([a-zA-Z][\w-]*)/.exec(word) ?? []
  return name !== undefined && !optionNames(parser).includes(name)
}

function unknownText(name: string, parser: unknown, { usage, words }: Asked): string {
  if (words.slice(1).includes(name))
    return `Unknown argument ${JSON.stringify(name)}: expected 'handle-width ${usage}' and options`
  const known = optionNames(parser).filter(one => one.length > 1)
  return `Unknown option ${name.length === 1 ? '-' : '--'}${name}${meant(known, name).replaceAll(/(mean |or )/g, '$1--')}`
}

/** An unknown choice, parsed from the message above. */
function choiceText(message: string, usage: string): string | undefined {
  const [, option, given = '', choices = ''] =
    /^Cannot use --(\S+) "?(.*?)"?: expected one of (.*)$/.exec(message) ?? []
  if (option === undefined) return undefined
  const known = choices.split(', ').map(choice => choice.replaceAll('"', ''))
  const what = new RegExp(`[<[]${option}\\b`).test(usage) ? given : `--${option} ${given}`
  return `Cannot use ${what}: expected ${known.join(', ')}${meant(known, given)}`
}

function sentenceOf(message: string, asked: Asked, parser: unknown): string {
  const { usage, words } = asked
  const [line = ''] = message.trim().split('\n')
  const [, names] = /^Unknown arguments?: (.*)$/.exec(line) ?? []
  const [name = ''] = names?.split(', ') ?? []
  if (name !== '') return unknownText(name, parser, asked)
  const stray = usage === '' ? words.find(word => isUnknown(word, parser)) : undefined
  if (stray !== undefined) return unknownText(stray.replace(/^-+|=.*$/gs, ''), parser, asked)
  if (line === 'too many names')
    return `Unknown argument ${JSON.stringify(words.at(-1))}: expected 'handle-width ${usage}' and options`
  if (line.startsWith('too few names')) return `A name is missing: expected 'handle-width ${usage}'`
  return choiceText(line, usage) ?? line
}

/** Throws a one-sentence error for a command line, with a suggestion and the relevant help page. */
export function refuse(
  message: string | null,
  error: Error | undefined,
  parser: unknown,
  asked: Asked,
): never {
  if (error && (error instanceof UserProblem || !message)) throw error
  const [command = ''] = asked.usage.split(' ')
  const page = ['handle-width', command, '--help'].filter(Boolean).join(' ')
  const sentence = sentenceOf(message ?? '', asked, parser)
  throw new UserProblem(`${sentence}${/[?.]$/.test(sentence) ? '' : ';'} see '${page}'`)
}
