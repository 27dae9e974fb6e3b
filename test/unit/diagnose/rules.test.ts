import t from 'tap'
import type { Result } from '../../../src/diagnose/diagnose.ts'
import { causeOf } from '../../../src/diagnose/cause-groups.ts'
import { mostOfThin, tempered } from '../../../src/diagnose/temper.ts'
import type { SymptomOptions } from '../../../src/diagnose/options/index.ts'
import type { MistakeId } from '../../../src/mistakes/index.ts'
import { answerTo, factsFor } from '../../support/diagnose/by-rules.ts'

const reasonAgainst = ({ excluded }: Result, name: MistakeId): string | undefined =>
  excluded.find(({ classes }) => classes.includes(name))?.reason

t.test('what an FFI makes of a -1 is taken from its own measurement', async t => {
  const minusOne = { handle: '-1', failed: ['GetProcessId=6'] }
  for (const [ffi, arch, zeros] of [
    ['ctypes', 'x64', true],
    ['ffi-napi', 'x64', true],
    ['deno', 'x64', true],
    ['koffi', 'x64', false],
    ['bun', 'x64', false],
    ['ffi-rs', 'x64', true],
    ['ffi-rs', 'arm64', false],
    ['ctypes', 'arm64', false],
  ] as const) {
    const said = factsFor(answerTo({ ...minusOne, ffi, arch }), 'pseudo-handle')
    t.equal(
      said.some(text => text.includes('zero-extended: measured with')),
      zeros,
      `${ffi} on ${arch}`,
    )
  }
  t.match(
    factsFor(answerTo({ ...minusOne, ffi: 'ctypes', arch: 'x64' }), 'pseudo-handle').join(),
    /ctypes itself was not measured/,
    'what stands for another FFI says so',
  )
})

t.test('leftovers are ruled out where the FFI itself was measured to leave none', async t => {
  const failed = ['WriteFile=6']
  t.match(
    reasonAgainst(answerTo({ failed, ffi: 'koffi', arch: 'x64' }), 'arg-upper-garbage'),
    /measured with koffi/,
  )
  for (const ffi of ['ctypes', 'native'])
    t.equal(
      reasonAgainst(answerTo({ failed, ffi, arch: 'x64' }), 'arg-upper-garbage'),
      undefined,
      `${ffi} was not measured`,
    )
})

t.test('facts decide between classes that look alike', async t => {
  const rows: readonly (readonly [string, Partial<SymptomOptions>, MistakeId])[] = [
    ['a port that is in use', { failed: ['CreateFileW=5'] }, 'busy'],
    ['a port that is not there', { failed: ['CreateFileW=2'] }, 'failed-open'],
    ['a file that another program has open', { failed: ['CreateFileW=32'] }, 'busy'],
    [
      'an exported function that unbalances the stack',
      { failed: ['RegOpenKeyExW=refused'], seen: ['hint=stack'], ffi: 'P/Invoke' },
      'too-wide',
    ],
    [
      'one that calls back',
      { failed: ['EnumWindows=refused'], seen: ['hint=stack'], ffi: 'P/Invoke' },
      'calling-convention',
    ],
    [
      'a size that the language computes',
      { failed: ['SetupDiEnumDeviceInfo=1784'], ffi: 'P/Invoke' },
      'struct-layout-shrunk',
    ],
    [
      'the size of a struct of any length',
      { failed: ['SetupDiGetDeviceInterfaceDetailW=1784'], ffi: 'P/Invoke' },
      'struct-size-constant',
    ],
    ['an address passed as an integer', { failed: ['waveInOpen=crash'] }, 'arg-truncated'],
    ['a handle beside those of a library', { failed: ['HidD_GetFeature=6'] }, 'wrong-kind'],
    ['an argument of the open', { failed: ['CreateFileW=87'], arch: 'x64' }, 'bad-parameter'],
    ['a Bluetooth port that does not answer', { failed: ['CreateFileW=121'] }, 'driver'],
    [
      'the open is known to have failed',
      { failed: ['SetCommState=6'], seen: ['open=failed'], sameOn: 'ia32', arch: 'x64' },
      'failed-open',
    ],
    [
      'the call is said to have succeeded',
      { failed: ['WriteFile=6'], seen: ['hint=success'] },
      'stale-last-error',
    ],
    ['select() that is given a pipe', { failed: ['select=10038'] }, 'wrong-kind'],
    ['a code of files from a window', { failed: ['SetScrollInfo=18'] }, 'stale-last-error'],
    ['an argument that is not known', { failed: ['RegisterHotKey=1004'] }, 'bad-parameter'],
    ['a crash in Go', { failed: ['crash'], ffi: 'Go', arch: 'x64' }, 'field-narrowed'],
    [
      'a size with leftovers above it',
      {
        failed: ['VirtualQueryEx=998'],
        ffi: 'ctypes',
        runtime: 'CPython 3.6',
        arch: 'x64',
        intermittent: true,
      },
      'arg-upper-garbage',
    ],
    [
      'an address with leftovers above it',
      { failed: ['crash'], ffi: 'ctypes', arch: 'x64', handle: '0x7100000030' },
      'arg-upper-garbage',
    ],
    [
      'an exception of a port that was taken out',
      { failed: ['WaitCommEvent=crash'], runtime: '.NET', seen: ['hint=unplug'] },
      'unplugged',
    ],
    ['a DLL of the other width', { failed: ['LoadLibraryW=193'] }, 'process-bitness'],
    ['an assembly of the other width', { failed: ['=0x8007000B'] }, 'process-bitness'],
    ['a struct of another length', { failed: ['Process32First=24'] }, 'struct-layout-shrunk'],
    [
      'a pipe function that is given a console',
      { failed: ['PeekNamedPipe=6'], seen: ['hint=console'] },
      'wrong-kind',
    ],
    [
      'a standard stream in a service',
      { failed: ['WriteFile=6'], seen: ['hint=console', 'redirected=yes'] },
      'no-console',
    ],
    [
      'a port whose device went away',
      { failed: ['CreateFileW=2'], seen: ['hint=unplug'] },
      'unplugged',
    ],
    [
      'an event that is too long for its union',
      { failed: ['SendInput=87'], arch: 'x64' },
      'struct-size-constant',
    ],
    [
      'another module changes it',
      { failed: ['=overflow'], seen: ['hint=module'], ffi: 'ctypes' },
      'shared-prototype-pollution',
    ],
    [
      'Office asks for PtrSafe',
      { failed: ['=refused'], seen: ['hint=ptrsafe'], ffi: 'VBA' },
      'type-alias',
    ],
  ]
  for (const [title, options, expected] of rows) {
    const { ranking } = answerTo(options)
    t.equal(ranking[0]?.class, expected, title)
  }
})

