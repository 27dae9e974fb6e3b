/** A piece of one line that is to be written otherwise. Lines and columns count from 1, columns in UTF-16 units. */
export interface Edit {
  readonly line: number
  readonly column: number
  readonly old: string
  readonly text: string
  /** The whole line as it is. */
  readonly source: string
}

/** A piece of the lines of a file: `[\w.]+` at a column, or undefined where the line does not hold it once. */
export function editOf(
  lines: readonly string[],
  { line, column, old, text }: Omit<Edit, 'source'>,
): Edit | undefined {
  const source = lines[line - 1]
  if (source === undefined || source.slice(column - 1, column - 1 + old.length) !== old)
    return undefined
  return old === text ? undefined : { line, column, old, text, source }
}

/** A line with its edits made. */
export function applyTo(source: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((left, right) => right.column - left.column)
    .reduce(
      (line, { column, old, text }) =>
        line.slice(0, column - 1) + text + line.slice(column - 1 + old.length),
      source,
    )
}
