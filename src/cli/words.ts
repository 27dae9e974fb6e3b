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

/** Replaces `help`, `help run` and `-h` by `--help`, and a single `-V` by `--version`. */
export function spellOut(words: readonly string[]): string[] {
  const [first, ...rest] = words
  if (first === 'help') return [...rest, '--help']
  if (words.length === 1 && first === '-V') return ['--version']
  return words.map(word => (word === '-h' ? '--help' : word))
}
