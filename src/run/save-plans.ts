import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import type { Plan } from '../plan/plan.ts'

/**
 * Writes plans into a folder, each as `LANE/PROBE.json`, whole or not at all; what a former run left
 * under the same name is replaced. Rejects where the folder cannot be written.
 */
export async function savePlans(folder: string, plans: readonly Plan[]): Promise<void> {
  for (const plan of plans) {
    const lane = join(folder, plan.lane)
    await mkdir(lane, { recursive: true })
    await writeFileAtomic(join(lane, `${plan.id}.json`), `${JSON.stringify(plan, null, 1)}\n`)
  }
}
