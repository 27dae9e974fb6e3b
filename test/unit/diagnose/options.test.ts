import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { diagnose } from '../../../src/diagnose/diagnose.ts'
import {
  joinSymptoms,
  OptionProblem,
  parseFailed,
  symptomOf,
  type SymptomOptions,
} from '../../../src/diagnose/options/index.ts'
import { valuesOf } from '../../../src/mistakes/features.ts'
import { packageFolder } from '../../../src/os/package-folder.ts'
import { featuresOf, valueOf } from '../../../src/diagnose/symptom.ts'

const nothing: SymptomOptions = { failed: [], ok: [], seen: [] }

for (const [text, call, outcome, status] of [
  ['ReadFile=6', 'ReadFile', '6'],
  ['ReadFile=crash', 'ReadFile', 'crash'],
  ['kernel32.ReadFile=6', 'ReadFile', '6'],
  ['KERNEL32!ReadFile=6', 'ReadFile', '6'],
  ['user32.dll!SetWindowTextW=1400', 'SetWindowTextW', '1400'],
  ['WinError 6', '', '6'],
  ['=overflow', '', 'overflow'],
  ['crash', '', 'crash'],
  ['6', '', '6'],
  ['6/C0000008', '', '6', 'c0000008'],
  ['0x80070005', '', '5'],
  ['error_access_denied', '', '5'],
  ['=denied', '', 'denied'],
  ['ReadFile=0x80070006', 'ReadFile', '6'],
  ['ReadFile=0xC0000024', 'ReadFile', '6', 'c0000024'],
  ['ReadFile=0xC0000005', 'ReadFile', 'crash'],
  ['ReadFile=6/C0000008', 'ReadFile', '6', 'c0000008'],
  ['ReadFile=6/0xc0000024', 'ReadFile', '6', 'c0000024'],
  ['ReadFile=0x57', 'ReadFile', '87'],
  ['ReadFile=C0000005', 'ReadFile', 'crash'],
  ['AttachConsole', 'AttachConsole', 'failed'],
  ['Module32First', 'Module32First', 'failed'],
  // Functions of other DLLs.
  ['FT_OpenEx', 'FT_OpenEx', 'failed'],
  ['imageflow_context_create', 'imageflow_context_create', 'failed'],
  ['libusb_open', 'libusb_open', 'failed'],
  ['SQLDriverConnectOf', 'SQLDriverConnectOf', 'failed'],
  ['PyInitModule4', 'PyInitModule4', 'failed'],
  ['_imageOpenHandle', '_imageOpenHandle', 'failed'],
] as const) {
  t.test(`parseFailed() reads ${text}`, async t => {
    t.same(parseFailed(text), { call, outcome, ...(status === undefined ? {} : { status }) })
  })
}

t.test('a function of a runtime stands for the one of Windows that it calls', async t => {
  for (const [text, call] of [
    ['os.get_terminal_size=6', 'GetConsoleScreenBufferInfo'],
    ['System.Console.ReadKey', 'GetConsoleMode'],
    ['Console.CursorLeft=6', 'GetConsoleScreenBufferInfo'],
    ['[Console]::Title=5', 'SetConsoleTitleW'],
    ['Console.set_CursorSize=6', 'SetConsoleCursorInfo'],
    ['subprocess.Popen=ERROR_INVALID_HANDLE', 'DuplicateHandle'],
    ['Command::spawn=6', 'DuplicateHandle'],
    ['System.IO.Ports.SerialPort.Open=denied', 'CreateFileW'],
    ['Process.MainModule=299', 'EnumProcessModules'],
  ] as const) {
    const [name = ''] = text.split('=')
    const { failed, ok } = symptomOf({ ...nothing, failed: [text], ok: [name] })
    t.same([failed[0]?.call, failed[0]?.via, ok], [call, name, [call]], text)
  }
  t.match(parseFailed('Widget.Repaint=6'), { call: 'Widget.Repaint', outcome: '6' })
  t.equal(
    featuresOf(symptomOf({ ...nothing, failed: ['subprocess.run=6'] })).call?.[0],
    'stdio',
    'it starts a child',
  )
  for (const text of ['port.log', 'Widget.Repaint', 'Console ReadKey=6'])
    t.throws(() => parseFailed(text), OptionProblem, text)
})

