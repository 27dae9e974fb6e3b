import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { packageFolder } from '../../src/os/package-folder.ts'
import { isRecording } from '../support/often.ts'

const areas = ['child', 'kernel', 'device', 'parent', 'disk', 'clock', 'memory', 'input'] as const

const recordSchema = z.object({
  area: z.enum(areas),
  fault: z.string(),
  /** How often it was provoked. */
  provoked: z.int(),
  /** Planned cells that came back without an outcome, or with one that is not true. */
  lost: z.int(),
  /** Processes, terminals, ports, locks, folders and half-written files that were still there afterwards. */
  left: z.int(),
})

/** One kind of fault, as a test provoked it. */
export type FaultRecord = z.infer<typeof recordSchema>
/** A fault in words: "a child may ..." and the like, as it stands in docs/faults.md. */
export type Fault = Pick<FaultRecord, 'area' | 'fault'>

const folder = join(packageFolder, 'fixtures', 'faults')

/** What the test file of this process has provoked so far. */
const provoked: FaultRecord[] = []

/** Keeps what a test has provoked, in one file for each test file, where `HANDLE_WIDTH_RECORD` lists `faults`. */
export function recordFault(record: FaultRecord): void {
  provoked.push(record)
  if (!isRecording('faults')) return
  mkdirSync(folder, { recursive: true })
  const name = basename(process.argv[1] ?? '', '.test.js')
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(provoked, null, 1)}\n`)
}

/** All that was recorded, by area. */
export function recordedFaults(): FaultRecord[] {
  const files = readdirSync(folder)
    .filter(name => name.endsWith('.json'))
    .sort()
  const records = files.flatMap(name =>
    z.array(recordSchema).parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))),
  )
  return areas.flatMap(area => records.filter(record => record.area === area))
}

/** Whether a fault stands in the record. */
export function isRecorded({ area, fault }: Fault): boolean {
  return recordedFaults().some(record => record.area === area && record.fault === fault)
}
