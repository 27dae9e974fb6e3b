/** Longer texts are refused: nobody reads them, and the end of a log says what its whole does. Bytes. */
export const longestText = 16 * 1024 * 1024

/** What cannot be read as text: one sentence for the person who gave it. */
export class TextProblem extends Error {
  override readonly name = 'TextProblem'
}

function isUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true
  const sample = bytes.subarray(0, 4096)
  const zeros = (start: number): number =>
    sample.filter((byte, index) => index % 2 === start && byte === 0).length
  return (
    sample.length >= 8 &&
    Math.max(zeros(0), zeros(1)) > 0.4 * sample.length &&
    Math.min(zeros(0), zeros(1)) < 0.05 * sample.length
  )
}

/** Bytes as UTF-8 text. Throws TextProblem with one sentence for what is empty, too long, binary or in UTF-16. `name` is used in the message. */
export function decodeText(bytes: Uint8Array, name: string): string {
  if (bytes.length > longestText)
    throw new TextProblem(
      `Cannot read ${name}: it has more than ${longestText / 1024 / 1024} MiB; give the last lines only, from the error on`,
    )
  if (isUtf16(bytes))
    throw new TextProblem(
      `Cannot read ${name}: it is UTF-16, expected UTF-8; save it again as UTF-8`,
    )
  if (bytes.includes(0))
    throw new TextProblem(
      `Cannot read ${name}: it is binary, expected the text of a traceback or a log`,
    )
  const text = new TextDecoder('utf-8').decode(bytes)
  if (text.trim() === '')
    throw new TextProblem(
      `Cannot read ${name}: it is empty; expected the text of a traceback or a log`,
    )
  const wrong = text.match(/[\ufffd\u0001-\u0008\u000e-\u001a\u001c-\u001f]/g)?.length ?? 0
  if (wrong > 0.05 * text.length + 8)
    throw new TextProblem(
      `Cannot read ${name}: it is binary or no UTF-8, expected the text of a traceback or a log`,
    )
  return text
}
