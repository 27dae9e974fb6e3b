/** Whether a sentence that was wrapped fits a pattern, of which neither line has all. */
export function goesOn(before: string, line: string, pattern: Pick<RegExp, 'test'>): boolean {
  return (
    /[\p{L}\p{N},]\s?$/u.test(before) &&
    /^\s?[\p{Ll}\p{N}(]/u.test(line) &&
    before.length + line.length < 400 &&
    !pattern.test(before) &&
    pattern.test(`${before.trimEnd()} ${line}`)
  )
}
