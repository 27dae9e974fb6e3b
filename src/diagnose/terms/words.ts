/** A text with fewer words cannot be compared with others by them. */
export const fewestWords = 16
/** A report is told in the lines around its failure; more of a log is not read for its words. Characters on each side. */
const mostAround = 3000

/** Numbers that are widths, and stay; other numbers differ in each report. */
const widths = new Set(['16', '32', '64', '86'])
const longestWord = 40

/** Whether a name is made of parts: `hWnd`, `c_void_p`, `GetDC`, `win32`. */
const isCompound = /[a-z][A-Z]|_|[A-Z]{2}[a-z]|\d/

/** The parts of a name: `hWnd` is of a window, `GWLP_WNDPROC` of a procedure of one. */
export function partsOfName(name: string): readonly string[] {
  return (name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? []).map(part => part.toLowerCase())
}

/** Addresses differ in each report, but not that they are addresses; a short number in hexadecimal may be a code. */
function withPlainNumbers(text: string): string {
  return text
    .replace(/https?:\/\/\S+/g, ' ')
    .replace(/0x[\da-f]{9,}/gi, ' hexlong ')
    .replace(/0x0*([\da-f]{1,8})\b/gi, ' hex$1 ')
}

/** The lines around the one at `index`, up to a bound on each side. */
function around(texts: readonly string[], index: number): readonly string[] {
  const take = (from: number, step: 1 | -1): readonly string[] => {
    const taken: string[] = []
    for (let at = from, left = mostAround; left > 0 && texts[at] !== undefined; at += step) {
      taken.push((texts[at] ?? '').slice(0, left))
      left -= texts[at]?.length ?? 0
    }
    return taken
  }
  return [...take(index - 1, -1), ...take(index, 1)]
}

/** The words of the lines around the one at `index`, each once and in small letters, names also in parts. Takes time in proportion to their length, up to a bound. */
export function wordsAround(texts: readonly string[], index: number): readonly string[] {
  const found = new Set<string>()
  for (const text of around(texts, index))
    for (const [name] of withPlainNumbers(text).matchAll(/[^\W_]+(?:_[^\W_]+)*|\p{L}+/gu)) {
      if (/^\d+$/.test(name)) continue
      if (name.length < longestWord) found.add(name.toLowerCase())
      if (!isCompound.test(name)) continue
      for (const part of partsOfName(name))
        if (/^\d/.test(part) ? widths.has(part) : part.length > 1) found.add(part)
    }
  return [...found]
}

/** So many letters in a row. */
const lettersOfPiece = 4

/**
 * The pieces of words: four letters in a row, each once, where a word begins with `<` and ends with `>`. Words that nobody
 * used before have pieces in common with others: `GetConsoleTitle` and `WriteConsole`, `abgeschnitten` and `abschneiden`.
 */
export function piecesOf(words: readonly string[]): readonly string[] {
  const found = new Set<string>()
  for (const word of words) {
    const whole = `<${word}>`
    const last = Math.max(0, whole.length - lettersOfPiece)
    for (let at = 0; at <= last; at++) found.add(whole.slice(at, at + lettersOfPiece))
  }
  return [...found]
}
