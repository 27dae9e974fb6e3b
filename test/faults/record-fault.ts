import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageFolder } from '../golden.ts'

/** One kind of fault, as a test provoked it. */
export interface FaultRecord {
  readonly area: 'child' | 'kernel' | 'device' | 'parent' | 'clock' | 'memory' | 'input'
  readonly fault: string
  /** How often it was provoked. */
  readonly provoked: number
  /** Planned cells that came back without an outcome, or with one that is not true. */
  readonly lost: number
  /** Processes, terminals, ports, locks, folders and half-written files that were still there afterwards. */
  readonly left: number
}

const folder = join(packageFolder, 'fixtures', 'faults')

/**
 * Keeps what a test has provoked, where `HANDLE_WIDTH_RECORD` lists `faults`: the table in the README is
 * made of it. Counts come from the test itself, after its assertions.
 */
export function recordFault(record: FaultRecord): void {
  if (!(process.env['HANDLE_WIDTH_RECORD'] ?? '').split(/[\s,]+/).includes('faults')) return
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${record.area}.json`)
  const others = readRecords(file).filter(({ fault }) => fault !== record.fault)
  const records = [...others, record].sort((one, other) => one.fault < other.fault ? -1 : 1)
  writeFileSync(file, `${JSON.stringify(records, null, 1)}\n`)
}

function readRecords(file: string): FaultRecord[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as FaultRecord[]
  } catch {
    return []
  }
}
