import type { Lines, ReadFailure } from './lines.ts'

/** How far above a failure its handle may be closed. Lines. */
const mostAbove = 30

/** Whether the function that failed was called before the traceback, on a line that shows no error: a script, or a session. */
export function calledBefore(lines: Lines, first: ReadFailure | undefined): boolean {
  const name = first?.call?.call
  if (!first || name === undefined) return false
  const begins = lines.texts.findIndex(text => /Traceback \(most recent call last\)/.test(text))
  const isTyped = /^>>> ?\S/.test(lines.texts[begins - 1] ?? '')
  // What was typed at the prompt just above is what failed.
  const until = begins === -1 ? 0 : Math.min(begins - (isTyped ? 1 : 0), first.index)
  return lines.texts
    .slice(0, until)
    .some(
      text =>
        new RegExp(`(?<![\\w.])(?:\\w{1,20}\\.)?${name}[AW]?\\(`).test(text) &&
        !/^\s?(?:>>> )?def /.test(text),
    )
}

/** Whether what the failing call is given was closed on a line above: `CloseHandle(h)` or `h.Close()`, and then `ReadFile(h)`. */
export function closedBefore(lines: Lines, first: ReadFailure | undefined): boolean {
  const name = first?.call?.call
  if (!first || name === undefined || name === '') return false
  const above = lines.texts.slice(Math.max(0, first.index - mostAbove), first.index + 1)
  const use = above.findLastIndex(text => text.includes(`${name}(`))
  const [, variable] = new RegExp(`${name}\\(\\s?(\\w{1,30})`).exec(above[use] ?? '') ?? []
  return (
    variable !== undefined &&
    /^[A-Za-z_]/.test(variable) &&
    above
      .slice(0, use)
      .some(text =>
        new RegExp(
          `(?:[Cc]lose\\w{0,12}|[Dd]ispose)\\(\\s?${variable}\\b|\\b${variable}\\.(?:[Cc]lose|[Dd]ispose|Detach)\\(|\\bdel ${variable}\\b`,
        ).test(text),
      )
  )
}
