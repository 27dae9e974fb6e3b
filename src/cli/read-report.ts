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

/** How long a pipe may be silent that was not named. Milliseconds. */
const silentMs = 3000

/** Standard input, if its first piece comes soon: a pipe that nobody writes to must not be waited for. */
async function* piecesSoon(): AsyncGenerator<Uint8Array> {
  let timer: NodeJS.Timeout | undefined
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(
        new UserProblem(
          `Nothing came on standard input in ${silentMs / 1000} s: name the call that failed, for example --failed ReadFile=6, or write '--text -' to wait for a text`,
        ),
      )
    }, silentMs)
  })
  const input = pieces()
  let first: IteratorResult<Uint8Array>
  try {
    first = await Promise.race([input.next(), silence])
  } catch (error) {
    process.stdin.destroy()
    throw error
  } finally {
    clearTimeout(timer)
  }
  if (first.done === true) return
  yield first.value
  yield* input
}

/**
 * The symptom on standard input, used in addition to options; empty where there is no input. Throws UserProblem with
 * one sentence, also where nothing comes.
 */
export async function readBeside(): Promise<Symptom> {
  try {
    return await readSymptom(piecesSoon(), 'standard input')
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
