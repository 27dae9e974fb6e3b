import { UserProblem } from '../../os/problem.ts'
import type { Symptom } from '../symptom.ts'
import { decodeLines } from './encodings.ts'
import { readPassages } from './parse-text.ts'
import type { Passage } from './passages.ts'
import { Scanner } from './scan.ts'

/** What cannot be read as text: one sentence for the person who gave it. */
export class TextProblem extends UserProblem {
  override readonly name: string = 'TextProblem'
}

/** A text without a letter. */
export class EmptyText extends TextProblem {}

/** A text up to this length is read line by line; of a longer one the lines that matter. Bytes. */
const wholeText = 256 * 1024
const sampleBytes = 4096
const newline = 10

type Utf16 = 'utf-16le' | 'utf-16be'

/** UTF-16, by its mark or by the zeros of its ASCII letters. */
function utf16In(bytes: Uint8Array): Utf16 | undefined {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  const sample = bytes.subarray(0, sampleBytes)
  const zeros = (start: number): number =>
    sample.filter((byte, index) => index % 2 === start && byte === 0).length
  if (sample.length < 8) return undefined
  const [even, odd] = [zeros(0), zeros(1)]
  if (odd > 0.4 * (sample.length / 2) && even < 0.05 * sample.length) return 'utf-16le'
  return even > 0.4 * (sample.length / 2) && odd < 0.05 * sample.length ? 'utf-16be' : undefined
}

function refuseBinary(bytes: Uint8Array, name: string): void {
  const wrong = bytes.filter(
    byte => byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12 && byte !== 27,
  ).length
  if (bytes.includes(0) || wrong > 0.05 * bytes.length + 8)
    throw new TextProblem(
      `Cannot read ${name}: it is binary, expected the text of a traceback or a log`,
    )
}

/** All lines of bytes, each decoded by itself. */
function wholeLines(bytes: Buffer): readonly Passage[] {
  const lines: Uint8Array[] = []
  for (let start = 0; start <= bytes.length;) {
    const end = bytes.indexOf(newline, start)
    const until = end === -1 ? bytes.length : end
    lines.push(bytes.subarray(start, until))
    start = until + 1
  }
  return decodeLines(lines).map((text, index) => ({
    line: index + 1,
    text: text.replace(/\r$/, ''),
  }))
}

/** Takes pieces of bytes in any encoding that Windows writes, and gives the lines that matter. */
class TextReader {
  readonly #name: string
  #begun = false
  #decoder: InstanceType<typeof TextDecoder> | undefined
  #whole: Buffer[] = []
  #length = 0
  #hasText = false
  #scanner: Scanner | undefined

  constructor(name: string) {
    this.#name = name
  }

  push(piece: Uint8Array): void {
    if (!this.#begun) this.#begin(piece)
    const bytes = this.#decoder ? Buffer.from(this.#decoder.decode(piece, { stream: true })) : piece
    this.#take(bytes)
  }

  #begin(piece: Uint8Array): void {
    this.#begun = true
    const utf16 = utf16In(piece)
    if (utf16) this.#decoder = new TextDecoder(utf16)
    else refuseBinary(piece.subarray(0, sampleBytes), this.#name)
  }

  #take(bytes: Uint8Array): void {
    this.#hasText ||= bytes.some(byte => byte > 32)
    if (this.#scanner) {
      this.#scanner.push(bytes)
      return
    }
    this.#whole.push(Buffer.from(bytes))
    this.#length += bytes.length
    if (this.#length <= wholeText) return
    this.#scanner = new Scanner()
    for (const own of this.#whole) this.#scanner.push(own)
    this.#whole = []
  }

  finish(): readonly Passage[] {
    if (!this.#hasText)
      throw new EmptyText(
        `Cannot read ${this.#name}: it is empty; expected the text of a traceback or a log`,
      )
    return this.#scanner ? this.#scanner.finish() : wholeLines(Buffer.concat(this.#whole))
  }
}

/**
 * Reads a text piece by piece, however long it is, in UTF-8, UTF-16 or a code page of Windows. `name` is used in messages.
 *
 * @throws TextProblem with one sentence for what is empty or binary.
 */
export async function readSymptom(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  name: string,
): Promise<Symptom> {
  const reader = new TextReader(name)
  for await (const piece of pieces) reader.push(piece)
  return readPassages(reader.finish())
}
