import { findSystemMessage } from '../../declare/win32/messages.ts'

/** Letters of a code page with two bytes a letter, or of Cyrillic, that were read as Latin ones: four and more side by side. */
const spoiled =
  /[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122]{4}/
/** What a line may have where every byte became a letter of its own. */
const singleBytes =
  /^[\0-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]+$/
/** The code pages that Windows writes in Chinese, Japanese, Korean and Russian, and UTF-8. */
const encodings = ['utf-8', 'gb18030', 'shift_jis', 'big5', 'euc-kr', 'windows-1251'] as const

/** What windows-1252 has from 0x80 on, a blank where it has nothing: https://encoding.spec.whatwg.org/index-windows-1252.txt */
const upper = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ'
const firstOfUpper = 0x80

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(Array.from(text), letter => {
    const index = letter === ' ' ? -1 : upper.indexOf(letter)
    return index === -1 ? letter.charCodeAt(0) : firstOfUpper + index
  })
}

/** A line whose bytes were read as Latin-1 or windows-1252, as it was meant; the same line where no sentence of Windows appears in it. */
export function unspoiled(line: string): string {
  if (!spoiled.test(line) || !singleBytes.test(line)) return line
  const bytes = bytesOf(line)
  for (const name of encodings)
    try {
      const text = new TextDecoder(name, { fatal: name === 'utf-8' }).decode(bytes)
      const found = findSystemMessage(text)
      if (found?.whole === true && /[^\0-\x7f]/.test(found.message.text)) return text
    } catch {
      continue
    }
  return line
}
