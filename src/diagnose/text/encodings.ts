import { findSystemMessage, systemMessages } from '../../declare/win32/messages.ts'
import { officeHeads } from '../known/basic-errors.ts'

/** A way to turn bytes into text. */
interface Encoding {
  readonly name: string
  /** Throws for bytes that it has no text for. */
  decode(bytes: Uint8Array): string
}

/** The upper halves of consoles' code pages that TextDecoder does not have: https://learn.microsoft.com/en-us/windows/win32/intl/code-page-identifiers */
const upperHalves: Readonly<Record<string, string>> = {
  cp437:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■ ',
  cp850:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´­±‗¾¶§÷¸°¨·¹³²■ ',
  cp852:
    'ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ´­˝˛ˇ˘§÷¸°¨˙űŘř■ ',
  cp857:
    'ÇüéâäàåçêëèïîıÄÅÉæÆôöòûùİÖÜø£ØŞşáíóúñÑĞğ¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ºªÊËÈ�ÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµ�×ÚÛÙìÿ¯´­±�¾¶§÷¸°¨·¹³²■ ',
}

const fromTable = (name: string, upper: string): Encoding => ({
  name,
  decode: bytes =>
    Array.from(bytes, byte =>
      byte < 128 ? String.fromCharCode(byte) : (upper[byte - 128] ?? '?'),
    ).join(''),
})

const fromLabel = (label: string): Encoding => {
  const decoder = new TextDecoder(label, { fatal: true })
  return { name: label, decode: bytes => decoder.decode(bytes) }
}

const utf8 = fromLabel('utf-8')

let own: readonly Encoding[] | undefined

/** What Windows wrote texts in before UTF-8: the code pages of its languages, ANSI and OEM. Those with two bytes a letter first: they refuse most of what is not theirs. */
function legacyEncodings(): readonly Encoding[] {
  own ??= [
    ...['shift_jis', 'gb18030', 'big5', 'euc-kr'].map(fromLabel),
    ...['windows-1251', 'ibm866', 'windows-1250', 'windows-1252'].map(fromLabel),
    ...Object.entries(upperHalves).map(([name, upper]) => fromTable(name, upper)),
    ...[
      'windows-1254',
      'windows-1253',
      'windows-1255',
      'windows-1256',
      'windows-1257',
      'windows-874',
      'koi8-r',
    ].map(fromLabel),
  ]
  return own
}

function attempt({ decode }: Encoding, bytes: Uint8Array): string | undefined {
  try {
    return decode(bytes)
  } catch {
    return undefined
  }
}

/** The encoding in which most lines have a sentence of Windows or Office, letter by letter; windows-1252 where none has. */
function encodingOf(lines: readonly Uint8Array[]): Encoding {
  let best: { encoding: Encoding; count: number } | undefined
  for (const encoding of legacyEncodings()) {
    const count = lines.filter(line => {
      const text = attempt(encoding, line)
      // A sentence without a letter beyond ASCII reads the same in all of them.
      if (text === undefined) return false
      const found = findSystemMessage(text)
      return (
        (found?.whole === true && /[^\0-\x7f]/.test(found.message.text)) || officeHeads.test(text)
      )
    }).length
    if (count > (best?.count ?? 0)) best = { encoding, count }
  }
  return best?.encoding ?? legacyEncodings().find(({ name }) => name === 'windows-1252') ?? utf8
}

/** Lines as text: UTF-8 where it is, else the one code page in which Windows' own sentences can be read. */
export function decodeLines(lines: readonly Uint8Array[]): readonly string[] {
  const texts = lines.map(line => attempt(utf8, line))
  const others = lines.filter((_, index) => texts[index] === undefined)
  if (others.length === 0) return texts.map(text => text ?? '')
  const encoding = encodingOf(others.slice(0, 400))
  return texts.map((text, index) => {
    const line = lines[index]
    return text ?? (line && attempt(encoding, line)) ?? Buffer.from(line ?? []).toString('latin1')
  })
}

/** Beginnings of the sentences of Windows in every encoding that has their letters: what a scan of bytes looks for. */
export function sentenceBeginnings(longest: number): readonly Uint8Array[] {
  const found = new Map<string, Uint8Array>()
  const keep = (bytes: Uint8Array): void => {
    const part = bytes.subarray(0, longest)
    found.set(Buffer.from(part).toString('hex'), part)
  }
  const texts = systemMessages.map(({ text }) => text)
  for (const text of texts) {
    keep(Buffer.from(text))
    keep(Buffer.from(text.toLowerCase()))
  }
  for (const encoding of legacyEncodings()) {
    const bytesOf = reverse(encoding)
    for (const text of texts) {
      const letters = [...text].map(letter =>
        letter.charCodeAt(0) < 128 ? letter.charCodeAt(0) : bytesOf.get(letter),
      )
      if (letters.every(bytes => bytes !== undefined) && /[^\0-\x7f]/.test(text))
        keep(Uint8Array.from(letters.flat().slice(0, longest)))
    }
  }
  return [...found.values()]
}

/** Bytes of each letter of a code page. */
function reverse(encoding: Encoding): ReadonlyMap<string, readonly number[]> {
  const bytesOf = new Map<string, readonly number[]>()
  const keep = (...bytes: readonly number[]): void => {
    const text = attempt(encoding, Uint8Array.from(bytes))
    if (text !== undefined && [...text].length === 1 && !bytesOf.has(text)) bytesOf.set(text, bytes)
  }
  for (let byte = 128; byte < 256; byte++) keep(byte)
  if (!['shift_jis', 'gb18030', 'big5', 'euc-kr'].includes(encoding.name)) return bytesOf
  const wanted = new Set(systemMessages.flatMap(({ text }) => [...text]))
  const decoder = new TextDecoder(encoding.name)
  for (let lead = 0x81; lead < 0xff; lead++) {
    // One call a row: each letter is followed by a blank, so that none takes the next one's bytes.
    const row = new Uint8Array(3 * 191)
    for (let trail = 0x40; trail < 0xff; trail++) row.set([lead, trail, 32], 3 * (trail - 0x40))
    const letters = decoder.decode(row).split(' ')
    for (const [index, letter] of letters.entries())
      if (wanted.has(letter) && !bytesOf.has(letter)) bytesOf.set(letter, [lead, 0x40 + index])
  }
  return bytesOf
}
