import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { functionNames } from '../../../../src/declare/win32/functions.ts'
import type { LaneEntry, OperationEntry, ProbeEntry } from '../../../../src/explain/list.ts'
import { packageFolder } from '../../../../src/os/package-folder.ts'
import { commandLine } from '../../../support/cli/command-line.ts'
import { driveOutsideCi } from '../../../support/cli/drive.ts'

t.test('list probes names each file of the folder probes', async t => {
  const files = readdirSync(join(packageFolder, 'probes'))
    .map(file => file.replace('.ts', ''))
    .sort()
  const { exitCode, stdout } = await driveOutsideCi(['list', 'probes', '--json'])
  const entries = JSON.parse(stdout) as ProbeEntry[]
  t.equal(exitCode, 0)
  t.same(entries.map(({ id }) => id).sort(), files)
  const text = await driveOutsideCi(['list', 'probes'])
  for (const { id, title } of entries)
    t.ok(
      text.stdout.includes(id) &&
        text.stdout.replace(/\s+/g, ' ').includes(title.split(' ')[0] ?? ''),
      id,
    )
})

t.test('list operations describes every function of the tables and where it is used', async t => {
  const { exitCode, stdout } = await driveOutsideCi(['list', 'operations', '--json'])
  const entries = JSON.parse(stdout) as OperationEntry[]
  t.equal(exitCode, 0)
  t.same(
    entries.map(({ name }) => name),
    functionNames,
  )
  const purge = entries.find(({ name }) => name === 'PurgeComm')
  t.match(purge, {
    library: 'kernel32',
    returns: 'BOOL',
    parameters: [
      { name: 'hFile', type: 'HANDLE' },
      { name: 'dwFlags', type: 'DWORD' },
    ],
  })
  t.equal(
    purge?.documentation,
    'https://learn.microsoft.com/en-us/windows/win32/api/winbase/nf-winbase-purgecomm',
  )
  t.ok(purge?.steps['serial']?.includes('purge-rxclear'))
  const text = await driveOutsideCi(['list', 'operations'])
  t.match(text.stdout, 'BOOL PurgeComm(HANDLE hFile, DWORD dwFlags)')
})

t.test(
  'list lanes tells what is ready, and why the rest is not, without making anything',
  async t => {
    const cache = join(t.testdir(), 'cache')
    const { exitCode, stdout } = await commandLine(['list', 'lanes', '--json'], {
      HANDLE_WIDTH_CACHE: cache,
    })
    const entries = JSON.parse(stdout) as LaneEntry[]
    t.equal(exitCode, 0)
    t.same(
      entries.filter(({ engine }) => engine === 'sim').map(({ id, status }) => `${id} ${status}`),
      [
        'sim-x64 ready',
        'sim-x64-tagged ready',
        'sim-ia32 ready',
        'sim-ia32-tagged ready',
        'sim-arm64 ready',
        'sim-arm64-tagged ready',
      ],
    )
    t.equal(entries.find(({ id }) => id === 'wine-arm64')?.status, 'absent')
    for (const entry of entries.filter(
      ({ engine, status }) => engine === 'wine' && status !== 'ready',
    ))
      t.ok(entry.reason !== '' && entry.remedy !== '', entry.id)
    t.notOk(
      entries.some(({ id, status }) => id === 'wine-x64' && status === 'ready'),
      'an empty cache is not ready',
    )
    t.throws(() => readdirSync(cache), { code: 'ENOENT' }, 'the cache was not made')
  },
)

t.test('list of something else is refused in one sentence', async t => {
  const { exitCode, stdout, stderr } = await driveOutsideCi(['list', 'handles'])
  t.equal(exitCode, 2)
  t.equal(stdout, '')
  t.equal(stderr.split('\n').length, 1)
  t.match(stderr, 'probes')
})
