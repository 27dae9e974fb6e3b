import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { findWine, type Wine } from '../lanes/engines/wine/find.ts'
import { prefixKey } from '../lanes/engines/wine/prefix.ts'
import { findCacheFolder } from '../lanes/provision/cache.ts'
import { ProvisionProblem } from '../lanes/provision/problem.ts'
import type { DoctorFinding } from './finding.ts'
import { remedyOf, typing } from '../lanes/provision/remedy.ts'

const setUpWine = typing('handle-width setup wine')

function ia32Finding({ ia32 }: Wine): DoctorFinding {
  const title = '32-bit half'
  if (ia32) return { part: 'wine', title, state: 'ok', detail: ia32.folder }
  return {
    part: 'wine',
    title,
    state: 'missing',
    detail: 'not found, so ia32 programs do not run',
    ...setUpWine,
  }
}

function prefixFinding(wine: Wine, cache: string): DoctorFinding {
  const folder = join(cache, 'wine', prefixKey(wine))
  const isThere = existsSync(join(folder, 'system.reg'))
  return {
    part: 'wine',
    title: 'prefix',
    state: isThere ? 'ok' : 'note',
    detail: isThere ? folder : 'not made yet',
    ...(isThere
      ? {}
      : {
          ...setUpWine,
          remedy: 'The first run makes it; "handle-width setup wine" does so beforehand.',
        }),
  }
}

/** The Wine of this system; nothing on Windows, which needs none. */
export async function examineWine(
  platform: string = process.platform,
  cache: string = findCacheFolder(),
): Promise<DoctorFinding[]> {
  if (platform === 'win32') return []
  try {
    const wine = await findWine(cache)
    return [
      { part: 'wine', title: 'version', state: 'ok', detail: `${wine.version}, ${wine.loader}` },
      ia32Finding(wine),
      prefixFinding(wine, cache),
    ]
  } catch (error) {
    if (error instanceof ProvisionProblem)
      return [
        {
          part: 'wine',
          title: 'version',
          state: 'missing',
          detail: error.message,
          ...remedyOf(error),
        },
      ]
    throw error
  }
}
