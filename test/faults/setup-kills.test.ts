import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { delimiter, extname, join } from 'node:path'
import { execa } from 'execa'
import t, { type Test } from 'tap'
import { findKept } from '../../src/lanes/engines/wine/kept-wine.ts'
import { makeTemporary } from '../../src/os/temporary.ts'
import { hangMs } from '../support/hang.ts'
import { unpacked } from '../support/setup/unpacked.ts'
import { until } from '../support/until.ts'

t.setTimeout(hangMs)

const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg'
const withKeys = {
  skip:
    process.platform !== 'linux' || process.arch !== 'x64'
      ? 'asks for Linux on x64'
      : !existsSync(keyring) && 'Install debian-archive-keyring.',
}
const main = join(
  import.meta.dirname,
  `../support/setup/keep-wine-main${extname(import.meta.filename)}`,
)

/** Where a set-up can be stopped: in apt's two commands, and while a package is unpacked. */
const stages = ['update', 'download', 'extract'] as const
type Stage = (typeof stages)[number]

/**
 * Programs that stand for apt-get and dpkg-deb: they note their process, fetch what is not there yet from a folder
 * beside them, and wait where there is a file to hold them. The process that dpkg-deb starts goes on writing when
 * dpkg-deb is killed, as its tar does, until the folder is gone.
 */
const waits = (stage: Stage): string =>
  `echo $$ > "$here/${stage}.pid"; while [ -e "$here/hold-${stage}" ]; do sleep 0.02; done`
const aptGet = `#!/bin/sh
here=$(dirname "$0")
if [ "$1" = update ]; then ${waits('update')}; exit 0; fi
for name in libwine_10.0-1_amd64.deb wine64_10.0-1_amd64.deb; do
  [ -e "$name" ] && continue
  echo half > "$name.part"
  ${waits('download')}
  mv "$name.part" "$name"
  echo "$name" >> "$here/fetched"
done
`
const dpkgDeb = `#!/bin/sh
here=$(dirname "$0")
cp -R "$here/tree/usr/bin" "$3/"
if [ -e "$here/hold-extract" ]; then
  (cd "$3" && while mkdir -p usr/late/$((late = late + 1)); do sleep 0.002; done) 2> "$here/late" &
fi
${waits('extract')}
cp -R "$here/tree/." "$3/"
`

interface Place {
  readonly cache: string
  readonly bin: string
}

function makePlace(t: Test): Place {
  const { folder, remove } = makeTemporary()
  t.teardown(remove)
  const [cache, bin] = [join(folder, 'cache'), join(folder, 'bin')]
  mkdirSync(cache, { mode: 0o700 })
  mkdirSync(bin)
  unpacked(bin)
  writeFileSync(join(bin, 'apt-get'), aptGet, { mode: 0o755 })
  writeFileSync(join(bin, 'dpkg-deb'), dpkgDeb, { mode: 0o755 })
  return { cache, bin }
}

function start({ cache, bin }: Place) {
  const path = `${bin}${delimiter}${process.env['PATH'] ?? ''}`
  return execa(process.execPath, [main, cache], {
    reject: false,
    env: { PATH: path, HANDLE_WIDTH_DEBIAN_MIRROR: `file:${bin}` },
  })
}

/** A zombie still has its number. */
function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

function linesOf(file: string): string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
}

/** Lets ten seconds pass for the locks of a process that was killed: after them they are taken over. */
function ageLocks(cache: string): void {
  for (const name of readdirSync(join(cache, 'locks'))) utimesSync(join(cache, 'locks', name), 0, 0)
}

/** Starts a set-up, kills it when it has come to a stage, and says whether the tool that it had started ended with it. */
async function killAt(
  place: Place,
  stage: Stage,
  signal: NodeJS.Signals,
): Promise<{ readonly tool: number; readonly isGone: boolean }> {
  const hold = join(place.bin, `hold-${stage}`)
  const note = join(place.bin, `${stage}.pid`)
  rmSync(note, { force: true })
  writeFileSync(hold, '')
  const setup = start(place)
  await until(() => linesOf(note).some(line => line !== ''))
  setup.kill(signal)
  await setup
  const tool = Number(linesOf(note)[0])
  await until(() => !isAlive(tool))
  const isGone = !isAlive(tool)
  ageLocks(place.cache)
  rmSync(hold)
  return { tool, isGone }
}

for (const signal of ['SIGKILL', 'SIGTERM'] as const)
  t.test(
    `a set-up that ${signal} ends is gone on with, and nothing goes on without it`,
    withKeys,
    async t => {
      t.setTimeout(hangMs)
      const place = makePlace(t)
      const { cache, bin } = place
      for (const stage of stages) {
        const { tool, isGone } = await killAt(place, stage, signal)
        t.ok(tool > 0, `it came to ${stage}`)
        t.ok(isGone, `${stage}: what it had started is gone`)
        t.notOk(
          existsSync(join(cache, 'wine-kept', 'trixie-amd64')),
          `${stage}: nothing half is taken for whole`,
        )
      }
      const fetched = linesOf(join(bin, 'fetched'))
      t.match(await start(place), { exitCode: 0, stderr: '' })
      t.ok(await findKept(cache, 'amd64'), 'the Wine is there, and whole')
      t.same(linesOf(join(bin, 'fetched')), fetched, 'what was fetched before is not fetched again')
      t.same(readdirSync(join(cache, 'wine-kept')), ['trixie-amd64'])
      t.same(readdirSync(join(cache, 'apt')), [])
      t.notMatch(readFileSync('/proc/self/mounts', 'utf8'), cache, 'and nothing is mounted')
    },
  )