t.test('a code of Windows rules out that a number was refused', async t => {
  for (const failed of ['CreateFileW=2', '6', 'other-code'])
    t.match(
      reasonAgainst(answerTo({ failed: [failed], ffi: 'ctypes' }), 'arg-overflow-raise'),
      /never reaches Windows/,
      failed,
    )
  t.equal(
    reasonAgainst(answerTo({ failed: ['overflow'], ffi: 'ctypes' }), 'arg-overflow-raise'),
    undefined,
  )
})

t.test('an address that is none is listed among those that were cut', async t => {
  const { ranking } = answerTo({ failed: ['998'], arch: 'x64' })
  const three = ranking.slice(0, 3).map(({ class: name }) => name)
  t.ok(three.includes('arg-truncated') && three.includes('struct-layout-shrunk'), three.join())
})

t.test('what one observation says is not certain', async t => {
  for (const [options, first, least] of [
    [{ failed: ['overflow'], ffi: 'P/Invoke' }, 'narrowing-throws', mostOfThin],
    // Two classes share an unbalanced stack.
    [{ failed: ['=refused'], seen: ['hint=stack'] }, 'calling-convention', 0.88],
    [{ failed: ['122'] }, 'bad-parameter', mostOfThin],
  ] as const) {
    const { ranking, thin } = answerTo(options)
    const score = ranking[0]?.score ?? 0
    t.type(thin, 'string')
    t.equal(ranking[0]?.class, first)
    t.ok(score > least - 1e-6 && score < mostOfThin + 1e-6, `${score}`)
    t.ok((ranking[1]?.score ?? 0) > 0.005, 'the next is visible')
  }
})

t.test('tempered() keeps the order and sums up to 1', async t => {
  const before = [
    ['a', 0.999],
    ['b', 0.0009],
    ['c', 0.0001],
    ['d', 0],
  ] as const
  const after = tempered(before, 0.9)
  t.same(
    after.map(([name]) => name),
    ['a', 'b', 'c', 'd'],
  )
  const shares = after.map(([, share]) => share)
  t.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-9)
  t.ok((shares[0] ?? 0) >= 0.9 && (shares[0] ?? 0) < 0.9001)
  t.ok((shares[1] ?? 0) > (shares[2] ?? 0))
  t.equal(shares[3], 0, 'what is ruled out stays so')
  t.same(tempered([['a', 1]], 0.9), [['a', 1]], 'nothing else is possible')
  const low = [
    ['a', 0.6],
    ['b', 0.4],
  ] as const
  t.equal(tempered(low, 0.9), low)
})

