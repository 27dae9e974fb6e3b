import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ownModule } from '../../../os/own-module.ts'
import { startChild } from '../../../os/spawn.ts'
import { makeTemporary } from '../../../os/temporary.ts'
import type { Architecture } from '../../win32/architecture.ts'
import { parseRecords, type ChildOrder, type Record } from './record.ts'

/** How the child that loaded a target ended, and what it had told by then. */
export interface ChildReport {
  readonly records: readonly Record[]
  readonly end: 'done' | 'too-slow' | 'ended-early' | 'too-large'
  readonly exitCode: number | null
}

/** How a target is loaded. */
export interface ChildLimits {
  readonly call: readonly string[]
  readonly limitMs: number
  readonly koffiMajor: number
}

const outputLimitBytes = 256 * 1024 * 1024

/** Loads modules in a process of their own for one architecture. Never rejects because of what the target does. */
export async function runAuditChild(
  entries: readonly string[],
  architecture: Architecture,
  { call, limitMs, koffiMajor }: ChildLimits,
): Promise<ChildReport> {
  const { folder, remove } = makeTemporary()
  try {
    const output = join(folder, 'records.jsonl')
    const order: ChildOrder = { architecture, entries, call, koffiMajor, output }
    const child = startChild({
      file: process.execPath,
      arguments: [
        '--no-warnings',
        '--enable-source-maps',
        ownModule('declare/readers/koffi/child'),
        JSON.stringify(order),
      ],
      environment: environmentOfChild(),
      stdoutFile: join(folder, 'stdout.txt'),
      stderrFile: join(folder, 'stderr.txt'),
    })
    let slow = false
    const timer = setTimeout(() => {
      slow = true
      void child.kill()
    }, limitMs)
    const exit = await child.exited
    clearTimeout(timer)
    // Whatever the target has started goes with it.
    await child.kill()
    const isLarge = existsSync(output) && statSync(output).size > outputLimitBytes
    const records = isLarge || !existsSync(output) ? [] : parseRecords(readFileSync(output, 'utf8'))
    const isDone = records.some(({ kind }) => kind === 'done')
    return {
      records,
      end: isLarge ? 'too-large' : slow ? 'too-slow' : isDone ? 'done' : 'ended-early',
      exitCode: exit.exitCode,
    }
  } finally {
    remove()
  }
}

/** Without NODE_OPTIONS: loaders of the surrounding process (test runners, coverage) have no business in the child. */
function environmentOfChild(): { [name: string]: string } {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value === undefined || name === 'NODE_OPTIONS' ? [] : [[name, value]],
    ),
  )
}
