import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import t from 'tap'
import { packageFolder } from '../../src/os/package-folder.ts'
import { runTool } from '../../src/os/spawn.ts'
import { outsideCi } from '../support/cli/command-line.ts'
import { driveOutsideCi } from '../support/cli/drive.ts'
import { hangMs } from '../support/hang.ts'

const page = readFileSync(join(packageFolder, 'examples', 'README.md'), 'utf8')
const rows = [...page.matchAll(/^\| `(handle-width|node) (.+)` \| (\d) \| (.+) \|$/gm)]

t.test('examples/README.md names commands', async t => {
  t.equal(rows.length, 6)
})

for (const [, command, words = '', exitCode, shows = ''] of rows) {
  t.test(`${command} ${words} does what the page says`, { timeout: hangMs }, async t => {
    const ran =
      command === 'node'
        ? await runTool(process.execPath, words.split(' '), {
            cwd: packageFolder,
            environment: outsideCi,
            timeoutMs: hangMs,
          })
        : await driveOutsideCi(words.split(' '), packageFolder)
    t.equal(ran.exitCode, Number(exitCode), ran.stderr)
    t.ok(ran.stdout.replaceAll(/\s+/g, ' ').includes(shows), ran.stdout)
  })
}
