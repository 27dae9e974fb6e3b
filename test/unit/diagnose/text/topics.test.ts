import t from 'tap'
import { parseText } from '../../../../src/diagnose/text/parse-text.ts'
import { mistakes } from '../../../../src/mistakes/index.ts'
import { byRules } from '../../../support/diagnose/by-rules.ts'

/** Reports that say no code and no sentence that is understood, and what they are about. */
const rows: readonly (readonly [string, readonly string[]])[] = [
  [
    'Our 32-bit helper cannot list modules of a 64-bit process; WOW64 seems to be in the way.',
    ['process-bitness'],
  ],
  [
    'The add-in does not start in 64-bit Office, its Declare statements are from 2003.',
    ['type-alias'],
  ],
  [
    'The window procedure was registered as cdecl in the 32-bit build, it crashes.',
    ['calling-convention'],
  ],
  ['GetLastError is always 0 after the call through ctypes.', ['last-error-lost']],
  [
    'We look at GetLastError even if the call was successful, and see an unrelated error code.',
    ['stale-last-error'],
  ],
  [
    'Two threads race: one is closing the pipe handle while the other one still writes.',
    ['closed-handle'],
  ],
  ['The timer handle is not a valid handle and must not be passed to CloseHandle.', ['wrong-kind']],
  [
    'When I pull out the USB cable the serial port on COM5 never comes back and the app breaks.',
    ['unplugged'],
  ],
  ['The hEvent of OVERLAPPED holds a pointer to our context.', ['hevent-misuse']],
  [
    'The handles are kept as a double, so a pointer above 53 bits loses its last digits.',
    ['number-encoding'],
  ],
  [
    'CreateFile is tested for NULL, the fix is to look for INVALID_HANDLE_VALUE.',
    ['failed-open', 'sentinel-mismatch'],
  ],
  [
    'As a Windows service without console spawning a child process breaks when stdin is inherited.',
    ['inheritance', 'no-console'],
  ],
  ['Nothing is printed to stdout when the exe runs under pythonw, it just fails.', ['no-console']],
  [
    'The MIB_ROW structure is wrong on 64-bit Windows, its offsets are those of 32-bit.',
    ['struct-layout-shrunk', 'struct-size-constant', 'union-misplaced'],
  ],
  [
    'Our ReadFileEx wrapper unpins the buffer when it returns, though the transfer goes on.',
    ['overlapped-moved', 'closed-handle'],
  ],
  [
    'Closing COM5 blocks our reader thread when the adapter was disconnected from the system.',
    ['unplugged'],
  ],
  ['It exits at once when it is linked with -mwindows for user32.', ['no-console']],
  [
    'The record for kernel32 has #pragma pack(1) in one file and is broken there.',
    ['struct-layout-shrunk'],
  ],
  [
    'ctypes without use_last_error: the private copy of each thread is not there.',
    ['last-error-lost'],
  ],
  [
    'delegate* unmanaged[Stdcall]<uint> is generated. When the stream is used after the pipe is closed, it fails.',
    ['closed-handle'],
  ],
  [
    'HWND parameters in our P/Invoke signatures are int, this is a bug on x64.',
    ['arg-truncated', 'return-truncated', 'field-narrowed', 'type-alias'],
  ],
]

t.test('what a report speaks of is an answer where no sentence of it is understood', async t => {
  for (const [text, expected] of rows) {
    const symptom = parseText(text)
    const { ranking, width } = byRules(symptom)
    const [first] = ranking
    t.ok(first && expected.includes(first.class), `${text}: ${first?.class ?? 'nothing'}`)
    const isWidth = expected.some(name => mistakes[name as keyof typeof mistakes].width)
    t.equal(width > 0.5, isWidth, `${text}: width`)
  }
})

t.test('a text about something else has no topic', async t => {
  for (const text of [
    'hello world nothing here',
    'npm ERR! code ELIFECYCLE\n6 vulnerabilities found',
    'The tests pass on my machine and fail in CI, see the log.',
    'open /dev/ttyUSB0: the cable was unplugged',
    'Please add dark mode to the settings window.',
  ]) {
    const { failed, described = [] } = parseText(text)
    t.same([...failed.filter(({ outcome }) => outcome !== 'failed'), ...described], [], text)
  }
})

t.test('what a report speaks of besides stands behind its first topic', async t => {
  const { ranking } = byRules(
    parseText('Two threads race: one closes the serial port COM7 while its cable is removed.'),
  )
  t.equal(ranking[0]?.class, 'closed-handle')
  t.ok(ranking.slice(0, 3).some(({ class: name }) => name === 'unplugged'))
})

t.test('three classes are listed however sure the first is', async t => {
  t.ok(byRules(parseText('The event is closed twice by CloseHandle.')).ranking.length >= 3)
})

t.test('words that are too common to decide are answered as undecided', async t => {
  for (const [text, expected] of [
    [
      'Two redundant calls of GetLastError: the value may be wrong after printing.',
      'last-error-lost',
    ],
    ['The handle of the dialog is wrong once it was closed in user32.', 'closed-handle'],
  ] as const) {
    const result = byRules(parseText(text))
    t.equal(result.ranking[0]?.class, expected, text)
    t.ok((result.ranking[0]?.score ?? 1) < 0.9, `${text}: ${result.ranking[0]?.score}`)
  }
})
