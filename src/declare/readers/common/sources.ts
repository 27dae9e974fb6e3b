import { readBytes, UnreadableFile } from '../../../os/read-text.ts'

/** A text file, or a text in one. */
export interface Source {
  readonly file: string
  readonly text: string
  /** The line of the file at which the text begins; 1 if not given. */
  readonly line?: number
}

export interface Sources {
  readonly read: readonly Source[]
  readonly failures: readonly string[]
}

/** Files above this are not read: declarations are written by hand. Bytes. */
const sizeLimit = 16 * 1024 * 1024
/** Of all files of one language together: they are in memory at once. Bytes. */
const totalLimit = 256 * 1024 * 1024

/** Reads files as text, with bounds. A file that cannot be read is a failure and stops nothing. */
export function readSources(files: readonly string[], mostBytes: number = totalLimit): Sources {
  const read: Source[] = []
  const failures: string[] = []
  let total = 0
  for (const [index, file] of files.entries()) {
    try {
      const bytes = readBytes(file, sizeLimit)
      total += bytes.length
      if (total > mostBytes) {
        failures.push(
          `${file} and ${files.length - index - 1} files after it were not read: together with those before they have more than ${mostBytes / 1024 / 1024} MiB; audit smaller folders`,
        )
        break
      }
      const text = decode(bytes)
      if (text === undefined) failures.push(`${file} was not read: it is not text`)
      else read.push({ file, text })
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error
      failures.push(`${file} was not read: ${error.message}`)
    }
  }
  return { read, failures }
}

/** Text by byte order mark; else UTF-8, and where it is none, the code page of Western Windows. */
function decode(bytes: Buffer): string | undefined {
  const label =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8'
  const text = tryDecode(bytes, label) ?? tryDecode(bytes, 'windows-1252')
  return text === undefined || text.includes('\0') ? undefined : text
}

function tryDecode(bytes: Buffer, label: string): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Where each line of a text begins, to find lines by place in linear time. */
export function lineFinder(text: string): (index: number) => number {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return index => {
    let [low, high] = [0, starts.length]
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((starts[middle] ?? 0) <= index) low = middle
      else high = middle
    }
    return low + 1
  }
}
