/** A pattern that is tried, and compiled, only on lines that have one of its roots, in small letters. */
export function gated(roots: readonly string[], pattern: RegExp): Pick<RegExp, 'test'> {
  return { test: line => roots.some(root => lower(line).includes(root)) && pattern.test(line) }
}

let [lastLine, lastLower] = ['', '']

function lower(line: string): string {
  if (line !== lastLine) [lastLine, lastLower] = [line, line.toLowerCase()]
  return lastLower
}
