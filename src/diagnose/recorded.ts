import { join } from 'node:path'
import { packageFolder } from '../os/package-folder.ts'
import { readPackedJson } from '../os/packed-json.ts'
import type { RecordedObservations } from './recorded-schema.ts'

/** The file that the package carries, made by `npm run learn`. */
export const recordedFile = join(packageFolder, 'src/diagnose/recorded.json.br')

let read: RecordedObservations | undefined

/** What the package carries of recorded runs. Read once. */
export function readRecorded(): RecordedObservations {
  read ??= readPackedJson(recordedFile) as RecordedObservations
  return read
}