t.test('where it works says that it fails in the process that is named', async t => {
  t.match(symptomOf({ ...nothing, arch: 'x64', okOn: 'ia32' }).failed, [{ outcome: 'failed' }])
  t.same(symptomOf({ ...nothing, okOn: 'ia32' }).failed, [])
})

t.test('symptomOf() refuses what says nothing, or contradicts itself, with a sentence', async t => {
  for (const options of [
    { ...nothing, failed: ['ReadFil'] },
    { ...nothing, failed: ['CreatFileW'] },
    { ...nothing, failed: ['nonsense'] },
    { ...nothing, failed: ['ERROR_OF_NOTHING'] },
    { ...nothing, failed: ['Read File=6'] },
    { ...nothing, failed: ['ReadFile=bad'] },
    { ...nothing, failed: ['ReadFile=6/8'] },
    { ...nothing, failed: ['ia32:ReadFile=6'] },
    { ...nothing, handle: 'COM3' },
    { ...nothing, seen: ['layout=odd'] },
    { ...nothing, seen: ['colour=red'] },
    { ...nothing, seen: ['outcome=broken'] },
    { ...nothing, seen: ['outcome'] },
    { ...nothing, failed: ['ReadFlie=6'] },
    { ...nothing, failed: ['6'], ok: ['CretaeFile'] },
    { ...nothing, seen: ['open=failed'], ok: ['CreateFileW'] },
    { ...nothing, seen: ['open=failed', 'open=succeeded'] },
    { ...nothing, intermittent: true, seen: ['rhythm=always'] },
    { ...nothing, arch: 'ia32', handle: '0x123456789A' } as const,
    { ...nothing, arch: 'x64', okOn: 'x64' } as const,
    { ...nothing, okOn: 'ia32', sameOn: 'ia32' } as const,
  ])
    t.throws(() => symptomOf(options), OptionProblem)
})

t.test('a refused option names what is near, and what exists', async t => {
  for (const [options, message] of [
    [{ failed: ['ReadFlie=6'] }, /did you mean ReadFile\?/],
    [{ failed: ['ReadFlie'] }, /did you mean ReadFile\?/],
    [{ ok: ['CretaeFile'] }, /did you mean CreateFile\?/],
    [{ failed: ['crahs'] }, /did you mean crash\?/],
    [{ failed: ['ERROR_ACCES_DENIED'] }, /did you mean ERROR_ACCESS_DENIED\?/],
    [{ seen: ['outcome=denyed'] }, /did you mean denied\?/],
    [{ seen: ['hint=subproces'] }, /did you mean subprocess\?.*hint=unplug/],
    [{ seen: ['call=consol'] }, /did you mean console\?.*call=open/],
    [{ ffi: 'Monno' }, /did you mean mono\?/],
    [{ seen: ['hnit=stack'] }, /did you mean hint\?.*open=succeeded\|failed/],
  ] as const)
    t.throws(() => symptomOf({ ...nothing, ...options }), { message })
})

t.test('a name that is near to none of Windows, and a handle that fits, are accepted', async t => {
  for (const name of ['os.get_terminal_size', 'libusb_open', 'serialport.open', 'C_Initialize'])
    t.ok(symptomOf({ ...nothing, failed: [`${name}=6`] }), name)
  for (const name of ['createService', 'sleep', 'EnableTraceEx3', 'ReadFileEx'])
    t.ok(symptomOf({ ...nothing, failed: [`${name}=6`] }), name)
  for (const handle of ['-1', '0xffffffff', '0xffffffffffffffff', '0x54'])
    t.ok(symptomOf({ ...nothing, arch: 'ia32', failed: ['ReadFile=6'], handle }), handle)
})

