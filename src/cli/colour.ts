/** What determines the use of colour, besides the terminal. */
export interface ColourWish {
  readonly words: readonly string[]
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly isTerminal: boolean
}

/**
 * Whether to use colour: `--color` and `--no-color` first, then NO_COLOR (https://no-color.org) and FORCE_COLOR
 * (https://force-color.org), then whether there is a terminal that supports it.
 */
export function wantsColour({ words, environment, isTerminal }: ColourWish): boolean {
  const said = words.findLast(word => word === '--color' || word === '--no-color')
  if (said !== undefined) return said === '--color'
  if ((environment['NO_COLOR'] ?? '') !== '') return false
  const forced = environment['FORCE_COLOR']
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false'
  return isTerminal && environment['TERM'] !== 'dumb'
}
