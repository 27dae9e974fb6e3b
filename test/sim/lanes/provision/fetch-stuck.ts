import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { ensurePackage } from '../../../../src/lanes/provision/fetch-package.ts'
import type { PinnedPackage } from '../../../../src/hosts/host.ts'

// fetch-stuck CACHE PINNED LOG: fetches the first half of an archive, notes that in LOG, and gets no further.
const [cache = '', pinned = '', log = ''] = process.argv.slice(2)
await ensurePackage(
  cache,
  JSON.parse(pinned) as PinnedPackage,
  () => undefined,
  async (_, folder) => {
    writeFileSync(join(folder, 'half.tgz'), 'half')
    appendFileSync(log, 'half')
    for (;;) await wait(60_000)
  },
)
