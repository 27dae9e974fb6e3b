import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { text } from 'node:stream/consumers'
import t from 'tap'
import { packageFolder } from '../../../../src/os/package-folder.ts'
import { hangMs } from '../../../support/hang.ts'

const main = join(packageFolder, 'dist/bundle/cli/main.js')

t.test('diagnose does not wait for a pipe that nobody writes to, beside options', async t => {
  for (const [words, exitCode, says] of [
    [['--failed', 'ReadFile=6'], 0, /^$/],
    [
      ['--ffi', 'ctypes'],
      2,
      /^handle-width: Nothing came on standard input in 3 s: [^\n]*'--text -'[^\n]*\n$/,
    ],
  ] as const) {
    const child = spawn(process.execPath, [main, 'diagnose', ...words], {
      stdio: ['pipe', 'ignore', 'pipe'],
      timeout: hangMs,
    })
    const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')])
    t.equal(code, exitCode)
    t.match(said, says)
    child.stdin.destroy()
  }
})

t.test('diagnose reads a pipe beside options', async t => {
  const child = spawn(process.execPath, [main, 'diagnose', '--ffi', 'ctypes', '--format', 'json'], {
    stdio: ['pipe', 'pipe', 'ignore'],
    timeout: hangMs,
  })
  const said = text(child.stdout)
  child.stdin.write('WriteFile worked\n')
  child.stdin.end('ReadFile failed with error 6\n')
  const { understood } = JSON.parse(await said) as {
    understood: { ffi: string; calls: { function: string }[] }
  }
  t.equal(understood.ffi, 'ctypes')
  t.ok(understood.calls.some(call => call.function === 'ReadFile'))
})

t.test(
  'diagnose says that standard input is a folder',
  { skip: process.platform === 'win32' && 'a folder cannot be opened there' },
  t => {
    const folder = openSync(packageFolder, 'r')
    const ended = spawnSync(process.execPath, [main, 'diagnose'], {
      stdio: [folder, 'ignore', 'pipe'],
      timeout: hangMs,
      encoding: 'utf8',
    })
    closeSync(folder)
    t.equal(ended.status, 2)
    t.equal(
      ended.stderr,
      'handle-width: Standard input is a folder: expected the text of a failure\n',
    )
    t.end()
  },
)
