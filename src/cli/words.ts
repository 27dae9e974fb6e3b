/** Words of a command line, as they stand before a parser reads them. Pure. */

/** Options whose values are lists of names or patterns; a comma parts them too. */
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

/** Their short forms, where they have one. */
const shortLists = ['-a', '-e', '-p'] as const

function isList(option: string): boolean {
  return lists.some(name => option === `--${name}`) || shortLists.some(name => option === name)
}

/** `--arch x64,ia32` and `--arch=x64,ia32` as two values each. */
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

/** `help`, `help run` and `-h` as `--help`; `-V` as `--version`, where it stands alone. */
export function spellOut(words: readonly string[]): string[] {
  const [first, ...rest] = words
  if (first === 'help') return [...rest, '--help']
  if (words.length === 1 && first === '-V') return ['--version']
  return words.map(word => (word === '-h' ? '--help' : word))
}
