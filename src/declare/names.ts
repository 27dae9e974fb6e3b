/** The names of a text, parted by blanks or lines: a long table of names stays readable. */
export function names(text: string): string[] {
  return text.trim().split(/\s+/)
}
