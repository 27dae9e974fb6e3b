import t from 'tap'
import { parseText } from '../../../../src/diagnose/text/parse-text.ts'
import type { Symptom } from '../../../../src/diagnose/symptom.ts'
import { byRules } from '../../../support/diagnose/by-rules.ts'

function firstCall(text: string): string {
  const [first] = parseText(text).failed
  return first ? `${first.call}=${first.outcome}` : 'nothing'
}

function widthOf({ architecture, okOn }: Symptom): string {
  return `${architecture ?? '-'} ${okOn ?? '-'}`
}

const rankingOf = (text: string): readonly string[] =>
  byRules(parseText(text)).ranking.map(({ class: name }) => name)

t.test('Windows of 64 bits that works says nothing of the process', async t => {
  const rows: readonly (readonly [text: string, widths: string])[] = [
    ['ReadFile crashes. Version 1 runs fine on Windows 64-bit.', '- -'],
    ['ReadFile crashes on Windows 7 32-bit, and works on Windows 7 64-bit.', 'ia32 x64'],
    ['ReadFile fails with error 6, but works fine in a 64-bit process.', '- x64'],
    ['ReadFile fails. It works on 32-bit Windows.', '- ia32'],
    ['Access violation in the listing of files on 64-bit Windows.', 'x64 -'],
    ['Segfault in ReadFile on x64.', 'x64 -'],
    ['ReadFile crashes in the payload x64/windows/static.', 'x64 -'],
    ['ReadFile crashes in the build windows/x86.', 'ia32 -'],
    ['ReadFile 在 64 位进程中崩溃', 'x64 -'],
    ['ReadFile は 32ビット プロセスで落ちる', 'ia32 -'],
    ['ReadFile 이 64비트 프로세스에서 충돌', 'x64 -'],
    ['ReadFile 失败，64位系统', 'x64 -'],
    ['ReadFile 失败，返回 32 位整数', '- -'],
  ]
  for (const [text, expected] of rows) t.equal(widthOf(parseText(text)), expected, text)
})

t.test('digits of an address that are masked count', async t => {
  for (const address of ['0x00000000XXXXXXXX', '0x00000000????????', '00000000********'])
    t.equal(
      parseText(`OSError: exception: access violation writing ${address}`).architecture,
      'x64',
      address,
    )
  t.equal(
    parseText('OSError: exception: access violation reading 0xXXXX1230').architecture,
    'ia32',
    'as many as a pointer has',
  )
})

t.test('an address at which a debugger stops tells the process in every language', async t => {
  for (const [text, expected] of [
    ['0xC0000005: 0x00000000EDD384A8 위치를 기록하는 동안 액세스 위반이 발생했습니다', 'x64'],
    ['0xC0000005: 读取位置 0x00000000EDD384A8 时发生访问冲突', 'x64'],
    ['0xC0000005: 场所 0x00000008 の読み取り中にアクセス違反が発生しました', 'ia32'],
    ['C0000005: Zugriffsverletzung beim Lesen an Position 0x0000000000000010', 'x64'],
  ] as const)
    t.equal(parseText(text).architecture, expected, text)
})

t.test('an NTSTATUS is a code in whatever form', async t => {
  const rows: readonly (readonly [text: string, call: string])[] = [
    ['NtQuerySystemInformation failed with: -1073741523', 'NtQuerySystemInformation=1455'],
    ['the exit code is a status: 0xC0000135', '=126'],
    ['NtOpenFile: (0xC0000033) - Object Name invalid', 'NtOpenFile=123'],
    ['NtQuerySystemInformation returned 0xC0000ABC', 'NtQuerySystemInformation=3221228220'],
    ['cannot start the thread: status 0xC0000225', '=1168'],
    ['the exception 0xC06D007E in a delayed import', '=126'],
    ['the exception 0xC06D007F in a delayed import', '=127'],
    ['ReadFile failed at address 0xC0001230', 'ReadFile=failed'],
    ['a pointer 0xc000012d80 of Go', 'nothing'],
  ]
  for (const [text, expected] of rows) t.equal(firstCall(text), expected, text)
})

