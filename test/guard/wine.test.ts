import t, { type Test } from 'tap'
import { openPty } from '../../src/device/pty.ts'
import { wine } from '../../src/engine/wine.ts'
import { needs } from '../require.ts'
import { makeUser, type Ended, type User } from './wine-user.ts'

const notice = (message: string) => t.comment(message)
const states = { x64: await wine.prepare('x64', notice), ia32: await wine.prepare('ia32', notice) }
const missing = [states.x64, states.ia32].flatMap(state => state.ready ? [] : [`${state.reason} ${state.remedy}`])

// Three dozen starts of node.exe under Wine, on a machine that may do other things besides.
t.setTimeout(300_000)

/** One wrong declaration: where, as what, on which line of the program it is made, and what is told of the calls. */
interface Wrong { readonly at: string, readonly type: string, readonly line: number, readonly rule: string, readonly losses: readonly (readonly [position: string, kind: string, line: number])[] }

const wrongs: readonly Wrong[] = [
  { at: 'CreateFileW.return', type: 'uint32_t', line: 16, rule: 'handle-narrowed', losses: [['return', 'declared', 51]] },
  { at: 'CreateEventW.return', type: 'int32_t', line: 17, rule: 'handle-narrowed', losses: [['return', 'declared', 66], ['return', 'declared', 107], ['return', 'declared', 144], ['return', 'declared', 145], ['return', 'declared', 45]] },
  { at: 'CreateFileW.return', type: 'double', line: 16, rule: 'class-mismatch', losses: [['return', 'float', 51], ['return', 'float', 60]] },
  { at: 'GetFileType.hFile', type: 'double', line: 18, rule: 'class-mismatch', losses: [['hFile', 'float', 53], ['hFile', 'float', 59], ['hFile', 'float', 88], ['hFile', 'float', 91]] },
  { at: 'SetEvent.hEvent', type: 'int32_t', line: 23, rule: 'handle-narrowed', losses: [['hEvent', 'declared', 69], ['hEvent', 'declared', 73], ['hEvent', 'declared', 83], ['hEvent', 'declared', 109], ['hEvent', 'declared', 147], ['hEvent', 'declared', 153]] },
  { at: 'CreatePipe.hReadPipe', type: 'int32_t *', line: 27, rule: 'cell-narrow', losses: [['hReadPipe', 'declared', 88]] }
]

interface Line { readonly kind: string, readonly finding?: { readonly rule: string, readonly line: number }, readonly loss?: { readonly function: string, readonly position: string, readonly reason: { readonly kind: string }, readonly place: { readonly line: number } } }

/** What was told on stderr, without the paths. */
function told({ stderr }: Ended): string {
  return stderr.replaceAll('\r\n', '\n')
}

async function sameWithAndWithout(t: Test, user: User, architecture: 'x64' | 'ia32', port: string, purge: () => void): Promise<void> {
  purge()
  const plain = await user.run(architecture, { guard: false }, 'program.mjs', port)
  purge()
  const guarded = await user.run(architecture, { guard: true }, 'program.mjs', port)
  t.equal(plain.exitCode, 3, plain.stdout + plain.stderr)
  t.match(plain.stdout, /serial 2 1 1[\s\S]*bytes[\s\S]*worker 0 1 1 0 6/, 'all parts of the program ran')
  t.same(guarded, plain, 'byte for byte')
}

t.test('a real program under Wine', needs('wine', missing.length === 0, missing.join(' ')), async (t): Promise<void> => {
  const { x64, ia32 } = states
  if (!x64.ready || !ia32.ready) return void t.fail(missing.join(' '))
  const user = makeUser(t.testdir({}), { x64, ia32 })
  const pty = await openPty({ kind: 'echo' })
  const port = await x64.linkPort?.(pty.path)
  t.teardown(async () => {
    await port?.release()
    await pty.close()
  })

  for (const architecture of ['x64', 'ia32'] as const) {
    await t.test(`${architecture}: does the same under the guard, and nothing is told`, t => sameWithAndWithout(t, user, architecture, port?.name ?? '', () => { pty.purge() }))
  }

  await t.test('handles are followed where there is an upper half', async t => {
    t.match(told(await user.run('x64', { guard: true, settings: 'verbose' }, 'program.mjs', '-')), /30 declarations checked, 13 handles followed, no upper half lost\n$/)
    t.match(told(await user.run('ia32', { guard: true, settings: 'verbose' }, 'program.mjs', '-')), /30 declarations checked, 0 handles followed, no upper half lost\n$/)
    t.match(told(await user.run('x64', { guard: true, settings: 'verbose,declarations' }, 'program.mjs', '-')), /, 0 handles followed/)
  })

  for (const wrong of wrongs) await t.test(`${wrong.at} as ${wrong.type}`, t => findWrong(t, user, wrong))

  await t.test('OVERLAPPED with members of 32 bits', async t => {
    const words = ['program.mjs', '-', '{"OVERLAPPED.Internal":"uint32_t","OVERLAPPED.InternalHigh":"uint32_t"}']
    t.match(told(await user.run('x64', { guard: true }, ...words as [string, string, string])), /program\.mjs:12 {2}OVERLAPPED, Internal {2}\[field-width\]/)
    t.equal((await user.run('ia32', { guard: true }, ...words as [string, string, string])).stderr, '', 'which is right on ia32')
  })

  await t.test('HANDLE_WIDTH_GUARD=throw: an error at the call of the program', async t => {
    const ended = await user.run('x64', { guard: true, settings: 'throw' }, 'program.mjs', '-', '{"SetEvent.hEvent":"int32_t"}')
    t.equal(ended.exitCode, 1)
    t.match(told(ended), /Error: handle-width guard: SetEvent, hEvent: the upper half of handle 0x1afe0d[0-9a-f]{8} does not fit into int32_t, as it is declared\n {4}at events \(.*program\.mjs:69:/)
    t.match(ended.stdout, /events true/, 'up to there it ran')
  })
})

async function findWrong(t: Test, user: User, { at, type, line, rule, losses }: Wrong): Promise<void> {
  const right = await user.run('x64', { guard: false }, 'program.mjs', '-', JSON.stringify({ [at]: type }))
  const ended = await user.run('x64', { guard: true, settings: 'json:told.jsonl' }, 'program.mjs', '-', JSON.stringify({ [at]: type }))
  const lines = user.take('told.jsonl').split('\n').filter(text => text !== '').map(text => JSON.parse(text) as Line)
  t.same(lines.flatMap(({ finding }) => finding ? [[finding.rule, finding.line]] : []), [[rule, line]])
  const name = at.split('.')[0]
  t.same(lines.flatMap(({ loss }) => loss ? [[loss.function, loss.position, loss.reason.kind, loss.place.line]] : []), losses.map(loss => [name, ...loss]))
  t.match(told(ended), new RegExp(`program\\.mjs:${line}  ${name}, `))
  // A handle in the wrong register is another one in each run.
  if (type !== 'double') t.same([ended.stdout, ended.exitCode], [right.stdout, right.exitCode], 'the program goes on as without the guard')
}
