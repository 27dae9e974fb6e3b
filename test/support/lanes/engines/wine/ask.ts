import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { wine } from '../../../../../src/lanes/engines/wine.ts'
import { toWindowsPath } from '../../../../../src/lanes/engines/wine/environment.ts'
import { startChild } from '../../../../../src/os/spawn.ts'
import { needs } from '../../../require.ts'

const koffiModule = `file:///${toWindowsPath(fileURLToPath(new URL('../../../../../src/os/koffi.js', import.meta.url)))}`

/**
 * A test that asks functions of Windows in Wine, in a 64-bit node.exe. `body` is a script in which `koffi` is there and which ends
 * with the expression that is the answer, as JSON can have it. Skipped where there is no Wine.
 */
export async function asksWine(
  title: string,
  body: string,
  test: (t: Test, answer: unknown) => void,
): Promise<void> {
  const state = await wine.prepare('x64', message => t.comment(message))
  const need = needs('wine', state.ready, state.ready ? '' : `${state.reason} ${state.remedy}`)
  await t.test(title, need, async t => {
    if (!state.ready) {
      t.fail(`${state.reason} ${state.remedy}`)
      return
    }
    const folder = t.testdir()
    writeFileSync(
      join(folder, 'main.mjs'),
      `import { writeFileSync } from 'node:fs'
      const { koffi } = await import(${JSON.stringify(koffiModule)})
      const ask = () => {${body}}
      writeFileSync('answer.json', JSON.stringify(ask()))`,
    )
    const stderrFile = join(folder, 'stderr.txt')
    const { exited } = startChild({
      ...state.command(join(folder, 'main.mjs'), []),
      cwd: folder,
      stdoutFile: join(folder, 'stdout.txt'),
      stderrFile,
    })
    t.equal((await exited).exitCode, 0, readFileSync(stderrFile, 'utf8'))
    test(t, JSON.parse(readFileSync(join(folder, 'answer.json'), 'utf8')))
  })
}