t.test('a number with what it means beside it is a code of Windows', async t => {
  const rows: readonly (readonly [text: string, call: string])[] = [
    ['start() fails with error code 87 (incorrect parameters)', '=87'],
    ['open() failed with error 5 - access denied', '=5'],
    ['it returns 6: invalid handle', '=6'],
    ['error 193 (no valid Win32 application)', '=193'],
    ['error 87 (eighty-seven problems)', 'nothing'],
    ['error 6 (No such device or address)', 'nothing'],
    ['error 5: Input/output error', 'nothing'],
  ]
  for (const [text, expected] of rows) t.equal(firstCall(text), expected, text)
})

t.test('what never ends hangs', async t => {
  for (const words of ['never finishes', 'is stuck', 'never returns', 'is in an endless loop'])
    t.equal(firstCall(`On Windows, ReadFile ${words}`), 'ReadFile=hang', words)
})

t.test('wrong data are read in other languages', async t => {
  for (const text of [
    'GetModuleFileNameW 返回的结果不正确',
    'ReadFile で読んだデータが不正',
    'GetWindowRect 잘못된 값',
  ])
    t.match(firstCall(text), /=wrong-data$/, text)
})

t.test('Node.js names a standard stream that it does not know', async t => {
  for (const text of [
    'C:\\> tool < in.txt\nError: Implement me. Unknown stdin file type!',
    'node.exe: Error [ERR_UNKNOWN_STDIN_TYPE]: Unknown stdin file type',
  ])
    t.ok(['no-console', 'inheritance'].includes(rankingOf(text)[0] ?? ''), text)
})

t.test('a program of one width that works on a process of the other', async t => {
  for (const text of [
    'On Windows, tool32.exe is stuck when it scans a 64-bit process.',
    'The 32-bit version hangs on Windows when I attach to a 64-bit program.',
    'dumper64 on Windows fails to read 32-bit processes.',
  ])
    t.equal(rankingOf(text)[0], 'process-bitness', text)
})

t.test('a socket that the C runtime is given is of another kind', async t => {
  for (const text of [
    'Windows: it crashes while the sockets are closed; _invalid_parameter_noinfo is on the stack.',
    'On Windows the program crashes: _close is called with a socket.',
  ])
    t.equal(rankingOf(text)[0], 'wrong-kind', text)
})

t.test('a struct that is spoken of is the one, where no call is named', async t => {
  const symptom = parseText(
    'On Windows the program fills NOTIFYICONDATA, but the version is ignored.\nThe BITMAPINFOHEADER is fine.',
  )
  t.same(symptom.structs, ['NOTIFYICONDATA'], 'and only one that differs between the widths')
  t.match(
    rankingOf(
      'In NOTIFYICONDATAW the program sets a version, and Windows treats it as having none.',
    )
      .slice(0, 3)
      .join(),
    /struct-/,
  )
})

t.test('what is said of handles points at their kind, or at their sign', async t => {
  const rows: readonly (readonly [text: string, classes: readonly string[]])[] = [
    ['Windows: reading CF_ENHMETAFILE gives error 6, and CF_DIB works', ['wrong-kind']],
    ['GlobalLock fails with error 6 for CF_BITMAP', ['wrong-kind']],
    ['Marshal.FreeHGlobal: The handle is invalid. (0x80070006)', ['wrong-kind', 'closed-handle']],
    ['FindWindow works on Windows, but a negative handle is refused', ['type-alias']],
    [
      'GetWindowRect fails on Windows when the hwnd is negative',
      ['type-alias', 'number-encoding', 'sentinel-mismatch', 'narrowing-throws'],
    ],
    [
      'OpenServiceW fails, and LastError is not thrown on Windows',
      ['last-error-lost', 'stale-last-error'],
    ],
    [
      'ReadFile fails: bufferAddress = 0xffffffff82798ba8',
      ['return-truncated', 'arg-truncated', 'field-narrowed', 'type-alias'],
    ],
  ]
  for (const [text, expected] of rows)
    t.ok(expected.includes(rankingOf(text)[0] ?? ''), `${text}: ${rankingOf(text)[0]}`)
})
