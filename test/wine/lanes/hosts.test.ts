import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { askFfi } from '../../../src/declare/ffi/measured.ts'
import type { CType } from '../../../src/declare/win32/c-types.ts'
import type { Host } from '../../../src/hosts/host.ts'
import { hostOf } from '../../../src/hosts/index.ts'
import { koffiPackages } from '../../../src/hosts/koffi.ts'
import type { Absent, Ready } from '../../../src/lanes/engines/engine.ts'
import { engines } from '../../../src/lanes/engines/index.ts'
import { prepareEngine } from '../../../src/lanes/children/index.ts'
import { laneOf } from '../../../src/measure/lanes.ts'
import { runAll } from '../../../src/measure/run-all.ts'
import { loadProbes } from '../../../src/program/load.ts'
import type { Architecture } from '../../../src/declare/win32/architecture.ts'
import { matrixOf } from '../../../src/result/matrix.ts'
import { hangMs } from '../../support/hang.ts'
import { needs } from '../../support/require.ts'

t.setTimeout(hangMs)

const probes = await loadProbes()
const [control] = probes
if (!control) throw new Error('There is no control')
const chosen = probes.filter(({ id }) => id.startsWith('pseudo-handle-'))

const asked: readonly (readonly [host: string, architecture: Architecture])[] = [
  ['koffi2', 'x64'],
  ['ffi-napi', 'x64'],
  ['ffi-napi', 'ia32'],
  ['ffi-rs', 'x64'],
  ['ffi-rs', 'ia32'],
  ['node-ffi', 'x64'],
  ['bun', 'x64'],
  ['deno', 'x64'],
  ['c', 'x64'],
  ['c', 'ia32'],
]

/** Programs that children left in the folders of the user in the Wine prefix. */
function programsLeft(state: Ready | Absent): readonly string[] {
  const prefix = state.ready ? state.command('', []).environment['WINEPREFIX'] : undefined
  if (prefix === undefined) throw new Error('A Wine lane has a prefix')
  const users = join(prefix, 'drive_c', 'users')
  return readdirSync(users, { recursive: true, encoding: 'utf8' }).filter(name =>
    /\.exe(\.|$)/.test(name),
  )
}

for (const [host, architecture] of asked) {
  const ready = await prepareEngine(engines.wine, architecture, () => undefined, hostOf(host))
  const isOnAnyWine = hostOf(host).needs(architecture)?.leastWine === undefined
  t.test(
    `${host} makes its own calls on ${architecture}, and does what was recorded of it`,
    needs(
      isOnAnyWine ? 'wine' : 'wine-10',
      ready.ready,
      ready.ready ? '' : `${ready.reason} ${ready.remedy}`,
    ),
    async t => {
      t.setTimeout(hangMs)
      const run = await runAll({
        version: '0',
        lanes: [laneOf('wine', architecture, 'native', host)],
        engines,
        probes: chosen,
        control,
        jobs: 2,
        ffiCalls: 0,
        notice: () => undefined,
        fault: sentence => t.fail(sentence),
        progress: { planned: () => undefined, began: () => undefined, done: () => undefined },
      })
      const [lane] = run.lanes
      t.same(programsLeft(ready), [], 'no program is left in the folders of the user')
      t.equal(lane?.status, 'measured')
      t.equal(lane?.host, host)
      const surprises = matrixOf(run).cells.filter(({ held }) => held === 'surprise')
      t.same(
        surprises.map(({ probe, step, outcome }) => [probe, step, outcome]),
        [],
        'every cell is as claimed for this FFI',
      )
      const ffi = lane?.environments[0]?.ffi
      t.ok(ffi && ffi.arrivals.length > 0, 'the FFI was looked at')
      for (const { declared, value, position, cold } of ffi?.arrivals ?? []) {
        const recorded = askFfi({
          ffi: host,
          declared: declared as CType,
          value,
          architecture,
          position,
        })
        const seen = recorded.kind === 'measured' ? (recorded.arrives[0] ?? 'refused') : 'nothing'
        t.equal(cold, seen, `${declared} ${value} ${position}`)
      }
    },
  )
}

const usual = await engines.wine.prepare('x64', () => undefined)

t.test(
  'a runtime that does not start is said in one sentence before the run',
  needs('wine', usual.ready, usual.ready ? '' : `${usual.reason} ${usual.remedy}`),
  async t => {
    const from = koffiPackages.x64
    const broken: Host = {
      ...hostOf('bun'),
      needs: () => ({ packages: [], runtime: { from, program: 'package.json', arguments: [] } }),
    }
    const state = await engines.wine.prepare('x64', () => undefined, broken)
    t.match(state, {
      ready: false,
      reason: new RegExp(
        `^package.json ${from.version} \\(x64\\) does not start under wine-.*\\.$`,
      ),
      remedy: /./,
    })
  },
)
