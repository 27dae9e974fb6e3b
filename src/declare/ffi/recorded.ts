import { join } from 'node:path'
import { packageFolder } from '../../os/package-folder.ts'
import { readPackedJson } from '../../os/packed-json.ts'
import type { Architecture } from '../win32/architecture.ts'
import type { CType } from '../win32/c-types.ts'
import type { ValueClass } from './values.ts'

/** One value that was passed through one declared type. */
interface RecordedArrival {
  readonly declared: CType
  readonly value: ValueClass
  readonly position: 'register' | 'stack'
  /** What arrived in the slot, hexadecimal, the first call's first; empty where the FFI refused the value. */
  readonly arrives: readonly string[]
}

/** What a recorded lane says of its FFI. */
export interface RecordedFfi {
  readonly host: string
  readonly title: string
  readonly architecture: Architecture
  readonly lane: string
  readonly arrivals: readonly RecordedArrival[]
  /** The probes that were judged there, by name. */
  readonly probes: readonly string[]
}

/** What the recorded lanes say of their FFIs. */
export interface RecordedFfis {
  readonly schemaVersion: 1
  readonly ffis: readonly RecordedFfi[]
}

/** The file that the package carries, made by `npm run report` from the runs in fixtures/runs/hosts. */
export const recordedFfisFile = join(packageFolder, 'src/declare/ffi/recorded.json.br')

let read: RecordedFfis | undefined

/** What the package carries of recorded FFIs, in the order of the hosts. Read once, when it is first asked for; a test compares it with the runs, no start of the program checks it. */
export function recordedFfis(): readonly RecordedFfi[] {
  read ??= readPackedJson(recordedFfisFile) as RecordedFfis
  return read.ffis
}
