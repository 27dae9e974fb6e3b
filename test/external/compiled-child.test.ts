import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { prepareCompiled } from '../../src/lanes/children/compiled.ts'
import { architectureOfProgram } from '../../src/lanes/children/pythons.ts'
import type { Ready } from '../../src/lanes/engines/engine.ts'
import { laneOf } from '../../src/measure/lanes.ts'
import { runTool } from '../../src/os/spawn.ts'
import { loadProbes } from '../../src/program/load.ts'
import { resolve } from '../../src/program/resolve.ts'
import { hangMs } from '../support/hang.ts'
import { needs } from '../support/require.ts'

t.setTimeout(hangMs)

const compiler = await runTool('i686-w64-mingw32-gcc', ['-dumpversion'])
const probes = await loadProbes()

/** An engine that starts nothing. */
const ready: Ready = {
  ready: true,
  environment: {},
  command: () => ({ file: '', arguments: [], environment: {} }),
  start: (file, words) => ({ file, arguments: words, environment: {} }),
  childPath: path => path,
}

async function compiled(id: string, folder: string) {
  const probe = probes.find(one => one.id === id)
  if (!probe) throw new Error(`There is no probe ${id}`)
  const lane = laneOf('wine', 'ia32', 'native', 'c')
  const { plan } = resolve(probe, lane, { kind: probe.device, path: '' }, 'as-they-come')
  const { layOut } = await prepareCompiled(ready, 'ia32')
  const start = await layOut?.([plan], folder)
  return { start: start?.(['journal']), source: readFileSync(join(folder, 'plan-0.c'), 'utf8') }
}

t.test(
  'plans are compiled, and what the linker refuses is left out with its words',
  {
    ...needs('mingw', compiler.exitCode === 0, 'needs gcc of mingw-w64 for i686'),
    timeout: hangMs,
  },
  async t => {
    const folder = t.testdir({ right: {}, wide: {} })
    const right = await compiled('correct', join(folder, 'right'))
    t.same(right.start?.arguments, ['journal'])
    t.equal(architectureOfProgram(right.start?.file ?? ''), 'ia32')
    t.notMatch(right.source, '.refused')
    const wide = await compiled('handle-i64', join(folder, 'wide'))
    t.match(wide.source, "ld: undefined reference to `CloseHandle@8'")
    t.match(wide.source, 'CreateEventW(', 'what it does not refuse is called')
  },
)
