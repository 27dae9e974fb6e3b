import { appendFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { withLock } from '../../../../src/lanes/provision/lock.ts'

// hold-lock CACHE NAME LOG HOLD_MS: notes in LOG when it has the lock and when it gives it back.
const [cache = '', name = '', log = '', holdMs = '0'] = process.argv.slice(2)
await withLock(
  cache,
  name,
  () => {},
  async () => {
    appendFileSync(log, 'in\n')
    await sleep(Number(holdMs))
    appendFileSync(log, 'out\n')
  },
)
