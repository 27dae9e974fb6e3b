/** A comment behind code, in Python and PowerShell, and in languages like C. */
const comments: readonly RegExp[] = [/ # .*$/, / \/\/ .*$/]
/** What stands in front of a line of source in a stack: that of Python, pytest, PowerShell, Node.js and compilers. */
const shown: readonly { readonly before?: RegExp; readonly line?: RegExp }[] = [
  { before: /^\s?File "[^"\n]{1,400}", line \d/ },
  { line: /^> ?\S|^\s?\+ \S|^\s?(?:\d{1,6} \| |> \d{1,6} \| )/ },
  { before: /^(?:file:|[A-Z]:\\|\/).{1,300}:\d{1,6}$/ },
]

/** Whether what stands in front of a comment is code, and no quotation that is still open. */
function isOutsideQuotes(code: string): boolean {
  return ['"', "'", '`'].every(quote => code.split(quote).length % 2 === 1)
}

/** The lines of a text without the comments behind the code that a stack shows: they tell of another day. */
export function withoutFrameComments(texts: readonly string[]): readonly string[] {
  return texts.map((text, index) => {
    if (!text.includes(' # ') && !text.includes(' // ')) return text
    const above = texts[index - 1] ?? ''
    if (!shown.some(({ before, line }) => (before?.test(above) ?? line?.test(text)) === true))
      return text
    for (const comment of comments) {
      const at = comment.exec(text)?.index
      if (at !== undefined && at > 0 && isOutsideQuotes(text.slice(0, at))) return text.slice(0, at)
    }
    return text
  })
}
