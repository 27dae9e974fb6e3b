import { join } from 'node:path'
import { z } from 'zod'
import { packageFolder } from '../../os/package-folder.ts'
import { readPackedJson } from '../../os/packed-json.ts'
import { architectures } from '../win32/architecture.ts'
import { cTypes, type CType } from '../win32/c-types.ts'
import { valueClasses, type ValueClass } from './values.ts'

const name = z.string()

const arrival = z
  .strictObject({
    declared: z.enum(Object.keys(cTypes) as CType[]),
    value: z.enum(Object.keys(valueClasses) as ValueClass[]),
    position: z.enum(['register', 'stack']),
    /** What arrived in the slot, hexadecimal, the first call's first; empty where the FFI refused the value. */
    arrives: z.array(z.string().regex(/^0x[0-9a-f]{1,16}$/)).readonly(),
  })
  .readonly()

const ffi = z
  .strictObject({
    host: name,
    title: name,
    architecture: z.enum(architectures),
    lane: name,
    arrivals: z.array(arrival).readonly(),
    /** The probes that were judged there, by name. */
    probes: z.array(name).readonly(),
  })
  .readonly()

const recordedSchema = z
  .strictObject({ schemaVersion: z.literal(1), ffis: z.array(ffi).readonly() })
  .readonly()

/** What the recorded lanes say of their FFIs. */
export type RecordedFfis = z.infer<typeof recordedSchema>

/** What a recorded lane says of its FFI. */
export type RecordedFfi = RecordedFfis['ffis'][number]

/** The file that the package carries, made by `npm run report` from the runs in fixtures/runs/hosts. */
export const recordedFfisFile = join(packageFolder, 'src/declare/ffi/recorded.json.br')

let read: RecordedFfis | undefined

/** What the package carries of recorded FFIs, in the order of the hosts. Read and checked once, when it is first asked for. */
export function recordedFfis(): readonly RecordedFfi[] {
  read ??= recordedSchema.parse(readPackedJson(recordedFfisFile))
  return read.ffis
}
