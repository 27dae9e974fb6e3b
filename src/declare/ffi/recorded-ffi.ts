import type { Architecture } from '../win32/architecture.ts'

/** What a recorded lane says of its FFI. */
export interface RecordedFfi {
  readonly host: string
  readonly title: string
  readonly architecture: Architecture
  readonly lane: string
  /** Declared type; value class; position; what arrived cold; what else arrived warm. */
  readonly arrivals: readonly string[]
}
