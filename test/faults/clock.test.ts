import { pathToFileURL } from 'node:url'
import t from 'tap'
import { hangMs } from '../support/hang.ts'
import { often } from '../support/often.ts'
import { account } from './account.ts'
import { checkRun, makeModel, makePlace, resultOf, startRun } from './command-runs.ts'
import { hasWine, laneCases } from './lane-cases.ts'
import type { Scope } from './left-behind.ts'
import { takeOwnPlace, takeOwnWine } from './own-place.ts'
import { childScript } from './stub-engine.ts'

const place: Scope = hasWine ? await takeOwnWine(t) : takeOwnPlace(t)
const hourMs = 3_600_000
const jumpingClock = {
  NODE_OPTIONS: `--import=${pathToFileURL(childScript('jumping-clock.mjs')).href}`,
}

for (const { where: title, words, need } of laneCases) {
  t.test(
    `a clock that jumps by hours all the time changes nothing, ${title}`,
    { ...need, timeout: hangMs },
    t => {
      const where = makePlace(place)
      return account(
        t,
        { area: 'clock', fault: `clock set by hours, back and forth, ${title}` },
        where,
        async tally => {
          const model = await makeModel(t, place, words)
          for (const run of Array.from({ length: often(2, 1) }, () =>
            startRun(where, words, { environment: jumpingClock }),
          )) {
            await checkRun(t, tally, model, run)
            const offMs = Math.abs(Date.parse(resultOf(run)?.meta.startedAt ?? '') - Date.now())
            if (offMs > hourMs) tally.provoked()
          }
        },
      )
    },
  )
}
