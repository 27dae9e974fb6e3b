import { ensureKept } from '../../../src/setup/kept-wine.ts'
import { readSystemName } from '../../../src/setup/system.ts'
import { endOnSignals } from '../../../src/os/at-exit.ts'

/** Lays a Wine of a later Debian into a cache, as `handle-width setup wine --wine 10` does, in a process that can be killed. */
const [cache = ''] = process.argv.slice(2)
endOnSignals()
await ensureKept(cache, 'amd64', { ...readSystemName(), family: 'debian' }, () => undefined)
