import t, { type Test } from 'tap'
import { wine } from '../../../src/lanes/engines/wine.ts'
import { hangMs } from '../../support/hang.ts'
import { needs } from '../../support/require.ts'
import { readLines, told } from '../../support/guard/told.ts'
import { makeUser, type User } from '../../support/guard/wine-user.ts'

const notice = (message: string) => t.comment(message)
const states = { x64: await wine.prepare('x64', notice), ia32: await wine.prepare('ia32', notice) }
const missing = [states.x64, states.ia32].flatMap(state =>
  state.ready ? [] : [`${state.reason} ${state.remedy}`],
)

// Starts of node.exe under Wine, on a machine that may do other things besides.
t.setTimeout(hangMs)

/** A wrong declaration: where, as what, on which line of the program it is made, and what is told of the calls. */
interface Wrong {
  readonly at: string
  readonly type: string
  readonly line: number
  readonly rule: string
  readonly losses: readonly (readonly [position: string, kind: string, line: number])[]
}

/** Each list is one run; what is told of a declaration is the same whatever else is wrong. */
const wrongs: readonly (readonly Wrong[])[] = [
  [
    {
      at: 'CreateFileW.return',
      type: 'uint32_t',
      line: 16,
      rule: 'handle-narrowed',
      losses: [['return', 'declared', 51]],
    },
    {
      at: 'CreateEventW.return',
      type: 'int32_t',
      line: 17,
      rule: 'handle-narrowed',
      losses: [
        ['return', 'declared', 66],
        ['return', 'declared', 107],
        ['return', 'declared', 144],
        ['return', 'declared', 145],
        ['return', 'declared', 45],
      ],
    },
  ],
  [
    {
      at: 'GetFileType.hFile',
      type: 'double',
      line: 18,
      rule: 'class-mismatch',
      losses: [
        ['hFile', 'float', 53],
        ['hFile', 'float', 59],
        ['hFile', 'float', 88],
        ['hFile', 'float', 91],
      ],
    },
    {
      at: 'SetEvent.hEvent',
      type: 'int32_t',
      line: 23,
      rule: 'handle-narrowed',
      losses: [
        ['hEvent', 'declared', 69],
        ['hEvent', 'declared', 73],
        ['hEvent', 'declared', 83],
        ['hEvent', 'declared', 109],
        ['hEvent', 'declared', 148],
        ['hEvent', 'declared', 154],
      ],
    },
  ],
  [
    {
      at: 'CreateFileW.return',
      type: 'double',
      line: 16,
      rule: 'class-mismatch',
      losses: [
        ['return', 'float', 51],
        ['return', 'float', 60],
      ],
    },
    {
      at: 'CreatePipe.hReadPipe',
      type: 'int32_t *',
      line: 27,
      rule: 'variable-narrow',
      losses: [['hReadPipe', 'declared', 88]],
    },
  ],
]

t.test(
  'the same program with wrong declarations',
  needs('wine', missing.length === 0, missing.join(' ')),
  async (t): Promise<void> => {
    const { x64, ia32 } = states
    if (!x64.ready || !ia32.ready) return void t.fail(missing.join(' '))
    const user = makeUser(t.testdir({}), { x64, ia32 })

    for (const list of wrongs)
      await t.test(list.map(({ at, type }) => `${at} as ${type}`).join(', '), t =>
        findWrong(t, user, list),
      )

    await t.test('OVERLAPPED with members of 32 bits', async t => {
      const words = [
        'program.mjs',
        '-',
        '{"OVERLAPPED.Internal":"uint32_t","OVERLAPPED.InternalHigh":"uint32_t"}',
      ] as const
      const ended = await user.run('x64', { guard: true, settings: 'throw' }, ...words)
      t.equal(ended.exitCode, 1)
      t.match(told(ended), /program\.mjs:12 {2}OVERLAPPED, Internal {2}\[field-width\]/)
      t.match(
        told(ended),
        /Error: handle-width guard: OVERLAPPED, Internal: declared uint32_t.*\n {4}at .*program\.mjs:12:/,
      )
      t.equal(
        (await user.run('ia32', { guard: true }, ...words)).stderr,
        '',
        'which is right on ia32',
      )
    })

    await t.test('HANDLE_WIDTH_GUARD=throw: an error at the call of the program', async t => {
      const ended = await user.run(
        'x64',
        { guard: true, settings: 'throw' },
        'program.mjs',
        '-',
        '{"SetEvent.hEvent":"int32_t"}',
      )
      t.equal(ended.exitCode, 1)
      t.match(
        told(ended),
        /Error: handle-width guard: SetEvent, hEvent: the upper half of handle 0x1afe0d[0-9a-f]{8} does not fit into int32_t, as it is declared\n {4}at events \(.*program\.mjs:69:/,
      )
      t.match(ended.stdout, /events true/, 'up to there it ran')
    })
  },
)

async function findWrong(t: Test, user: User, list: readonly Wrong[]): Promise<void> {
  const ended = await user.run(
    'x64',
    { guard: true, settings: 'json:told.jsonl' },
    'program.mjs',
    '-',
    JSON.stringify(Object.fromEntries(list.map(({ at, type }) => [at, type]))),
  )
  t.equal(ended.exitCode, 3, 'the program goes on')
  const lines = readLines(user)
  t.same(
    lines.flatMap(({ finding }) => (finding ? [[finding.rule, finding.line]] : [])),
    list.map(({ rule, line }) => [rule, line]),
  )
  const losses = lines.flatMap(({ loss }) =>
    loss ? [[loss.function, loss.position, loss.reason.kind, loss.place.line]] : [],
  )
  t.equal(losses.length, list.flatMap(one => one.losses).length)
  for (const { at, line, losses: expected } of list) {
    const [name] = at.split('.')
    t.same(
      losses.filter(loss => loss[0] === name),
      expected.map(loss => [name, ...loss]),
      at,
    )
    t.match(told(ended), new RegExp(`program\\.mjs:${line}  ${name ?? ''}, `))
  }
}
