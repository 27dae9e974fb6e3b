import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { removeServerFolder } from '../../../../../src/lanes/engines/wine/server-folder.ts'

const unixOnly = { skip: process.getuid === undefined && 'Wine runs on Linux and macOS' }

interface Place {
  readonly prefix: string
  readonly temporary: string
}

function makePlace(t: Test, name?: string): Place {
  const root = t.testdir({
    prefix: name === undefined ? {} : { wineserver: name },
    tmp: {},
    elsewhere: {},
  })
  return { prefix: join(root, 'prefix'), temporary: join(root, 'tmp') }
}

/** The folder of a server as Wine leaves it, in a folder that may be another's. */
function leaveServer({ prefix }: Place, parent: string): string {
  const { dev, ino } = statSync(prefix, { bigint: true })
  const folder = join(parent, `server-${dev.toString(16)}-${ino.toString(16)}`)
  mkdirSync(folder, { recursive: true })
  for (const name of ['lock', 'socket']) writeFileSync(join(folder, name), '')
  return folder
}

const own = `.wine-${process.getuid?.()}`

for (const [what, name, parent] of [
  ['the one of the user', undefined, own],
  ['the one that is named in the prefix', 'wine-aB3xY9', 'wine-aB3xY9'],
] as const) {
  t.test(`removeServerFolder() removes what the server left in ${what}`, unixOnly, async t => {
    const place = makePlace(t, name)
    leaveServer(place, join(place.temporary, parent))
    await removeServerFolder(place.prefix, place.temporary)
    t.same(readdirSync(place.temporary), [], 'and what is empty then')
    await t.resolves(removeServerFolder(place.prefix, place.temporary), 'nothing there is as good')
  })

  t.test(
    `removeServerFolder() leaves the server of another prefix alone in ${what}`,
    unixOnly,
    async t => {
      const place = makePlace(t, name)
      const folder = leaveServer(place, join(place.temporary, parent))
      const other = join(place.temporary, parent, 'server-fe00-1')
      mkdirSync(other)
      await removeServerFolder(place.prefix, place.temporary)
      t.notOk(existsSync(folder))
      t.ok(existsSync(other))
    },
  )
}

for (const name of [
  '../elsewhere',
  'elsewhere',
  'wine-aB3xY9/..',
  'wine-aB3xY9\n',
  'wine-',
  '',
  '\0',
]) {
  t.test(
    `removeServerFolder() does not follow the name ${JSON.stringify(name)}`,
    unixOnly,
    async t => {
      const place = makePlace(t, name)
      const folders = [
        leaveServer(place, join(place.temporary, '../elsewhere')),
        leaveServer(place, join(place.temporary, 'elsewhere')),
        leaveServer(place, place.temporary),
      ]
      await removeServerFolder(place.prefix, place.temporary)
      for (const folder of folders) t.same(readdirSync(folder), ['lock', 'socket'])
    },
  )
}

t.test('removeServerFolder() does not go through a symbolic link', unixOnly, async t => {
  const place = makePlace(t)
  const elsewhere = join(place.temporary, '../elsewhere')
  const folder = leaveServer(place, elsewhere)
  symlinkSync(elsewhere, join(place.temporary, own))
  await removeServerFolder(place.prefix, place.temporary)
  t.same(readdirSync(folder), ['lock', 'socket'])
})

t.test(
  'removeServerFolder() leaves a folder of another user alone',
  { skip: process.getuid?.() !== 0 && 'needs root to give a folder away' },
  async t => {
    const place = makePlace(t)
    const folder = leaveServer(place, join(place.temporary, own))
    chownSync(join(place.temporary, own), 12345, 12345)
    await removeServerFolder(place.prefix, place.temporary)
    t.same(readdirSync(folder), ['lock', 'socket'])
  },
)

t.test(
  'removeServerFolder() has nothing to do for a prefix that is not there',
  unixOnly,
  async t => {
    const { prefix, temporary } = makePlace(t)
    await t.resolves(removeServerFolder(join(prefix, 'none'), temporary))
  },
)
