import t from 'tap'
import { laneOf, lanesOf } from '../../../src/measure/lanes.ts'

t.test(
  'laneOf() names a lane after engine, architecture, kernel and any host but the usual one',
  async t => {
    t.same(laneOf('wine', 'x64', 'native'), {
      id: 'wine-x64',
      engine: 'wine',
      architecture: 'x64',
      kernel: 'native',
      host: 'koffi',
      pointerBytes: 8,
    })
    t.same(laneOf('windows', 'arm64', 'tagged'), {
      id: 'windows-arm64-tagged',
      engine: 'windows',
      architecture: 'arm64',
      kernel: 'tagged',
      host: 'koffi',
      pointerBytes: 8,
    })
    t.same(laneOf('sim', 'ia32', 'native'), {
      id: 'sim-ia32',
      engine: 'sim',
      architecture: 'ia32',
      kernel: 'simulated',
      host: 'koffi',
      pointerBytes: 4,
    })
    t.same(laneOf('sim', 'ia32', 'tagged'), {
      id: 'sim-ia32-tagged',
      engine: 'sim',
      architecture: 'ia32',
      kernel: 'tagged',
      host: 'koffi',
      pointerBytes: 4,
    })
  },
)

t.test('a lane of another host has its name', async t => {
  t.match(laneOf('wine', 'x64', 'tagged', 'ffi-napi'), {
    id: 'wine-x64-ffi-napi-tagged',
    host: 'ffi-napi',
    kernel: 'tagged',
  })
})

t.test('the simulation stands for the usual host alone', async t => {
  t.same(
    lanesOf(['wine', 'sim'], ['x64'], ['native'], ['koffi', 'ffi-napi']).map(({ id }) => id),
    ['wine-x64', 'wine-x64-ffi-napi', 'sim-x64'],
  )
})

t.test('lanesOf() makes all of them, engines first', async t => {
  t.same(
    lanesOf(['wine', 'sim'], ['x64', 'ia32'], ['native', 'tagged']).map(({ id }) => id),
    [
      'wine-x64',
      'wine-x64-tagged',
      'wine-ia32',
      'wine-ia32-tagged',
      'sim-x64',
      'sim-x64-tagged',
      'sim-ia32',
      'sim-ia32-tagged',
    ],
  )
  t.same(lanesOf([], ['x64'], ['native']), [])
})
