import { readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Test } from 'tap'
import {
  parents,
  withWindows,
  type Session,
} from '../../../../support/lanes/engines/windows/session.ts'

/** Windows' own count of ports goes to 256; the low numbers are handed out first, and 251 stands for one that is missing. */
const mine = Array.from({ length: 30 }, (_, index) => `com${220 + index}`)

/** A name of a port that leads to a file; one that nobody else has taken in this prefix. */
function linkFile(t: Test, { user, ready }: Session): string {
  const file = join(user.folder, 'a file')
  writeFileSync(file, 'no port')
  const links = join(ready.command('', []).environment['WINEPREFIX'] ?? '', 'dosdevices')
  const free = mine.filter(name => !readdirSync(links).includes(name))
  const name = free[process.pid % free.length] ?? ''
  symlinkSync(file, join(links, name))
  t.teardown(() => {
    rmSync(join(links, name), { force: true })
  })
  return name.toUpperCase()
}

async function testLargeFile(t: Test, { user }: Session): Promise<void> {
  const line = 'kernel32.FreeLibrary.argtypes = [c_uint]\n'
  writeFileSync(
    join(user.folder, 'large.py'),
    `from ctypes import *\nkernel32 = windll.kernel32\n${line.repeat(200_000)}`,
  )
  const { exitCode, stdout, stderr } = await user.run('ia32', 'audit', 'large.py')
  t.equal(exitCode, 2)
  t.equal(stdout, '')
  t.match(
    stderr,
    /^handle-width: Cannot read [^\n]*large\.py, of \d{7} characters: [^\n]+ or use a 64-bit Node\.js\n$/,
  )
}

async function testPorts(t: Test, session: Session): Promise<void> {
  const name = linkFile(t, session)
  const refusals: readonly (readonly [device: string, RegExp])[] = [
    ['com:COM255', /^handle-width: COM255 is not there[^\n]+ leave --device out[^\n]+\n$/],
    [
      `com:${name}`,
      new RegExp(
        `^handle-width: ${name} can be opened, but is no serial port: it has no line settings \\(ERROR_INVALID_HANDLE\\)\\.\\n$`,
      ),
    ],
  ]
  for (const parent of parents) {
    for (const [device, sentence] of refusals) {
      const { exitCode, stdout, stderr } = await session.user.run(
        parent,
        'run',
        '--engine',
        'windows',
        '--device',
        device,
        '--quiet',
      )
      t.equal(exitCode, 2)
      t.equal(stdout, '')
      t.match(stderr, sentence)
    }
  }
}

await withWindows(
  'what can not be done as a Windows program is one sentence',
  async (t, session) => {
    await t.test('a file whose syntax takes more memory than 32 bits have', inner =>
      testLargeFile(inner, session),
    )
    await t.test('a port that can not be used', inner => testPorts(inner, session))
  },
)
