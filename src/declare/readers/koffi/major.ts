import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { readText } from '../../../os/read-text.ts'
import type { ResolvedTarget } from '../../reading.ts'

const longestManifest = 4 * 1024 * 1024

/** koffi shows a pointer as a bigint from version 3 on; before that as an object that equals nothing. */
export function koffiMajor(target: ResolvedTarget): number {
  const [first] = target.modules
  if (!first) return 3
  for (const name of ['koffi', 'koffi-cream']) {
    try {
      const file = createRequire(fileURLToPath(first)).resolve(`${name}/package.json`)
      return Number.parseInt(
        z.object({ version: z.string() }).parse(JSON.parse(readText(file, longestManifest)))
          .version,
        10,
      )
    } catch {
      /* not installed there, or it does not show its package.json */
    }
  }
  return 3
}
