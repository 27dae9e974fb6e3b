import { rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Test } from 'tap'
import { parents, withWindows, type Session } from './session.ts'

/** A name of a port that leads to a file. */
function linkFile(t: Test, { user, ready }: Session): void {
  const file = join(user.folder, 'a file')
  writeFileSync(file, 'no port')
  const link = join(ready.command('', []).environment['WINEPREFIX'] ?? '', 'dosdevices', 'com256')
  rmSync(link, { force: true })
  symlinkSync(file, link)
  t.teardown(() => { rmSync(link, { force: true }) })
}

await withWindows('a port that can not be used is one sentence, as a Windows program', async (t, session) => {
  linkFile(t, session)
  const refusals: readonly (readonly [device: string, RegExp])[] = [
    ['com:COM255', /^handle-width: COM255 is not there: this system names [^\n]+\.\n$/],
    ['com:COM256', /^handle-width: COM256 can be opened, but is no serial port: it has no line settings \(ERROR_INVALID_HANDLE\)\.\n$/]
  ]
  for (const parent of parents) {
    for (const [device, sentence] of refusals) {
      const { exitCode, stdout, stderr } = await session.user.run(parent, 'run', '--engine', 'windows', '--device', device, '--quiet')
      t.equal(exitCode, 2)
      t.equal(stdout, '')
      t.match(stderr, sentence)
    }
  }
})
