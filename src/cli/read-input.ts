import { open } from 'node:fs/promises'
import { decodeText, longestText, TextProblem } from '../diagnose/text/read-text.ts'
import { UserProblem } from './problem.ts'

async function take(chunks: AsyncIterable<unknown>): Promise<Uint8Array> {
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
  if (path === '-') return decode(await take(process.stdin), 'standard input')
  const file = await open(path).catch(() => undefined)
  if (!file) throw new UserProblem(`Cannot read ${path}: there is no such file, or it cannot be opened`)
  try {
    return decode(await take(file.createReadStream({ end: longestText })), path)
  } catch (error) {
    if (error instanceof UserProblem) throw error
    throw new UserProblem(`Cannot read ${path}: ${error instanceof Error && 'code' in error && error.code === 'EISDIR' ? 'it is a folder' : 'it cannot be read'}`)
  } finally {
    await file.close().catch(() => undefined)
  }
}
