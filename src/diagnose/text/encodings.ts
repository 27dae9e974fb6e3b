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

/** How a message of Office begins. https://learn.microsoft.com/en-us/office/vba/language/reference/user-interface-help/trappable-errors */
const officeMessages = [
  ...['Erro em tempo de execução', "Erreur d'exécution", 'Error en tiempo de ejecución'],
  ...['Errore di run-time', 'Fout 6 tijdens', 'Kørselsfejl', 'Körningsfel', 'Błąd wykonania'],
  ...['Chyba za běhu', 'Çalışma zamanı hatası', 'Ошибка выполнения', 'Futásidejű hiba'],
  ...['実行時エラー', '运行时错误', '執行階段錯誤', '런타임 오류'],
] as const

let beginnings: readonly Uint8Array[] | undefined

/** Beginnings of the sentences of Windows, nine bytes of each, thirteen where all are letters of ASCII, in every encoding that has their letters: what a scan of bytes looks for. Made once. */
export function sentenceBeginnings(): readonly Uint8Array[] {
  beginnings ??= makeBeginnings()
  return beginnings
}

function makeBeginnings(): readonly Uint8Array[] {
  const found = new Map<string, Uint8Array>()
  const keep = (bytes: Uint8Array): void => {
    const part = bytes.subarray(0, bytes.subarray(0, 13).every(byte => byte < 128) ? 13 : 9)
    found.set(Buffer.from(part).toString('latin1'), part)
  }
  for (const { text } of systemMessages) {
    keep(Buffer.from(text))
    keep(Buffer.from(text.toLowerCase()))
  }
  for (const head of officeMessages) keep(Buffer.from(head))
  const texts = [...systemMessages.map(({ text }) => text), ...officeMessages].filter(text =>
    /[^\0-\x7f]/.test(text),
  )
  for (const { name } of legacyEncodings()) {
    const bytesOf = reverse(name)
    for (const text of texts) {
      const bytes = encoded(text, bytesOf)
      if (bytes) keep(bytes)
    }
  }
  return [...found.values()]
}

/** A text in a code page; `undefined` where it has a letter that the code page has not. */
function encoded(text: string, bytesOf: Uint16Array): Uint8Array | undefined {
  const bytes = new Uint8Array(2 * text.length)
  let length = 0
  for (let at = 0; at < text.length; at++) {
    const letter = text.charCodeAt(at)
    const own = letter < 128 ? letter : (bytesOf[letter] ?? 0)
    if (own === 0) return undefined
    if (own > 0xff) bytes[length++] = own >> 8
    bytes[length++] = own & 0xff
  }
  return bytes.subarray(0, length)
}

const doubleByte = ['shift_jis', 'gb18030', 'big5', 'euc-kr']
/** What a byte of a letter can be, as a number; with a second byte behind it, the first times 256. */
const singles = Uint16Array.from({ length: 128 }, (_, index) => 128 + index)
const pairs = (): Uint16Array =>
  Uint16Array.from(
    { length: 128 * 192 },
    (_, index) => ((128 + Math.floor(index / 192)) << 8) | (0x40 + (index % 192)),
  )

/** Letters as a code page decodes them, all in one call; a blank behind each keeps it from taking the next one's bytes. */
function lettersOf(name: string, codes: Uint16Array): string {
  const bytes = new Uint8Array(3 * codes.length)
  let length = 0
  for (const code of codes) {
    if (code > 0xff) bytes[length++] = code >> 8
    bytes[length++] = code & 0xff
    bytes[length++] = blank
  }
  return new TextDecoder(name).decode(bytes.subarray(0, length))
}

const blank = 0x20

/** The bytes of each letter of a code page by its UTF-16 unit, the first of two times 256; 0 for letters that it has not. */
function reverse(name: string): Uint16Array {
  const upper = upperHalves[name]
  const bytesOf = new Uint16Array(0x10000)
  const take = (codes: Uint16Array, letters: string): void => {
    let index = 0
    for (let at = 0; at < letters.length; at++) {
      const letter = letters.charCodeAt(at)
      if (letter === blank) index++
      else if (
        bytesOf[letter] === 0 &&
        letters.charCodeAt(at + 1) === blank &&
        (at === 0 || letters.charCodeAt(at - 1) === blank)
      )
        bytesOf[letter] = codes[index] ?? 0
    }
  }
  take(singles, upper === undefined ? lettersOf(name, singles) : [...upper, ''].join(' '))
  if (doubleByte.includes(name)) {
    const codes = pairs()
    take(codes, lettersOf(name, codes))
  }
  // What cannot be decoded.
  bytesOf[0xfffd] = 0
  return bytesOf
}
