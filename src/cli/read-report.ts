import { EmptyText, readSymptom } from '../diagnose/text/read-text.ts'
import type { Symptom } from '../diagnose/symptom.ts'
import { readPieces, UnreadableFile } from '../os/read-text.ts'
import { UserProblem } from '../os/problem.ts'
import { standardInput } from './words.ts'

/** Number of bytes per read. */
const pieceBytes = 1024 * 1024

async function* pieces(): AsyncGenerator<Uint8Array> {
  for await (const chunk of process.stdin)
    yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk))
}

/** The symptom on standard input, used in addition to options; empty where there is no input. Throws UserProblem with one sentence. */
export async function readBeside(): Promise<Symptom> {
  try {
    return await readSymptom(pieces(), 'standard input')
  } catch (error) {
    if (error instanceof EmptyText) return { failed: [], ok: [] }
    throw error
  }
}

/** Reads the symptom from a text: a file of any length, or standard input. Throws UserProblem with one sentence. */
export async function readReport(path: string): Promise<Symptom> {
  const name = path === standardInput ? 'standard input' : path
  try {
    return await readSymptom(path === standardInput ? pieces() : readPieces(path, pieceBytes), name)
  } catch (error) {
    throw error instanceof UnreadableFile
      ? new UserProblem(`Cannot read ${path}: ${error.message}`)
      : error
  }
}
