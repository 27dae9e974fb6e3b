import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openFarEnd } from '../../../../../src/lanes/devices/far-end.ts'
import { wine } from '../../../../../src/lanes/engines/wine.ts'
import { runTool } from '../../../../../src/os/spawn.ts'
import { packageFolder } from '../../../../../src/os/package-folder.ts'
import { keepRecording } from './recording.ts'
import { makeWindowsUser } from './user.ts'

// record: runs the whole catalogue on one COM port, a pipe and an event, by the engine windows under Wine's
// node.exe and by the engine wine, and keeps both in fixtures/windows-under-wine. Takes some minutes.
const notice = (message: string): void => {
  process.stderr.write(`${message}\n`)
}
const [x64, ia32] = [await wine.prepare('x64', notice), await wine.prepare('ia32', notice)]
if (!x64.ready || !ia32.ready)
  throw new Error('Wine with both halves is needed: type "handle-width setup wine"')

const user = await makeWindowsUser({ x64, ia32 })
const wire = await openFarEnd({ kind: 'echo' })
const port = await x64.linkPort?.(wire.path)
const folder = mkdtempSync(join(tmpdir(), 'handle-width-record-'))
const words = [
  'run',
  '--device',
  `com:${port?.name}`,
  'pipe',
  'event',
  '--quiet',
  '--format',
  'github',
]
try {
  const asWindows = await user.run('x64', ...words, '--engine', 'windows', '--save', 'run.json')
  const asWine = await runTool(process.execPath, [
    join(packageFolder, 'dist/bundle/cli/main.js'),
    ...words,
    '--engine',
    'wine',
    '--save',
    join(folder, 'run.json'),
  ])
  if (asWindows.exitCode !== 0 || asWine.exitCode !== 0)
    throw new Error(
      `Not recorded: ${asWindows.exitCode} ${asWindows.stderr}, ${asWine.exitCode} ${asWine.stderr}`,
    )
  keepRecording('windows', join(user.folder, 'run.json'))
  keepRecording('wine', join(folder, 'run.json'))
} finally {
  await port?.release()
  await wire.close()
  user.remove()
  rmSync(folder, { recursive: true, force: true })
}
