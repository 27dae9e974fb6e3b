import type { z } from 'zod'
import type { DeepReadonly } from './deep-readonly.ts'
import type {
  recordedHandleSchema,
  journalLineSchema,
  tagLossSchema,
} from './observation-schema.ts'

/** Exit code of a child that cannot write its journal (EX_IOERR of sysexits.h); the next call was not made. */
export const cannotWriteJournal = 74

/** A line of a child's journal: one JSON object. */
export type JournalLine = DeepReadonly<z.infer<typeof journalLineSchema>>

type LineAt<At extends JournalLine['at']> = Extract<JournalLine, { readonly at: At }>
export type HelloLine = LineAt<'hello'>
export type BeginLine = LineAt<'begin'>
export type EndLine = LineAt<'end'>
export type DiedLine = LineAt<'died'>
export type StrictLine = LineAt<'strict'>
export type FfiLine = LineAt<'ffi'>

/** A handle that reached the tagged kernel without its tag. */
export type TagLoss = DeepReadonly<z.infer<typeof tagLossSchema>>

/** What is known about one handle argument of a failed call. */
export type RecordedHandle = DeepReadonly<z.infer<typeof recordedHandleSchema>>
