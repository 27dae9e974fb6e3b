import t, { type Test } from 'tap'
import type { FarEnd } from '../../src/lanes/devices/far-end.ts'
import type { Peer } from '../../src/lanes/devices/peer.ts'
import { wine } from '../../src/lanes/engines/wine.ts'
import type { Confirmations } from '../../src/measure/execute.ts'
import { loadProbes } from '../../src/program/load.ts'
import { matrixOf } from '../../src/result/matrix.ts'
import { hangMs } from '../support/hang.ts'
import { often } from '../support/often.ts'
import { needs } from '../support/require.ts'
import { wineWithFarEnd } from '../support/wine-with-far-end.ts'
import { account, isMeasured } from './account.ts'
import type { Scope } from './left-behind.ts'
import { takeOwnPlace, takeOwnWine } from './own-place.ts'
import { outcomes, provoke, type Provoked } from './stub-engine.ts'

const there = await wine.prepare('x64', () => undefined)
const need = {
  ...needs('wine', there.ready, there.ready ? '' : `${there.reason} ${there.remedy}`),
  timeout: hangMs,
}
const scope: Scope = there.ready ? await takeOwnWine(t) : takeOwnPlace(t)

const probes = (await loadProbes()).filter(({ id }) =>
  ['correct', ...often(['handle-u32'], []), 'upper-half-garbage'].includes(id),
)

/** A device that does not do what a loopback does makes the lane dirty, and nothing of it is judged against a claim. */
function checkDirty(t: Test, provoked: Provoked, reason: RegExp): void {
  const [lane] = provoked.run.lanes
  t.equal(lane?.status, 'dirty')
  t.match(lane?.reason, reason)
  t.same(
    matrixOf(provoked.run).cells.filter(({ held }) => held === 'surprise'),
    [],
    'nothing in it is a surprise',
  )
  t.same(provoked.faults, [])
}

interface Case {
  readonly fault: string
  readonly peer: Peer
  readonly spoil?: (wire: FarEnd) => unknown
  readonly reason: RegExp
}

const unclean = /the control is not clean/
const far: readonly Case[] = [
  { fault: 'far end never answers', peer: { kind: 'silent' }, reason: unclean },
  { fault: 'far end takes nothing', peer: { kind: 'stalled' }, reason: unclean },
  { fault: 'far end answers too late', peer: { kind: 'late', delayMs: 1500 }, reason: unclean },
  { fault: 'far end answers twice', peer: { kind: 'twice' }, reason: unclean },
  {
    fault: 'far end sends noise without end',
    peer: { kind: 'noise', bytesPerSecond: 20_000 },
    reason: unclean,
  },
]
const gone = /went away|could not be opened|the control is not clean/
const wire: readonly Case[] = [
  {
    fault: 'terminal closed before it is opened',
    peer: { kind: 'echo' },
    spoil: wire => wire.unplug(),
    reason: /could not be opened/,
  },
  { fault: 'terminal closed in mid-write', peer: { kind: 'echo', unplugOn: 'The ' }, reason: gone },
  {
    fault: 'terminal closed in mid-read',
    peer: { kind: 'late', delayMs: 40, unplugOn: 'second' },
    reason: gone,
  },
]

function provokeCase({ peer, spoil }: Case, confirmations?: Confirmations): Promise<Provoked> {
  return provoke(wineWithFarEnd(peer, spoil), probes, undefined, confirmations)
}

/** Before it hangs, a child waits 20 s for a far end that does not answer: in CI once, elsewhere until its end is confirmed. */
const confirmations = often(undefined, { exception: 1, other: 1 })

// Each waits long for calls that do not return, so they wait side by side.
const provokedFar = there.ready
  ? Promise.all(far.map(async item => [item, await provokeCase(item, confirmations)] as const))
  : Promise.resolve([])

for (const { fault } of far) {
  t.test(`${fault}: all is reported, nothing is concluded, nothing is left`, need, t =>
    account(t, { area: 'device', fault }, scope, async tally => {
      const [item, provoked] =
        (await provokedFar).find(([{ fault: title }]) => title === fault) ?? []
      if (!item || !provoked) throw new Error('It was not provoked')
      checkDirty(t, provoked, item.reason)
      tally.provoked()
      tally.reported(provoked.run, isMeasured)
    }),
  )
}

for (const item of wire) {
  t.test(`${item.fault}: all is reported, nothing is concluded, nothing is left`, need, t =>
    account(t, { area: 'device', fault: item.fault }, scope, async tally => {
      const provoked = await provokeCase(item)
      checkDirty(t, provoked, item.reason)
      tally.provoked()
      tally.reported(provoked.run, isMeasured)
    }),
  )
}

/** Pulls the cable a random time after the port was made, and says whether the control was still at work then. */
async function pullAtRandom(): Promise<{ readonly provoked: Provoked; readonly inTime: boolean }> {
  let pulled = false
  let timer: NodeJS.Timeout | undefined
  const provoked = await provoke(
    wineWithFarEnd({ kind: 'echo' }, wire => {
      timer = setTimeout(() => {
        void wire.unplug().then(was => {
          pulled = was
        })
      }, Math.random() * 2000)
    }),
    probes,
  )
  clearTimeout(timer)
  return { provoked, inTime: pulled }
}

t.test(
  'terminal closed after the open, at random moments: a lane that counts as measured was clean',
  need,
  t =>
    account(
      t,
      { area: 'device', fault: 'terminal closed at a random moment' },
      scope,
      async tally => {
        for (let time = 0, hits = 0; hits < often(5, 2) && time < 40; time++) {
          const { provoked, inTime } = await pullAtRandom()
          if (inTime) hits++
          if (inTime) tally.provoked()
          const [lane] = provoked.run.lanes
          const shown = outcomes(provoked, 'correct').map(({ kind }) => kind)
          if (lane?.status === 'dirty') checkDirty(t, provoked, gone)
          else
            t.same(
              shown.filter(kind => ['crashed', 'timed-out', 'wrong-data'].includes(kind)),
              [],
              'pulled when the control was done',
            )
          tally.reported(provoked.run, isMeasured)
        }
      },
    ),
)

t.test('after all that a run on a good wire is as good as any', need, async t => {
  const provoked = await provoke(wine, probes)
  t.equal(provoked.run.lanes[0]?.status, 'measured')
  t.same(
    matrixOf(provoked.run).cells.filter(({ held }) => held === 'surprise'),
    [],
  )
})
