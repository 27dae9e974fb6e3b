import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeTemporary } from '../os/temporary.ts'

/** The texts of the plans that a run saved in a folder, as `LANE/PROBE.json`. */
export function plansIn(
  folder: string | undefined,
): (lane: string, probe: string) => string | undefined {
  return (lane, probe) => {
    try {
      return folder === undefined
        ? undefined
        : readFileSync(join(folder, lane, `${probe}.json`), 'utf8')
    } catch {
      return undefined
    }
  }
}

/** Calls `work` with the folder that the user named for plans, with a temporary one where plans are needed, or with none. */
export async function withPlans<T>(
  named: string | undefined,
  needed: boolean,
  work: (folder: string | undefined) => Promise<T>,
): Promise<T> {
  if (named !== undefined || !needed) return work(named)
  const { folder, remove } = makeTemporary()
  try {
    return await work(folder)
  } finally {
    remove()
  }
}
