import { setTimeout as wait } from 'node:timers/promises'
import t from 'tap'
import { wine } from '../../src/lanes/engines/wine.ts'
import { hangMs } from '../support/hang.ts'
import { often } from '../support/often.ts'
import { needs } from '../support/require.ts'
import { account } from './account.ts'
import { begun, checkRun, makeModel, makePlace, startRun } from './command-runs.ts'
import { waitForNone, type Scope } from './left-behind.ts'
import { takeOwnPlace, takeOwnWine } from './own-place.ts'

const there = await wine.prepare('x64', () => undefined)
const need = {
  ...needs('wine', there.ready, there.ready ? '' : `${there.reason} ${there.remedy}`),
  timeout: hangMs,
}
const place: Scope = there.ready ? await takeOwnWine(t) : takeOwnPlace(t)
/** Long enough to be hit in its middle, on any machine. */
const long = ['--engine', 'wine', '--arch', 'x64', '--quiet']
const words = [
  '--engine',
  'wine',
  '--arch',
  'x64',
  '--kernel',
  'native',
  '--probe',
  'correct',
  'handle-u32',
  'unplugged',
  '--quiet',
]
const model = there.ready ? await makeModel(t, place, words) : undefined

const codes = { SIGINT: 130, SIGKILL: null } as const

for (const [signal, code] of Object.entries(codes)) {
  t.test(
    `${signal} of a run under Wine leaves no Windows process, no port and no lock behind the next run`,
    need,
    t => {
      const where = makePlace(place)
      return account(
        t,
        { area: 'parent', fault: `${signal} under Wine, then another run` },
        where,
        async tally => {
          if (!model) throw new Error('There is no Wine')
          for (const afterMs of often([1, 300, 700, 1500], [1, 700])) {
            const run = startRun(where, long)
            await begun(where, run)
            await wait(afterMs)
            run.kill(signal as NodeJS.Signals)
            const { exitCode, signal: endedBy, stderr } = await run.exited
            t.ok(
              code === null ? endedBy === signal : exitCode === code,
              `after ${afterMs} ms: ${exitCode ?? endedBy} ${stderr}`,
            )
            tally.provoked()
            t.same(await waitForNone(where), [], `after ${afterMs} ms: no Windows process is left`)
          }
          await checkRun(t, tally, model, startRun(where, words))
        },
      )
    },
  )
}

t.test('four runs at once in one cache and prefix do not disturb each other', need, t => {
  const where = makePlace(place)
  return account(
    t,
    { area: 'parent', fault: 'four runs at once in one cache and prefix' },
    where,
    async tally => {
      if (!model) throw new Error('There is no Wine')
      for (const run of Array.from({ length: 4 }, () => startRun(where, words))) {
        await checkRun(t, tally, model, run)
        tally.provoked()
      }
    },
  )
})
