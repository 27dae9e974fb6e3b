import './no-programs.ts'
import { match, ok, strictEqual } from 'node:assert/strict'
import { rmSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { readConfig } from '../../src/cli/config-file.ts'
import { UserProblem } from '../../src/os/problem.ts'
import { everyOutcome } from '../support/views/every-outcome.ts'
import { mutated } from './arbitraries/mutated.ts'
import { drive } from '../support/cli/drive.ts'
import { holds } from './property.ts'
import { folderForFile } from '../support/temporary-folders.ts'

process.chdir(
  folderForFile({
    'run.json': JSON.stringify({
      ...everyOutcome,
      lanes: [],
      probes: [],
      steps: [],
      results: [],
      planned: 0,
    }),
  }),
)

const config = { known: ['wine-x64/handle-u32/write: known', '*/*/*: all'] }

/** Files of options: right ones changed, in other encodings, and with keys that every option has. */
const bytes = fc.oneof(
  { weight: 10, arbitrary: mutated(config).map(text => Buffer.from(text)) },
  { weight: 1, arbitrary: mutated(config).map(text => Buffer.from(`\ufeff${text}`)) },
  { weight: 1, arbitrary: mutated(config).map(text => Buffer.from(`\ufeff${text}`, 'utf16le')) },
  { weight: 1, arbitrary: mutated(config).map(text => Buffer.from(text, 'latin1')) },
  {
    weight: 2,
    arbitrary: fc
      .dictionary(
        fc.constantFrom(
          'known',
          'config',
          'help',
          'version',
          'old',
          'new',
          '_',
          '$0',
          '--',
          'extends',
          '__proto__',
          'known.0',
        ),
        fc.jsonValue(),
      )
      .map(value => Buffer.from(JSON.stringify(value))),
  },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map(array => Buffer.from(array)) },
)

let number = 0
holds('a file of options is followed, or refused in one sentence', bytes, async content => {
  // A file that is cut and written anew waits for the disk; a new one does not.
  rmSync('config.json', { force: true })
  writeFileSync('config.json', content)
  const read = readConfig('config.json')
  if (read instanceof UserProblem) match(read.message, /^Cannot read config\.json: /)
  // The whole way takes longer.
  if (number++ % 10 !== 0) return
  const { exitCode, stdout, stderr } = await drive([
    'diff',
    'run.json',
    'run.json',
    '--config',
    'config.json',
  ])
  ok(exitCode === 0 || exitCode === 2, `${exitCode} ${stderr}`)
  ok(exitCode === 2 || !(read instanceof UserProblem), 'what cannot be read is refused')
  if (exitCode === 2) match(stderr, /^handle-width: [^\p{Cc}\p{Cf}\p{Cs}]+\n$/u)
  strictEqual(stdout === '', exitCode === 2)
  strictEqual(Reflect.get({}, 'polluted'), undefined)
})
