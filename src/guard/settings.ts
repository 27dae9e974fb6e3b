/** What `HANDLE_WIDTH_GUARD` asks for. */
export interface Settings {
  /** Throw at the call that loses something, instead of reporting at the end. */
  readonly throws: boolean
  /** Report at the end even if nothing was lost. */
  readonly verbose: boolean
  /** Check declarations only; put no tags on handles. */
  readonly declarationsOnly: boolean
  /** File to append one line of JSON to for each thing reported. */
  readonly jsonFile?: string
  /** Unknown words. */
  readonly unknown: readonly string[]
}

/** Parses `throw`, `verbose`, `declarations` and, last, `json:FILE`, separated by commas. */
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
