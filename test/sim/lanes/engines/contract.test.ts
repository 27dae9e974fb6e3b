import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { architectures } from '../../../../src/declare/win32/architecture.ts'
import { hosts } from '../../../../src/hosts/index.ts'
import { engines } from '../../../../src/lanes/engines/index.ts'
import type { Engine } from '../../../../src/lanes/engines/engine.ts'
import { absentContract, readyContract } from '../../../support/lanes/engines/contract.ts'

const ignore = (): void => undefined

for (const [id, engine] of Object.entries<Engine>(engines))
  t.test(`the engine ${id} keeps its contract where nothing is set up`, async t => {
    t.equal(engine.id, id)
    const folder = t.testdir({ cache: {} })
    const cache = join(folder, 'cache')
    const kept = { ...process.env }
    process.env['HANDLE_WIDTH_CACHE'] = cache
    process.env['HANDLE_WIDTH_WINE'] = `${cache}/no-wine`
    t.teardown(() => {
      process.env = kept
    })
    for (const architecture of architectures)
      for (const host of hosts) {
        const looked = await engine.look?.(architecture, host)
        if (!looked) return void t.fail('an engine says what it looks like')
        t.same(readdirSync(cache), [], 'to look makes and fetches nothing')
        if (looked.state !== 'ready') absentContract(t, looked)
        // What is not prepared would be fetched now.
        if (looked.state === 'not-prepared') continue
        const prepared = await engine.prepare(architecture, ignore, host)
        if (!prepared.ready) absentContract(t, prepared)
        else if (host === hosts[0])
          await readyContract(t, prepared, process.arch, join(folder, architecture))
        t.ok(looked.state === 'ready' || !prepared.ready, 'what is absent is not ready')
      }
  })
