import { mkdtempSync } from 'node:fs'
import { openPty } from '../../src/device/pty.ts'
import { wine } from '../../src/engine/wine.ts'
import { makeUser } from './wine-user.ts'

const note = (message: string): void => { process.stderr.write(`${message}\n`) }
const [x64, ia32] = [await wine.prepare('x64', note), await wine.prepare('ia32', note)]
if (!x64.ready || !ia32.ready) throw new Error('no wine')
const user = makeUser(mkdtempSync('/tmp/guard-try-'), { x64, ia32 })
const pty = await openPty({ kind: 'echo' })
const port = await x64.linkPort?.(pty.path)
for (const wrong of [{}, ...process.argv.slice(2).map(text => JSON.parse(text) as object)]) {
  for (const settings of (process.env['MODES'] ?? 'verbose throw').split(' ')) {
    pty.purge()
    const ended = await user.run('x64', { guard: true, settings }, 'program.mjs', process.env['NOPORT'] ?? port?.name ?? '-', JSON.stringify(wrong))
    process.stdout.write(`===== ${JSON.stringify(wrong)} ${settings}: ${ended.exitCode}\n${ended.stderr}\n`)
  }
}
await port?.release()
await pty.close()
