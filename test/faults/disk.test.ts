import { existsSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import type { Ready } from '../../src/lanes/engines/engine.ts'
import { loadProbes } from '../../src/program/load.ts'
import { hangMs } from '../support/hang.ts'
import { account, sameAs, type Reported } from './account.ts'
import { checkRun, makeModel, makePlace, resultOf, startRun } from './command-runs.ts'
import { takeOwnPlace } from './own-place.ts'
import { alteredSim, provoke } from './stub-engine.ts'

const onUnix = {
  skip: process.platform === 'win32' && 'Windows has no limit for the size of files',
  timeout: hangMs,
}
const place = takeOwnPlace(t)
const lane = ['--engine', 'sim', '--arch', 'x64', '--kernel', 'native', '--quiet']
const words = [...lane, '--probe', 'correct', 'handle-u32', 'closed-handle']
const model = await makeModel(t, place, words)
/** One plan: longer than the run file that says it was not run, which is no longer so for several. */
const onePlan = [...lane, '--probe', 'correct']

/** A shell that lets the program it becomes write files of so many blocks of 512 bytes: what does not fit fails as on a full disk. */
function withRoomFor(blocks: number): readonly string[] {
  return ['/bin/sh', '-c', `ulimit -f ${blocks} && NODE_OPTIONS= exec "$@"`, 'sh']
}

function isUnwritten({ outcome }: Reported): boolean {
  return (
    outcome.kind === 'not-declared' &&
    /could not be written: EFBIG|could not write its journal/.test(outcome.reason)
  )
}

t.test(
  'a run file that does not fit is not begun, and the user is told in a sentence',
  onUnix,
  t => {
    const where = makePlace(place)
    return account(t, { area: 'disk', fault: 'no room for the run file' }, where, async tally => {
      for (const through of [withRoomFor(16), withRoomFor(64)]) {
        const run = startRun(where, words, { through })
        const { exitCode, stderr } = await run.exited
        t.equal(exitCode, 2)
        t.match(stderr, /^handle-width: Cannot write .*run\.json: EFBIG/m)
        t.notOk(existsSync(run.out), 'no half of it is there')
        tally.provoked()
      }
      await checkRun(t, tally, model, startRun(where, words))
    })
  },
)

t.test(
  'a device that is full is left what it is',
  {
    skip: onUnix.skip || (!existsSync('/dev/full') && 'This system has no /dev/full'),
    timeout: hangMs,
  },
  async t => {
    const { exitCode, stderr } = await startRun(makePlace(place), words, { out: '/dev/full' })
      .exited
    t.equal(exitCode, 2)
    t.match(stderr, /^handle-width: Cannot write \/dev\/full: it is a device or a pipe/m)
  },
)

t.test('plans that do not fit are not run, and every cell says so', onUnix, t => {
  const where = makePlace(place)
  return account(
    t,
    { area: 'disk', fault: 'no room for the plans of a child' },
    where,
    async tally => {
      const { run: whole } = await makeModel(t, place, onePlan)
      const run = startRun(where, onePlan, { through: withRoomFor(80) })
      const { exitCode, stderr } = await run.exited
      t.equal(exitCode, 3)
      t.match(stderr, /not all was measured: sim-x64: its files could not be written: EFBIG/)
      const result = resultOf(run)
      if (result) tally.provoked()
      if (result) tally.reported({ ...result, planned: whole.planned }, isUnwritten)
    },
  )
})

t.test('plans that are to be kept and do not fit end the run in a sentence', onUnix, t => {
  const where = makePlace(place)
  return account(
    t,
    { area: 'disk', fault: 'no room for the plans that are kept' },
    where,
    async tally => {
      const run = startRun(
        where,
        [...words, '--save-plans', join(where.temporary, '..', `${where.mark}-plans`)],
        { through: withRoomFor(16) },
      )
      const { exitCode, stderr } = await run.exited
      t.equal(exitCode, 3)
      t.match(stderr, /^handle-width: Cannot keep the plans in .*: EFBIG; make room there/m)
      tally.provoked()
      await checkRun(t, tally, model, startRun(where, words))
    },
  )
})

const probes = (await loadProbes()).filter(({ id }) =>
  ['correct', 'handle-u32', 'closed-handle'].includes(id),
)

/** The embedded engine, its children with room for so many blocks in each file. */
function childrenWithRoomFor(
  blocks: number,
  started: () => void = () => undefined,
): ReturnType<typeof alteredSim> {
  const [file = '', ...more] = withRoomFor(blocks)
  const alter = (ready: Ready): Ready => ({
    ...ready,
    command: (script, scriptWords) => {
      const command = ready.command(script, scriptWords)
      started()
      return { ...command, file, arguments: [...more, command.file, ...command.arguments] }
    },
  })
  return alteredSim(alter)
}

t.test('a journal that is full in mid-run goes on in that of a fresh child', onUnix, t =>
  account(t, { area: 'disk', fault: 'no room for the journal in mid-run' }, place, async tally => {
    const { run: undisturbed } = await provoke(
      alteredSim(ready => ready),
      probes,
    )
    let children = 0
    const provoked = await provoke(
      childrenWithRoomFor(160, () => {
        children++
      }),
      probes,
    )
    t.ok(children > 1, `${children} children`)
    t.same(provoked.faults, [])
    tally.provoked(children - 1)
    tally.reported(provoked.run, sameAs(undisturbed))
  }),
)

t.test('a journal that no plan fits into is given up, and every cell says so', onUnix, t =>
  account(t, { area: 'disk', fault: 'no room for any journal' }, place, async tally => {
    const provoked = await provoke(childrenWithRoomFor(8), probes)
    t.match(provoked.faults, [/gave up repeatedly: it could not write its journal/])
    tally.provoked(provoked.faults.length)
    tally.reported(provoked.run, isUnwritten)
  }),
)
