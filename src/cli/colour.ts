/** What determines the use of colour, besides the terminal. */
export interface ColourWish {
  readonly words: readonly string[]
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly isTerminal: boolean
}

/** What a word of the command line asks for as to colour: `--color`, `--no-color`, or `--color=` with a word, as other programs have it. */
export function colourSaid(word: string): 'always' | 'never' | 'auto' | undefined {
  if (word === '--color') return 'always'
  if (word === '--no-color') return 'never'
  const [, when] = /^--color=(always|never|auto)$/.exec(word) ?? []
  return when as 'always' | 'never' | 'auto' | undefined
}

/**
 * Whether to use colour: `--color` and `--no-color` first, then NO_COLOR (https://no-color.org) and FORCE_COLOR
 * (https://force-color.org), then whether there is a terminal that supports it.
 */
export function wantsColour({ words, environment, isTerminal }: ColourWish): boolean {
  const said = words.map(colourSaid).findLast(one => one !== undefined)
  if (said !== undefined && said !== 'auto') return said === 'always'
  if ((environment['NO_COLOR'] ?? '') !== '') return false
  const forced = environment['FORCE_COLOR']
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false'
  return isTerminal && environment['TERM'] !== 'dumb'
}
