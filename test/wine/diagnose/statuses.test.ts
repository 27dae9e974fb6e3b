import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { statusOutcomes } from '../../../src/diagnose/text/said.ts'
import { wine } from '../../../src/lanes/engines/wine.ts'
import { toWindowsPath } from '../../../src/lanes/engines/wine/environment.ts'
import { startChild } from '../../../src/os/spawn.ts'
import { needs } from '../../support/require.ts'

const state = await wine.prepare('x64', message => t.comment(message))
const need = needs('wine', state.ready, state.ready ? '' : `${state.reason} ${state.remedy}`)

const koffiModule = `file:///${toWindowsPath(fileURLToPath(new URL('../../../src/os/koffi.js', import.meta.url)))}`

/** What Wine answers otherwise than Windows documents it. */
const otherInWine: Readonly<Record<string, string>> = { c000000e: '433' }

t.test('RtlNtStatusToDosError answers what the table of statuses has', need, async t => {
  if (!state.ready) {
    t.fail(`${state.reason} ${state.remedy}`)
    return
  }
  const folder = t.testdir()
  const asked = Object.entries(statusOutcomes).filter(([, outcome]) => /^\d+$/.test(outcome))
  t.ok(asked.length > 60, `${asked.length} statuses`)
  writeFileSync(
    join(folder, 'main.mjs'),
    `import { writeFileSync } from 'node:fs'
    const { koffi } = await import(${JSON.stringify(koffiModule)})
    const toCode = koffi.load('ntdll.dll').func('__stdcall', 'RtlNtStatusToDosError', 'uint32_t', ['uint32_t'])
    const asked = ${JSON.stringify(asked.map(([status]) => status))}
    writeFileSync('answer.json', JSON.stringify(asked.map(status => [status, String(toCode(Number.parseInt(status, 16)))])))`,
  )
  const stderrFile = join(folder, 'stderr.txt')
  const { exited } = startChild({
    ...state.command(join(folder, 'main.mjs'), []),
    cwd: folder,
    stdoutFile: join(folder, 'stdout.txt'),
    stderrFile,
  })
  t.equal((await exited).exitCode, 0, readFileSync(stderrFile, 'utf8'))
  t.same(
    JSON.parse(readFileSync(join(folder, 'answer.json'), 'utf8')),
    asked.map(([status, code]) => [status, otherInWine[status] ?? code]),
  )
})
