import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Plan } from '../program/plan.ts'
import { HarnessProblem } from '../os/problem.ts'
import { writeWhole } from '../os/write-whole.ts'

/**
 * Writes plans into a folder, each as `LANE/PROBE.json`, atomically. Replaces what an earlier run left under the
 * same name.
 *
 * @throws HarnessProblem where the folder cannot be written.
 */
export async function savePlans(folder: string, plans: readonly Plan[]): Promise<void> {
  for (const plan of plans) {
    const lane = join(folder, plan.lane)
    try {
      await mkdir(lane, { recursive: true })
      await writeWhole(join(lane, `${plan.id}.json`), `${JSON.stringify(plan, null, 1)}\n`)
    } catch (error) {
      throw new HarnessProblem(
        `Cannot keep the plans in ${folder}: ${error instanceof Error && 'code' in error ? String(error.code) : String(error)}; make room there, or name another folder`,
      )
    }
  }
}
