import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import t from 'tap'
import { hangMs } from '../support/hang.ts'
import { often } from '../support/often.ts'
import { account } from './account.ts'
import {
  begun,
  checkRun,
  makeModel,
  makePlace,
  resultOf,
  simulated as words,
  startRun,
} from './command-runs.ts'
import { temporaryFolders, waitForNone } from './left-behind.ts'
import { takeOwnPlace } from './own-place.ts'

const place = takeOwnPlace(t)
const model = await makeModel(t, place, words)

const documented = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const
const moments = often([0, 60, 120, 200], [0, 60])

for (const [signal, code] of Object.entries(documented)) {
  t.test(
    `${signal} ends a run with exit code ${code} and leaves nothing`,
    { timeout: hangMs },
    t => {
      const where = makePlace(place)
      return account(
        t,
        { area: 'parent', fault: `${signal} at random moments` },
        where,
        async tally => {
          for (const afterMs of moments) {
            const run = startRun(where, words)
            if (afterMs > 0) await begun(where, run)
            await wait(afterMs + Math.random() * 100)
            run.kill(signal as NodeJS.Signals)
            const { exitCode, signal: endedBy, stderr } = await run.exited
            // Node itself ends by the signal where it comes before the program has begun.
            t.ok(
              exitCode === code || endedBy === signal || exitCode === 0,
              `after ${afterMs} ms: ${exitCode ?? endedBy} ${stderr}`,
            )
            if (exitCode !== 0) tally.provoked()
            t.same(temporaryFolders(where.temporary), [], 'it removes its own folder')
            const early = resultOf(run)
            if (early) tally.reported(early, model.isTrue)
          }
          await checkRun(t, tally, model, startRun(where, words))
        },
      )
    },
  )
}

t.test(
  'SIGKILL takes the children with it, and the next run removes the rest',
  { timeout: hangMs },
  t => {
    const where = makePlace(place)
    return account(
      t,
      { area: 'parent', fault: 'SIGKILL at random moments, then another run' },
      where,
      async tally => {
        let hadFolders = 0
        for (const afterMs of moments) {
          const run = startRun(where, words)
          if (afterMs > 0) await begun(where, run)
          await wait(afterMs + Math.random() * 100)
          run.kill('SIGKILL')
          if ((await run.exited).signal === 'SIGKILL') tally.provoked()
          t.same(await waitForNone(where), [], `after ${afterMs} ms: no child outlives it`)
          if (temporaryFolders(where.temporary).length > 0) hadFolders++
        }
        t.ok(hadFolders > 0, 'folders were left')
        await checkRun(t, tally, model, startRun(where, words))
      },
    )
  },
)

t.test(
  'a folder of another user or of a living run is not touched',
  { timeout: hangMs },
  async t => {
    const where = makePlace(place)
    const living = startRun(where, words)
    await begun(where, living)
    mkdirSync(join(where.temporary, 'handle-width-elsewhere-1-1-abcdef'))
    t.equal(
      (await startRun(where, ['--engine', 'sim', '--probe', 'correct', '--quiet']).exited).exitCode,
      0,
    )
    t.equal((await living.exited).exitCode, 0, 'the living run got through')
    t.same(
      temporaryFolders(where.temporary),
      ['handle-width-elsewhere-1-1-abcdef'],
      'what names another machine stays',
    )
  },
)
