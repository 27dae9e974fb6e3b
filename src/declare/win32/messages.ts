import type { MessageTable } from './message-table.ts'
import { documentedMessages } from './messages-documented.ts'
import { englishMessages } from './messages-english.ts'
import { networkMessages } from './messages-network.ts'
import { reportedMessages } from './messages-reported.ts'
import { windowsMessages } from './messages-windows.ts'
import { wineMessages } from './messages-wine.ts'
import { possibleTexts } from './possible-texts.ts'

/** A sentence of FormatMessage, and the code that it stands for. */
export interface SystemMessage {
  readonly code: number
  /** BCP 47: `de`, `zh-CN`. */
  readonly language: string
  readonly engine: 'windows' | 'wine'
  /** Without the full stop. */
  readonly text: string
}

function rowsOf(engine: SystemMessage['engine'], table: MessageTable): SystemMessage[] {
  return Object.entries(table).flatMap(([code, languages]) =>
    Object.entries(languages).flatMap(([language, texts]) =>
      texts.map(text => ({
        code: Number(code),
        language,
        engine,
        text: text.replace(/[.。]$/, ''),
      })),
    ),
  )
}

/** Every sentence of the table, the longest first: "Invalid window handle" (1400) stands before "Invalid handle" (6). */
export const systemMessages: readonly SystemMessage[] = [
  ...rowsOf('windows', windowsMessages),
  ...rowsOf('windows', documentedMessages),
  ...rowsOf('windows', englishMessages),
  ...rowsOf('windows', reportedMessages),
  ...rowsOf('windows', networkMessages),
  ...rowsOf('wine', wineMessages),
].sort((one, other) => other.text.length - one.text.length)

/** Letters as they are compared: small, with one kind of apostrophe and of blank. */
function plain(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[’´`]/g, "'")
    .replace(/[\s\u00a0]+/g, ' ')
}

/** One letter that was spoiled on the way through a console becomes at most so many. */
const mostSpoiled = 4

interface Needle {
  readonly message: SystemMessage
  readonly text: string
}

/** A Latin sentence with letters beyond ASCII. */
interface SpoiledNeedle extends Needle {
  /** What is left of it when these letters are spoiled. */
  readonly pieces: readonly string[]
  readonly longest: string
}

const needles: readonly Needle[] = systemMessages.map(message => ({
  message,
  text: plain(message.text),
}))
const spoiledNeedles: readonly SpoiledNeedle[] = needles.flatMap(needle => {
  const { text } = needle
  const pieces = text.split(/[^\0-\x7f]/)
  const longest = pieces.reduce((one, other) => (other.length > one.length ? other : one), '')
  const isLatin = text.replace(/[^a-z]/g, '').length > text.length / 2
  return isLatin && pieces.length > 1 && longest.length >= 4 ? [{ ...needle, pieces, longest }] : []
})
const possible = possibleTexts(needles.map(({ text }) => text))
const possiblySpoiled = possibleTexts(spoiledNeedles.map(({ longest }) => longest))

/** Where the pieces stand one behind the other with spoiled letters between them; -1 where they do not. */
function findSpoiled(line: string, pieces: readonly string[]): number {
  const [first = '', ...rest] = pieces
  for (let start = line.indexOf(first); start !== -1; start = line.indexOf(first, start + 1)) {
    let end = start + first.length
    const fits = rest.every(piece => {
      const window = line.slice(end, end + mostSpoiled + piece.length)
      const at = window.indexOf(piece, piece === '' ? 0 : 1)
      if (at === -1) return false
      end += at + piece.length
      return true
    })
    if (fits) return start
    if (first === '') return -1
  }
  return -1
}

/** A sentence found in a text. */
export interface FoundMessage {
  readonly message: SystemMessage
  /** Where it begins. */
  readonly at: number
  /** Whether every letter is there; otherwise accented ones were spoiled. */
  readonly whole: boolean
}

/** The longest sentence of Windows or Wine that a line contains, in any of the languages, also where its accented letters were spoiled. */
export function findSystemMessage(line: string): FoundMessage | undefined {
  const text = plain(line)
  for (const index of possible(text)) {
    const needle = needles[index]
    const at = needle ? text.indexOf(needle.text) : -1
    if (needle && at !== -1) return { message: needle.message, at, whole: true }
  }
  for (const index of possiblySpoiled(text)) {
    const needle = spoiledNeedles[index]
    const at = needle && text.includes(needle.longest) ? findSpoiled(text, needle.pieces) : -1
    if (needle && at !== -1) return { message: needle.message, at, whole: false }
  }
  return undefined
}