t.test('what cannot be is ruled out', async t => {
  const rows: readonly (readonly [Partial<SymptomOptions>, readonly MistakeId[], RegExp])[] = [
    [
      { failed: ['ReadFile=6'], seen: ['open=failed'] },
      ['closed-handle', 'struct-layout-shrunk', 'arg-upper-garbage'],
      /the open failed/,
    ],
    [{ failed: ['GetProcessId=6'] }, ['inheritance'], /passes no standard stream/],
    [{ failed: ['crash'], ffi: 'Go', arch: 'ia32' }, ['too-wide'], /uintptr/],
    [{ failed: ['SetCommTimeouts=87'] }, ['process-bitness'], /no other process/],
    [{ failed: ['ReadFile=6'], arch: 'x64', sameOn: 'ia32' }, ['arg-truncated'], /both widths/],
    [{ failed: ['ReadFile=6'], ffi: 'Rust' }, ['number-encoding'], /64-bit integers/],
    [{ failed: ['ReadFile=6'], ffi: 'Go' }, ['shared-prototype-pollution'], /only ctypes/],
    [{ failed: ['SetWindowLongPtrW=crash'] }, ['return-upper-undefined'], /as wide as an address/],
    [{ failed: ['WaitForSingleObject=6'] }, ['struct-layout-shrunk'], /takes no struct that/],
  ]
  for (const [options, classes, reason] of rows) {
    const result = answerTo(options)
    for (const name of classes)
      t.match(reasonAgainst(result, name), reason, `${JSON.stringify(options)}: ${name}`)
  }
  for (const [options, name] of [
    [{ failed: ['GetFileType=6'] }, 'return-upper-undefined'],
    [{ failed: ['WaitForSingleObject=6'], seen: ['layout=wrong'] }, 'struct-layout-shrunk'],
  ] as const)
    t.equal(reasonAgainst(answerTo({ ...options }), name), undefined, JSON.stringify(options))
})

t.test('what a function takes, and how it ended, points at a cause', async t => {
  const rows: readonly (readonly [Partial<SymptomOptions>, MistakeId, RegExp])[] = [
    [{ failed: ['SetThreadAffinityMask'], arch: 'x64' }, 'field-narrowed', /a mask as wide/],
    [
      { failed: ['SetProcessAffinityMask'], seen: ['outcome=wrong-result'] },
      'arg-truncated',
      /a mask as wide/,
    ],
    [{ failed: ['CreateIoCompletionPort'], arch: 'x64' }, 'arg-truncated', /address as an integer/],
    [{ failed: ['FT_OpenEx'], arch: 'x64', ffi: 'JNA' }, 'arg-truncated', /declared by hand/],
    [{ failed: ['CreateProcessW=3856'] }, 'bad-parameter', /does not take/],
    [
      { failed: ['wrong-result'], ffi: 'C', seen: ['call=console'] },
      'no-console',
      /a function of consoles/,
    ],
  ]
  for (const [options, name, fact] of rows)
    t.match(factsFor(answerTo(options), name).join(), fact, JSON.stringify(options))
  t.match(
    reasonAgainst(
      answerTo({ failed: ['SendMessage=wrong-result'], ffi: 'C#' }),
      'narrowing-throws',
    ),
    /there is a result/,
  )
  t.same(
    factsFor(answerTo({ failed: ['SetThreadAffinityMask'], arch: 'ia32' }), 'field-narrowed'),
    [],
    'nothing is cut in a 32-bit process',
  )
})

t.test('classes of one mechanism are answered together', async t => {
  const { ranking } = answerTo({ failed: ['SetWindowLongPtrW=crash'], arch: 'x64', okOn: 'ia32' })
  const cause = causeOf(ranking)
  t.match(cause.title, /cut to 32 bits/)
  t.ok(cause.score > (ranking[0]?.score ?? 1))
  t.same(causeOf([{ class: 'closed-handle', score: 0.7 }]), { score: 0.7 })
})

t.test('what was closed and is closed again is a closed handle, however that ends', async t => {
  for (const call of ['CloseHandle=87', 'FindClose=crash', 'FreeLibrary=126', 'DestroyIcon=1402']) {
    const ok = [call.replace(/=.*/, '')]
    const [first] = answerTo({ ok, failed: [call] }).ranking
    t.equal(first?.class, 'closed-handle', call)
    t.ok((first?.score ?? 0) > 0.9, `${call}: ${first?.score}`)
  }
})

t.test('a struct is likelier where the function is given no handle beside it', async t => {
  const shareOf = (call: string): number =>
    answerTo({ arch: 'x64', okOn: 'ia32', ffi: 'vba', failed: [`${call}=crash`] }).ranking.find(
      ({ class: name }) => name === 'struct-layout-shrunk',
    )?.score ?? 0
  t.ok(shareOf('GetOpenFileNameW') > shareOf('SetupDiEnumDeviceInterfaces'))
  t.ok(shareOf('GetOpenFileNameW') > 0.7, String(shareOf('GetOpenFileNameW')))
})
