import t, { type Test } from 'tap'
import { openFarEnd } from '../../../src/lanes/devices/far-end.ts'
import { wine } from '../../../src/lanes/engines/wine.ts'
import { hangMs } from '../../support/hang.ts'
import { needs } from '../../support/require.ts'
import { readLines } from '../../support/guard/told.ts'
import { makeUser, type User } from '../../support/guard/wine-user.ts'

const notice = (message: string) => t.comment(message)
const states = { x64: await wine.prepare('x64', notice), ia32: await wine.prepare('ia32', notice) }
const missing = [states.x64, states.ia32].flatMap(state =>
  state.ready ? [] : [`${state.reason} ${state.remedy}`],
)

// Starts of node.exe under Wine, on a machine that may do other things besides.
t.setTimeout(hangMs)

async function sameWithAndWithout(
  t: Test,
  user: User,
  architecture: 'x64' | 'ia32',
  port: string,
  purge: () => Promise<void>,
): Promise<void> {
  await purge()
  const plain = await user.run(architecture, { guard: false }, 'program.mjs', port)
  await purge()
  const guarded = await user.run(
    architecture,
    { guard: true, settings: 'json:told.jsonl' },
    'program.mjs',
    port,
  )
  t.equal(plain.exitCode, 3, plain.stdout + plain.stderr)
  t.match(
    plain.stdout,
    /serial 2 1 1[\s\S]*bytes[\s\S]*worker 0 1 1 0 6/,
    'all parts of the program ran',
  )
  t.same(guarded, plain, 'byte for byte')
  const isWide = architecture === 'x64'
  t.match(
    readLines(user),
    [
      { kind: 'end', declarations: 2, handles: isWide ? 1 : 0, losses: [], findings: [] },
      { kind: 'end', declarations: 31, handles: isWide ? 15 : 0, losses: [], findings: [] },
    ],
    'the worker and the program; handles are followed where there is an upper half',
  )
}

t.test(
  'a real program under Wine',
  needs('wine', missing.length === 0, missing.join(' ')),
  async (t): Promise<void> => {
    const { x64, ia32 } = states
    if (!x64.ready || !ia32.ready) return void t.fail(missing.join(' '))
    const user = makeUser(t.testdir({}), { x64, ia32 })
    const wire = await openFarEnd({ kind: 'echo' })
    const port = await x64.linkPort?.(wire.path)
    t.teardown(async () => {
      await port?.release()
      await wire.close()
    })

    for (const architecture of ['x64', 'ia32'] as const) {
      await t.test(`${architecture}: does the same under the guard, and nothing is told`, t =>
        sameWithAndWithout(t, user, architecture, port?.name ?? '', wire.purge),
      )
    }
  },
)
