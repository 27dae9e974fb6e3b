import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import type { Peer } from '../../src/device/peer.ts'
import { openPty, type Pty } from '../../src/device/pty.ts'
import type { Engine } from '../../src/engine/engine.ts'
import { wine } from '../../src/engine/wine.ts'
import { loadProbes } from '../../src/probe/load.ts'
import { findCacheFolder } from '../../src/provision/cache.ts'
import { matrixOf } from '../../src/result/matrix.ts'
import { needs } from '../require.ts'
import { openTerminals, temporaryFolders } from './left-behind.ts'
import { recordFault } from './record-fault.ts'
import { lostCells, outcomes, provoke, type Provoked } from './stub-engine.ts'
import { prefixesOf } from './wine-copy.ts'

const there = await wine.prepare('x64', () => undefined)
const need = { ...needs('wine', there.ready, there.ready ? '' : `${there.reason} ${there.remedy}`), timeout: 280_000 }

const probes = (await loadProbes()).filter(({ id }) => ['correct', 'handle-u32', 'upper-half-garbage'].includes(id))

/** Wine, with another far end than the echo; `spoil` is what happens to the wire. */
function wineWith(peer: Peer, spoil: (pty: Pty) => void): Engine {
  return { id: 'wine', prepare: async (architecture, notice) => {
    const ready = await wine.prepare(architecture, notice)
    if (!ready.ready || !ready.linkPort) return ready
    const { linkPort } = ready
    return { ...ready, linkPort: async () => {
      const pty = await openPty(peer)
      const port = await linkPort(pty.path)
      spoil(pty)
      return { name: port.name, release: async () => { await port.release(); await pty.close() } }
    } }
  } }
}

/** Ports, records and terminals that are still there. */
async function leftBehind(): Promise<string[]> {
  const prefixes = await prefixesOf(findCacheFolder())
  const records = prefixes.flatMap(prefix => existsSync(join(prefix, 'handle-width-ports')) ? readdirSync(join(prefix, 'handle-width-ports')) : [])
  return [...records, ...temporaryFolders().filter(name => name.includes(`-${process.pid}-`)), ...Array.from({ length: openTerminals() }, () => 'a terminal')]
}

interface Case {
  readonly fault: string
  readonly peer: Peer
  readonly spoil?: (pty: Pty) => void
  /** How often it is provoked. */
  readonly times?: number
}

const echo: Peer = { kind: 'echo' }
const cases: readonly Case[] = [
  { fault: 'far end never answers', peer: { kind: 'silent' } },
  { fault: 'far end takes nothing', peer: { kind: 'deaf' } },
  { fault: 'far end answers too late', peer: { kind: 'late', delayMs: 1500 } },
  { fault: 'far end answers twice', peer: { kind: 'twice' } },
  { fault: 'far end sends noise without end', peer: { kind: 'noise', bytesPerSecond: 20_000 } },
  { fault: 'terminal closed before it is opened', peer: echo, spoil: pty => { pty.unplug() } },
  { fault: 'terminal closed in mid-write', peer: { kind: 'echo', unplugOn: 'The ' } },
  { fault: 'terminal closed in mid-read', peer: { kind: 'late', delayMs: 40, unplugOn: 'second' } },
  { fault: 'terminal closed at a random moment', peer: echo, spoil: pty => { setTimeout(() => { pty.unplug() }, Math.random() * 2500) }, times: 5 }
]

/** A device that does not do what a loopback does makes the lane dirty, and nothing of it is judged against a claim. */
function checkDirty(t: Test, provoked: Provoked): boolean {
  const [lane] = provoked.run.lanes
  const shown = outcomes(provoked, 'correct').map(({ kind }) => kind)
  if (lane?.status === 'measured') {
    t.same(shown.filter(kind => ['crashed', 'timed-out', 'wrong-data'].includes(kind)), [], 'a lane that counts as measured was clean')
    return false
  }
  t.equal(lane?.status, 'dirty')
  t.match(lane?.reason, /the control|could not be opened|went away/)
  const judged = matrixOf(provoked.run).cells.filter(({ claim }) => claim === 'surprise')
  t.same(judged, [], 'nothing in it is a surprise')
  return true
}

for (const { fault, peer, spoil = () => undefined, times = 1 } of cases) {
  t.test(`${fault}: all is reported, nothing is concluded, nothing is left`, need, async t => {
    let lost = 0
    let left = 0
    let dirty = 0
    for (let time = 0; time < times; time++) {
      const provoked = await provoke(wineWith(peer, spoil), probes)
      if (checkDirty(t, provoked)) dirty++
      lost += lostCells(provoked)
      t.same(provoked.faults, [])
      const remains = await leftBehind()
      t.same(remains, [])
      left += remains.length
    }
    t.equal(lost, 0, 'planned = reported')
    t.ok(dirty > 0 || times > 1, 'the lane is dirty')
    recordFault({ area: 'device', fault, provoked: times, lost, left })
  })
}

t.test('after all that a run on a good wire is as good as any', need, async t => {
  const provoked = await provoke(wine, probes)
  t.equal(provoked.run.lanes[0]?.status, 'measured')
  t.same(matrixOf(provoked.run).cells.filter(({ claim }) => claim === 'surprise'), [])
})
