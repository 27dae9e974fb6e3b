import t from 'tap'
import { audit, diagnose, explain, measure, UserProblem } from '../../../src/index.ts'
import type { MeasureOptions } from '../../../src/library/measure.ts'

/** What a program without types may give, and a part of the sentence it gets. */
const wrong: readonly (readonly [string, () => Promise<unknown>, RegExp])[] = [
  [
    'an engine',
    () => measure({ engine: 'wien' } as unknown as MeasureOptions),
    /^Unknown engine "wien": expected auto, windows, wine, sim$/,
  ],
  [
    'an architecture',
    () => measure({ arch: ['x64', 'mips'] } as unknown as MeasureOptions),
    /^Unknown arch "mips": expected x64, ia32, arm64$/,
  ],
  [
    'a kernel',
    () => measure({ kernel: 'linux' } as unknown as MeasureOptions),
    /^Unknown kernel "linux": expected native, tagged$/,
  ],
  ['a probe', () => measure({ engine: 'sim', probe: 'overlaped-32' }), /overlapped-32/],
  ['a host', () => measure({ engine: 'sim', host: 'nodeffi' }), /Unknown host "nodeffi"/],
  [
    'a host that the engine does not have',
    () => measure({ engine: 'sim', host: 'ctypes', arch: 'x64' }),
    /no lane fits/,
  ],
  ['a number of jobs', () => measure({ engine: 'sim', jobs: 0 }), /1 or more/],
  ['a device', () => measure({ engine: 'sim', device: 'lpt' }), /Unknown device "lpt"/],
  ['a binding', () => measure({ engine: 'sim', binding: 'no-such-binding' }), /no-such-binding/],
  ['a target', () => audit('no-such-target'), /no-such-target/],
  ['nothing to audit', () => audit([]), /Cannot audit nothing/],
  ['a text without a failure', () => diagnose('all is well'), /No failure was understood/],
  ['an empty text', () => diagnose(''), /^Cannot read the text: it is empty/],
  ['a call', () => diagnose('error 6', { failed: ['ReadFil'] }), /did you mean ReadFile/],
  [
    'the architecture that fails',
    () => diagnose('error 6', { arch: 'mips' } as unknown as Parameters<typeof diagnose>[1]),
    /^Not an architecture: "mips"; expected x64/,
  ],
  [
    'the architecture that works',
    () => diagnose('error 6', { okOn: 'mips' } as unknown as Parameters<typeof diagnose>[1]),
    /^Not an architecture: "mips"; expected x64/,
  ],
  ['a word', () => explain('hello world'), /Nothing is known about "hello world"/],
]

for (const [what, call, message] of wrong)
  t.test(`the library says in one sentence what is wrong with ${what}`, async t => {
    const error = await call().then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    t.ok(error instanceof UserProblem, String(error))
    if (error instanceof UserProblem) {
      t.match(error.message, message)
      t.notMatch(error.message, /\n/)
    }
  })

t.test('diagnose() takes the options before the text', async t => {
  const text = 'ReadFile failed: [Error 6] The handle is invalid'
  const { ranking, understood } = await diagnose(text, {
    arch: 'x64',
    okOn: 'ia32',
    failed: ['WaitCommEvent=6'],
  })
  t.equal(ranking[0]?.class, 'struct-layout-shrunk')
  t.match(JSON.stringify(understood), /WaitCommEvent/)
})

t.test('diagnose() takes the names of architectures that the command line takes', async t => {
  const { symptom } = await diagnose('ReadFile failed: [Error 6] The handle is invalid', {
    arch: 'amd64',
    okOn: 'x86',
  } as unknown as Parameters<typeof diagnose>[1])
  t.match(symptom, { architecture: 'x64', okOn: 'ia32' })
})

t.test('explain() gives pages as Markdown', async t => {
  const pages = await explain('[WinError 6] The handle is invalid')
  t.same(
    pages.map(({ kind, name, number }) => ({ kind, name, number })),
    [{ kind: 'code', name: 'ERROR_INVALID_HANDLE', number: 6 }],
  )
  t.match(pages[0]?.markdown, /^# ERROR_INVALID_HANDLE/)
})
