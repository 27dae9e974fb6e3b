import { colourSaid } from './colour.ts'

/** Preprocesses the arguments of a command line before they are parsed. Pure. */

/** Options whose values are lists of names or patterns; commas also separate them. */
const lists = [
  'arch',
  'device',
  'engine',
  'failed',
  'host',
  'kernel',
  'may-fail-lane',
  'may-fail-probe',
  'ok',
  'probe',
  'report',
  'require-lane',
  'require-probe',
  'seen',
] as const

/** Their short forms, if any. */
const shortLists = ['-a', '-e', '-p'] as const

function isList(option: string): boolean {
  return lists.some(name => option === `--${name}`) || shortLists.some(name => option === name)
}

/** Expands `--arch x64,ia32` and `--arch=x64,ia32` into two values each. */
export function splitLists(words: readonly string[]): string[] {
  const split: string[] = []
  let list = false
  for (const word of words) {
    const [, option = '', values = ''] = /^(--?[a-z-]+)=(.*)$/s.exec(word) ?? []
    if (option !== '' && isList(option) && values.includes(','))
      split.push(...values.split(',').map(value => `${option}=${value}`))
    else if (list && !word.startsWith('-') && /^[^,]+(,[^,]+)+$/.test(word))
      split.push(...word.split(','))
    else split.push(word)
    if (word.startsWith('-')) list = isList(word)
  }
  return split
}

/** What stands for standard input where a file is expected; yargs takes `-` for no value. */
export const standardInput = '/dev/stdin'

/** An option that is given and refused on the same line: `--intermittent --no-intermittent`. Of colours the last one counts, as people add it to an alias. */
export function contradicted(words: readonly string[]): string | undefined {
  return words.find(
    word => /^--no-(?!color$)[a-z]/.test(word) && words.includes(word.replace('--no-', '--')),
  )
}

function isHelp(word: string): boolean {
  return word === '-h' || word === '--help'
}

/** Replaces `help`, `help run` and `-h` by `--help`, a single `-V` by `--version`, and `-` by the name of standard input; leaves out `--color=always`, which is read elsewhere. */
export function spellOut(words: readonly string[]): string[] {
  const [first = '', ...rest] = words
  if (first === '--') return spellOut(rest)
  if (first === 'help' || isHelp(first)) return [...rest.filter(word => !isHelp(word)), '--help']
  if (words.length === 1 && (first === '-V' || first === 'version')) return ['--version']
  return words
    .map(word => (isHelp(word) ? '--help' : word === '-' ? standardInput : word))
    .filter(word => !word.includes('=') || colourSaid(word) === undefined)
}
