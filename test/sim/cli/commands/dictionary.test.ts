import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { parseDictionary, type Dictionary } from '../../../../src/dictionary/dictionary-file.ts'
import { packageFolder } from '../../../../src/os/package-folder.ts'
import { spellSignature } from '../../../support/dictionary/small-dictionary.ts'
import { driveOutsideCi } from '../../../support/cli/drive.ts'
import { folderForFile } from '../../../support/temporary-folders.ts'

const folder = folderForFile()

async function load(path: string): Promise<Dictionary> {
  return parseDictionary(await readFile(path, 'utf8'), path)
}

/** Lane and fault → signature, for what was measured. */
function signatures(dictionary: Dictionary): Map<string, string> {
  return new Map(
    dictionary.lanes.flatMap(lane =>
      dictionary.faults.flatMap((fault, index) => {
        const signature = lane.signatures[index] ?? -1
        return signature < 0
          ? []
          : [
              [
                `${lane.id} ${fault.id}`,
                spellSignature(dictionary.signatures[signature] ?? []),
              ] as const,
            ]
      }),
    ),
  )
}

t.test('dictionary measures a shard, and the committed dictionary says the same', async t => {
  const out = join(folder, 'shard.json')
  const { exitCode, stdout, stderr } = await driveOutsideCi([
    'dictionary',
    '--engine',
    'sim',
    '--lanes',
    'sim-x64',
    'sim-x64-tagged',
    '--shard',
    '7/40',
    '--out',
    out,
  ])
  t.equal(exitCode, 0, stderr)
  t.match(stdout, 'Fault dictionary')
  const measured = signatures(await load(out))
  t.ok(measured.size > 50, `${measured.size} signatures`)
  const recorded = signatures(
    await load(join(packageFolder, 'fixtures/dictionary/wine-and-sim.json')),
  )
  t.same(
    [...measured].filter(([key, signature]) => recorded.get(key) !== signature),
    [],
    'what a simulation does is the same every time',
  )
})

t.test('dictionary goes on where a run was stopped, and joins files', async t => {
  const one = join(folder, 'one.json')
  const both = join(folder, 'both.json')
  const lanes = ['--engine', 'sim', '--shard', '9/60']
  t.equal(
    (await driveOutsideCi(['dictionary', ...lanes, '--lanes', 'sim-ia32', '--out', one])).exitCode,
    0,
  )
  const resumed = await driveOutsideCi([
    'dictionary',
    ...lanes,
    '--lanes',
    'sim-ia32',
    'sim-x64',
    '--resume',
    one,
    '--out',
    both,
  ])
  t.equal(resumed.exitCode, 0)
  t.notMatch(resumed.stderr, /sim-ia32: \d+ of/, 'what is there is not measured again')
  t.match(resumed.stderr, 'sim-x64: ')
  t.same(
    (await load(both)).lanes.map(({ id }) => id),
    ['sim-ia32', 'sim-x64'],
  )
  const merged = await driveOutsideCi(['dictionary', '--merge', both, one, '--format', 'json'])
  t.same(signatures(parseDictionary(merged.stdout, 'stdout')), signatures(await load(both)))
})

for (const [words, says] of [
  [['--shard', '3/2'], /Not a shard/],
  [['--lanes', 'sim-z80'], /Unknown lane/],
  [['--resume', join(folder, 'none.json')], /Cannot read dictionary/],
  [['--merge', join(packageFolder, 'package.json')], /Cannot read dictionary/],
] as const) {
  t.test(`dictionary refuses ${words[0]} with one sentence`, async t => {
    const { exitCode, stderr } = await driveOutsideCi(['dictionary', '--engine', 'sim', ...words])
    t.equal(exitCode, 2)
    t.match(stderr, says)
    t.equal(stderr.trim().split('\n').length, 1)
  })
}
