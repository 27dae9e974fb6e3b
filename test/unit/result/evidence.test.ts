import t from 'tap'
import { evidenceOf, evidences, type EvidenceStrength } from '../../../src/result/evidence.ts'
import type { Lane } from '../../../src/result/lane.ts'

const cases: readonly (readonly [
  Pick<Lane, 'engine' | 'underWine' | 'emulatedCpu'>,
  device: string,
  EvidenceStrength,
])[] = [
  [{ engine: 'windows' }, 'com', 'native-port'],
  [{ engine: 'windows' }, 'silent', 'native-port'],
  [{ engine: 'windows' }, 'missing', 'native-port'],
  [{ engine: 'windows' }, 'none', 'native-call'],
  [{ engine: 'windows' }, 'pipe', 'surrogate'],
  [{ engine: 'windows' }, 'event', 'surrogate'],
  [{ engine: 'windows', underWine: true }, 'com', 'wine'],
  [{ engine: 'windows', underWine: true }, 'pipe', 'wine'],
  [{ engine: 'wine' }, 'loopback', 'wine'],
  [{ engine: 'wine', emulatedCpu: 'qemu' }, 'loopback', 'wine-emulated'],
  [{ engine: 'sim' }, 'pipe', 'simulator'],
]

for (const [lane, device, expected] of cases) {
  t.test(
    `evidenceOf() for ${lane.engine}${lane.underWine ? ' under Wine' : ''}${lane.emulatedCpu === undefined ? '' : ' on an emulated CPU'} on ${device}`,
    async t => {
      t.equal(evidenceOf(lane, device), expected)
    },
  )
}

t.test('each kind of evidence occurs', async t => {
  t.same(
    [...new Set(cases.map(([, , evidence]) => evidence))].sort(),
    Object.keys(evidences).sort(),
  )
})
