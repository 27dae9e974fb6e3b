import { decodeText, longestText, TextProblem } from '../diagnose/text/read-text.ts'
import { readBytes, UnreadableFile } from '../os/read-text.ts'
import { UserProblem } from './problem.ts'

async function collect(chunks: AsyncIterable<unknown>): Promise<Uint8Array> {
  const parts: Buffer[] = []
  let length = 0
  for await (const chunk of chunks) {
    const part = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk))
    parts.push(part)
    length += part.length
    // One byte too many is enough to know.
    if (length > longestText) break
  }
  return Buffer.concat(parts)
}

function decode(bytes: Uint8Array, name: string): string {
  try {
    return decodeText(bytes, name)
  } catch (error) {
    if (error instanceof TextProblem) throw new UserProblem(error.message)
    throw error
  }
}

/** Reads a text a person gave: a file, or standard input for `-`. Reads no more than a text may have. Throws UserProblem with one sentence. */
export async function readInput(path: string): Promise<string> {
  if (path === '-') return decode(await collect(process.stdin), 'standard input')
  try {
    return decode(readBytes(path, longestText), path)
  } catch (error) {
    throw error instanceof UnreadableFile
      ? new UserProblem(`Cannot read ${path}: ${error.message}`)
      : error
  }
}
