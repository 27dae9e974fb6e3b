/** What `HANDLE_WIDTH_GUARD` asks for. */
export interface Settings {
  /** Throw at the call at which something is lost, instead of telling at the end. */
  readonly throws: boolean
  /** Say at the end that nothing was lost, too. */
  readonly verbose: boolean
  /** Check declarations and put no tags on handles. */
  readonly declarationsOnly: boolean
  /** File to append one line of JSON to for each thing reported. */
  readonly jsonFile?: string
  /** Words that mean nothing. */
  readonly unknown: readonly string[]
}

/** Reads `throw`, `verbose`, `declarations` and, last, `json:FILE`, with commas between them. */
export function readSettings(text = ''): Settings {
  const [, before = '', jsonFile] = /^(.*?)(?:(?:^|,)\s*json:(.*))?$/s.exec(text) ?? []
  const words = before
    .split(',')
    .map(word => word.trim())
    .filter(word => word !== '')
  return {
    throws: words.includes('throw'),
    verbose: words.includes('verbose'),
    declarationsOnly: words.includes('declarations'),
    ...(jsonFile && { jsonFile }),
    unknown: words.filter(word => !['throw', 'verbose', 'declarations'].includes(word)),
  }
}
