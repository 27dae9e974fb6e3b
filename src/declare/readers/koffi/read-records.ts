import { z } from 'zod'
import { recordLimit, type Record } from './record.ts'

/** Names, and spellings of types. */
const name = z.string().max(10_000)
const path = z.string().max(10_000)
const message = z.string().max(1000)
/** Parameters, members, names of what was replaced: more than any header has. */
const most = 10_000

const place = { file: path.optional(), line: z.number().int().optional() }
const type: z.ZodType = z.lazy(() =>
  z.object({
    spelled: name,
    kind: z.enum(['void', 'signed', 'unsigned', 'float', 'pointer', 'struct', 'unknown']),
    bytes: z.number(),
    to: type.optional(),
    text: z.union([z.literal(1), z.literal(2), z.literal(4)]).optional(),
  }),
)
const convention = z.enum(['stdcall', 'cdecl', 'other']).optional()

const declaration = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('function'),
    name,
    library: name.optional(),
    convention,
    result: type,
    parameters: z.array(type).max(most),
    variadic: z.literal(true).optional(),
    place: z.object(place),
  }),
  z.object({
    kind: z.literal('callback'),
    name,
    convention,
    result: type,
    parameters: z.array(type).max(most),
    place: z.object(place),
  }),
  z.object({
    kind: z.literal('struct'),
    name,
    bytes: z.number(),
    fields: z.array(z.object({ name, type, offset: z.number() })).max(most),
    place: z.object(place),
  }),
  z.object({ kind: z.literal('alias'), name, type, place: z.object(place) }),
])

const record = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('declaration'),
    declaration,
    otherwise: declaration.optional(),
  }),
  z.object({ kind: z.literal('asked') }),
  z.object({ kind: z.literal('loaded'), file: path }),
  z.object({ kind: z.literal('unseen'), file: path, line: z.number() }),
  z.object({ kind: z.literal('refused'), file: path, line: z.number(), message }),
  z.object({ kind: z.literal('callable'), path: name }),
  z.object({ kind: z.literal('patched'), names: z.array(name).max(most) }),
  z.object({ kind: z.literal('tampered'), names: z.array(name).max(most) }),
  z.object({ kind: z.literal('failed'), entry: path, message }),
  z.object({ kind: z.literal('too-many'), limit: z.number() }),
  z.object({ kind: z.literal('done') }),
])

/** Parses and checks one line of a child; `undefined` where it is no record. Code of the target ran in that child, so the line is not trusted. */
function parseRecord(line: string): Record | undefined {
  try {
    return record.safeParse(JSON.parse(line)).data as Record | undefined
  } catch {
    return undefined
  }
}

/** The most that a child may write. Bytes. */
const maxBytes = 64 * 1024 * 1024
/** Of a line. Bytes. */
const longestLine = 1024 * 1024

/** The records of a child as they come. */
export interface RecordReader {
  readonly records: readonly Record[]
  /** Takes the next piece of what the child writes. Never throws. */
  take(piece: Buffer): void
  /** How the child ended, when no more comes. */
  end(): 'done' | 'ended-early' | 'too-large' | 'garbled'
}

/**
 * Reads the records of a child. Code of the target runs in that child and can write to the same descriptor,
 * so the records are not trusted: they are read line by line, with a limit, and after the first line that
 * is no record all are dropped and `stop` is called.
 */
export function readRecords(stop: () => void): RecordReader {
  const records: Record[] = []
  let wrong: 'too-large' | 'garbled' | undefined
  let isDone = false
  let bytes = 0
  let rest: Buffer[] = []
  let restBytes = 0
  const give = (reason: 'too-large' | 'garbled'): void => {
    wrong = reason
    records.length = 0
    rest = []
    stop()
  }
  const line = (text: string): void => {
    const record = isDone ? undefined : parseRecord(text)
    if (!record) return give('garbled')
    // One more than the child tells by itself.
    if (records.length > 2 * recordLimit) return give('too-large')
    if (record.kind === 'done') isDone = true
    records.push(record)
  }
  return {
    records,
    take(piece) {
      bytes += piece.length
      if (wrong) return
      if (bytes > maxBytes) return give('too-large')
      let start = 0
      for (let end = piece.indexOf(10); end >= 0; end = piece.indexOf(10, start)) {
        line(Buffer.concat([...rest, piece.subarray(start, end)]).toString('utf8'))
        if (wrong) return
        rest = []
        restBytes = 0
        start = end + 1
      }
      rest.push(piece.subarray(start))
      restBytes += piece.length - start
      if (restBytes > longestLine) give('too-large')
    },
    end: () =>
      wrong ?? (isDone || records.some(({ kind }) => kind === 'too-many') ? 'done' : 'ended-early'),
  }
}
