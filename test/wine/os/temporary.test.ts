import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { wine } from '../../../src/lanes/engines/wine.ts'
import { toWindowsPath } from '../../../src/lanes/engines/wine/environment.ts'
import { startChild } from '../../../src/os/spawn.ts'
import { needs } from '../../support/require.ts'

const state = await wine.prepare('x64', message => t.comment(message))
const need = needs('wine', state.ready, state.ready ? '' : `${state.reason} ${state.remedy}`)

const moduleOf = (name: string): string =>
  `file:///${toWindowsPath(fileURLToPath(new URL(`../../../src/os/${name}.js`, import.meta.url)))}`

t.test('a Windows program on the drive of Linux keeps its own temporary folders', need, async t => {
  if (!state.ready) {
    t.fail(`${state.reason} ${state.remedy}`)
    return
  }
  const folder = t.testdir()
  writeFileSync(
    join(folder, 'main.mjs'),
    `import { existsSync, writeFileSync } from 'node:fs'
    const { makeTemporary } = await import(${JSON.stringify(moduleOf('temporary'))})
    const { processNumbers } = await import(${JSON.stringify(moduleOf('processes'))})
    const made = [makeTemporary(), makeTemporary(), makeTemporary()]
    const answer = { platform: process.platform, kept: made.map(({ folder }) => existsSync(folder)), numbers: processNumbers().length }
    for (const { remove } of made) remove()
    writeFileSync('answer.json', JSON.stringify(answer))`,
  )
  const child = startChild({
    ...state.command(join(folder, 'main.mjs'), []),
    cwd: folder,
    stdoutFile: join(folder, 'stdout.txt'),
    stderrFile: join(folder, 'stderr.txt'),
  })
  const { exitCode } = await child.exited
  t.equal(exitCode, 0, readFileSync(join(folder, 'stderr.txt'), 'utf8'))
  t.same(JSON.parse(readFileSync(join(folder, 'answer.json'), 'utf8')), {
    platform: 'win32',
    kept: [true, true, true],
    // The numbers in /proc are those of Linux and no processes of this program's.
    numbers: 0,
  })
})