t.test('what options tell is shown, and an FFI of which nothing is known is named so', async t => {
  const { understood } = diagnose(
    symptomOf({
      ...nothing,
      failed: ['ReadFile=6'],
      seen: ['hint=callback', 'open=failed'],
      intermittent: true,
      ffi: 'cobol',
    }),
  )
  t.same(understood.seen, ['hint=callback', 'open=failed', 'rhythm=sometimes'])
  t.same([understood.ffi, understood.unknownFfi], [undefined, 'cobol'])
  const known = diagnose(symptomOf({ ...nothing, failed: ['ReadFile=6'], ffi: 'C++' })).understood
  t.same([known.ffi, known.unknownFfi], ['native', undefined])
})

t.test('docs/diagnose.md has every observation that --seen takes', async t => {
  const page = readFileSync(join(packageFolder, 'docs/diagnose.md'), 'utf8')
  const rows = new Map(
    [...page.matchAll(/^\| `(\w+)` \| (.*) \|$/gm)].map(([, name = '', values = '']) => [
      name,
      values,
    ]),
  )
  for (const name of [
    'outcome',
    'call',
    'hint',
    'open',
    'before',
    'siblings',
    'check',
    'layout',
    'redirected',
    'rhythm',
  ] as const)
    for (const value of valuesOf(name).filter(word => !/^\d/.test(word))) {
      t.match(rows.get(name), `\`${value}\``, name)
      t.ok(symptomOf({ ...nothing, seen: [`${name}=${value}`] }))
    }
})

t.test('an outcome without a function is a call that failed, once', async t => {
  t.same(symptomOf({ ...nothing, seen: ['outcome=denied', 'hint=unplug'] }), {
    failed: [{ call: '', outcome: 'denied' }],
    ok: [],
    also: { hint: ['unplug'] },
    told: ['hint=unplug'],
  })
  const both = symptomOf({ ...nothing, failed: ['PurgeComm=6'], seen: ['outcome=6'] })
  t.same(both.failed, [{ call: 'PurgeComm', outcome: '6' }])
  const other = symptomOf({ ...nothing, failed: ['PurgeComm=6'], seen: ['outcome=crash'] })
  t.equal(other.failed.length, 2)
  t.equal(featuresOf(other).siblings, undefined, 'no second call failed')
})

t.test(
  'who says what kind of call it was, or what its message says, means one that failed',
  async t => {
    const unknown = [{ call: '', outcome: 'failed' }]
    const console = symptomOf({ ...nothing, seen: ['call=console'] })
    t.same(console.failed, unknown)
    t.same(featuresOf(console), { call: ['console'] })
    t.same(symptomOf({ ...nothing, seen: ['hint=stack'] }).failed, unknown)
    t.same(symptomOf({ ...nothing, seen: ['rhythm=always'] }).failed, [])
    const text = { failed: [{ call: 'WriteFile', outcome: '5' }], ok: [] }
    t.same(joinSymptoms(console, text).failed, text.failed, 'a text says more')
    t.same(joinSymptoms(console, { failed: [], ok: [] }).failed, unknown)
  },
)

t.test('an outcome says how the one call ended of which nothing else is known', async t => {
  const failedOf = (failed: readonly string[], seen: readonly string[]): unknown =>
    symptomOf({ ...nothing, failed, seen }).failed
  t.same(failedOf(['SendMessage'], ['outcome=wrong-result']), [
    { call: 'SendMessage', outcome: 'wrong-result' },
  ])
  t.same(failedOf(['FT_OpenEx'], ['outcome=6']), [{ call: 'FT_OpenEx', outcome: '6' }])
  t.same(failedOf(['ReadFile', 'WriteFile'], ['outcome=6']), [
    { call: 'ReadFile', outcome: 'failed' },
    { call: 'WriteFile', outcome: 'failed' },
    { call: '', outcome: '6' },
  ])
  t.same(failedOf(['ReadFile=5'], ['outcome=6']), [
    { call: 'ReadFile', outcome: '5' },
    { call: '', outcome: '6' },
  ])
})

t.test('of an observation that is told twice both values count', async t => {
  const { also } = symptomOf({ ...nothing, seen: ['hint=closed', 'hint=cleanup'] })
  t.same(also?.hint, ['closed', 'cleanup'])
})

t.test('a code in which nothing speaks of width weighs as in a pasted report', async t => {
  const width = (options: Partial<SymptomOptions>): number =>
    diagnose(symptomOf({ ...nothing, ...options })).width
  for (const seen of [['outcome=6'], ['outcome=6', 'call=process'], ['outcome=6', 'call=handle']])
    t.ok(width({ seen }) < 0.5, seen.join(' '))
  const seen = ['outcome=6', 'call=handle']
  t.ok(width({ seen }) < width({ seen, ffi: 'koffi' }), 'an FFI is named')
  t.ok(width({ seen }) < width({ seen, okOn: 'ia32' }), 'it works in 32 bits')
  t.ok(width({ seen }) < width({ failed: ['GetFileType=6'] }), 'a function is named')
})

t.test('symptomOf() keeps what was said', async t => {
  const symptom = symptomOf({
    failed: ['ReadFile=6'],
    ok: ['ClearCommError'],
    seen: ['layout=wrong'],
    arch: 'x64',
    okOn: 'ia32',
    intermittent: true,
    handle: '0x54',
    ffi: 'ctypes',
    runtime: 'CPython 3.6',
  })
  t.same(featuresOf(symptom), {
    layout: ['wrong'],
    outcome: ['6'],
    call: ['overlapped'],
    width: ['only-64'],
    rhythm: ['sometimes'],
    value: ['small'],
    siblings: ['ok'],
    ffi: ['ctypes-old'],
  })
  t.same(featuresOf(symptomOf({ ...nothing, ffi: 'ctypes', runtime: 'CPython 3.8' })), {
    ffi: ['ctypes'],
  })
})

t.test('symptomOf() keeps apart what processes of two widths do', async t => {
  const symptom = symptomOf({
    ...nothing,
    arch: 'x64',
    failed: ['ReadFile=6', 'ia32:WriteFile=87'],
    ok: ['x64:SetCommState', 'ia32:ReadFile'],
  })
  t.same(symptom, {
    architecture: 'x64',
    failed: [{ call: 'ReadFile', outcome: '6' }],
    ok: ['SetCommState'],
    elsewhere: { failed: [{ call: 'WriteFile', outcome: '87' }], ok: ['ReadFile'] },
    also: {},
  })
  t.same(featuresOf(symptom).width, ['both'], 'it fails there too')
})

t.test('joinSymptoms() lets options count before the text', async t => {
  const joined = joinSymptoms(
    symptomOf({ ...nothing, failed: ['ReadFile=6'], ok: ['PurgeComm'] }),
    { failed: [{ call: 'WriteFile', outcome: '5' }], ok: ['SetCommState'], ffi: 'js' },
  )
  t.same(joined.failed, [{ call: 'ReadFile', outcome: '6' }])
  t.same(joined.ok, ['PurgeComm', 'SetCommState'])
  t.equal(joined.ffi, 'js')
})

t.test('valueOf() tells values apart by their bits', async t => {
  for (const [value, kind] of [
    [0n, 'zero'],
    [-1n, 'ones'],
    [0xffffffffn, 'ones-32'],
    [0x54n, 'small'],
    [0x5eed0bad_000000d0n, 'dirty-upper'],
    [0x12345678n, 'cut-address'],
    [0x7ff6_1234_5678n, 'address'],
    [0xffffffff_81234567n, 'dirty-upper'],
  ] as const)
    t.equal(valueOf(value), kind)
})

t.test('calls may be named as every object names something', async t => {
  for (const name of ['constructor', 'toString', '__proto__'])
    t.ok(
      diagnose(symptomOf({ failed: [`${name}=6`], ok: [name], seen: [] })).ranking.length > 0,
      name,
    )
})
