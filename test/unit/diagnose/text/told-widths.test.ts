import t from 'tap'
import { parseText } from '../../../../src/diagnose/text/parse-text.ts'
import { byRules } from '../../../support/diagnose/by-rules.ts'

t.test('words say in which process it fails', async t => {
  for (const text of [
    'これまで 32bit で作成していたアプリを 64bit に変更したら SendInput が無視される。',
    '程序从32位改到64位以后 SendMessage 无法工作。',
    'Seit wir von 32-Bit auf 64 umgestellt haben, geht SendMessage nicht.',
    'The handle is invalid. Sorry, this is only an issue on 64 bit builds.',
    'CreateFile crashes, but only in x64.',
  ]) {
    const { architecture, okOn } = parseText(text)
    t.same([architecture, okOn], ['x64', 'ia32'], text)
  }
  const narrow = parseText('ReadFile crashes, this only happens in 32-bit processes.')
  t.same([narrow.architecture, narrow.okOn], ['ia32', 'x64'])
  t.equal(parseText('ReadFile crashes. It only works on 64-bit.').okOn, 'x64')
  t.equal(parseText('ReadFile fails, only on 64-bit Windows 10.').okOn, undefined)
})

t.test('a program of 32 bits on a system of 64 is a process of 32 bits', async t => {
  for (const text of [
    'If compiled for an x86 platform and run on a host 64-bit operating system, ReadFile fails.',
    'Our x86 build on 64-bit Windows: EnumProcessModules fails.',
    'A 32-bit program on a 64-bit machine. OpenProcess fails.',
    'targeting x86, running on x64 Windows, VirtualQueryEx fails',
  ])
    t.same([parseText(text).architecture, parseText(text).okOn], ['ia32', undefined], text)
  const wide = parseText(
    'On 32bit builds we may get away with this; on 64bit builds we lose precision and end up crashing.',
  )
  t.same([wide.architecture, wide.okOn], ['x64', 'ia32'])
})

t.test('that it works in one width is a failure in the other', async t => {
  const { failed, architecture, okOn } = parseText(
    'PInvoke SHFileOperation returns 1026 on x86 but works on x64',
  )
  t.same([failed[0]?.call, architecture, okOn], ['SHFileOperation', 'ia32', 'x64'])
})

t.test('an error of a parameter is error 87', async t => {
  for (const text of [
    'On Windows WriteFile gives a parameter error',
    'ReadFile returns: parameter is incorrect',
    'DeviceIoControl failed with an invalid argument',
    'ReadFile 返回参数错误',
  ])
    t.equal(parseText(text).failed[0]?.outcome, '87', text)
})

const firstOf = (text: string): string => byRules(parseText(text)).ranking[0]?.class ?? 'none'

t.test('a driver that was changed, or a second program, is a topic', async t => {
  t.equal(firstOf('Serial port COM7 fails since the latest CH341SER driver; 3.5 is fine'), 'driver')
  t.equal(firstOf('After updating the FTDI driver my serial port does not work'), 'driver')
  t.equal(
    firstOf("Two apps can't access one HID device on Windows: the second one gets null"),
    'busy',
  )
})

t.test('a compiler that comes with MSYS2 is no console', async t => {
  const built = parseText('Access violation in the 64-bit build when compiled with gcc via MSYS2')
  t.same([built.also?.hint, built.also?.redirected], [undefined, undefined])
  t.same(parseText('The handle is invalid, in the terminal of MSYS2').also?.hint, ['console'])
})

t.test('a test of success is no talk of success', async t => {
  t.not(
    firstOf(
      'ctypes\nif not success:\n    raise ctypes.WinError(ctypes.get_last_error())\nOSError: [WinError 0] The handle is invalid.',
    ),
    'stale-last-error',
  )
})

t.test('what winmm says of an invalid handle is error 6', async t => {
  t.equal(
    parseText("Win32Exception: 'The specified device handle is invalid. (5)'").failed[0]?.outcome,
    '6',
  )
})

t.test('what works in one width is no matter of two processes', async t => {
  t.ok(
    byRules(
      parseText(
        'Injecting with CreateRemoteThread works in 32-bit builds but crashes the target process in x64 builds',
      ),
    ).width > 0.5,
  )
})

t.test('what compilers say of types of two widths is a mistake of types', async t => {
  for (const text of [
    "error: cannot convert 'DWORD*' to 'PDWORD_PTR' in the 64-bit mingw build of GetProcessAffinityMask",
    "error C2664: 'SetTimer': cannot convert argument 4 from 'DWORD' to 'UINT_PTR'",
    "note: incompatible pointer types passing 'DWORD *' to parameter of type 'PULONG_PTR'",
    'Win32: expected `isize`, found `i32` in SetWindowLongPtrW',
    'error[E0512]: cannot transmute between types of different sizes: HANDLE and u32, Windows',
  ]) {
    const { width, ranking } = byRules(parseText(text))
    t.ok(width > 0.8, text)
    t.ok(
      ranking.slice(0, 3).some(({ class: name }) => name === 'type-alias'),
      text,
    )
  }
  t.same(parseText("cannot convert 'std::string' to 'int' in ReadFile").described, undefined)
})

t.test('a placeholder of a message is no code', async t => {
  t.equal(
    parseText('ImportError: DLL load failed: %1 is not a valid Win32 application.').failed[0]
      ?.outcome,
    '193',
  )
})

t.test('what is closed in one thread is closed in the other', async t => {
  t.equal(
    firstOf('After CloseHandle(h) in one thread, ReadFile in another fails with error 6'),
    'closed-handle',
  )
})

t.test('functions whose names are words count where they return or fail', async t => {
  t.equal(
    parseText('FindWindow returns 0 although the window exists').failed[0]?.call,
    'FindWindow',
  )
  t.equal(parseText('CreateProcess fails with error 2').failed[0]?.call, 'CreateProcess')
})

t.test('a result that is stored in 32 bits is one that is cut', async t => {
  t.ok(
    byRules(
      parseText(
        'SetWindowsHookEx returns 0 in 64-bit; the GetModuleHandle result is stored in a LONG',
      ),
    ).width > 0.8,
  )
})

t.test('a file that is missing beside the name of a DLL is a module', async t => {
  t.same(parseText('Excel VBA: Run-time error 53: File not found: mylib.dll').also?.call, [
    'module',
  ])
})

t.test('the width of a value in quotes is not that of a process', async t => {
  for (const width of ['32-bit `int`', '32-bit "DWORD"', '32-bit (DWORD)', '32-bit uint32_t'])
    t.equal(
      parseText(`ReadFile fails with error 6: it is declared as ${width}`).architecture,
      undefined,
      width,
    )
})

t.test('what does not work is not fine, in whatever language', async t => {
  for (const text of [
    'ReadFile: error 6. В 64-битной версии не работает.',
    'ReadFile error 6. x64에서 비정상 종료.',
    'ReadFile error 6，64 位下不正常。',
  ])
    t.equal(parseText(text).okOn, undefined, text)
  for (const text of [
    'ReadFile: error 6 в 64-битной версии. В 32-битной версии работает.',
    'ReadFile: error 6 в 64-битной версии. В 32-битной версии нормально.',
    'ReadFile error 6，32 位下正常。',
    'ReadFile error 6. x86에서는 정상입니다.',
    'ReadFile error 6 in x64. В x86 такого нет.',
  ])
    t.equal(parseText(text).okOn, 'ia32', text)
})

t.test('of two processes that are shown the one that fails is meant', async t => {
  for (const text of [
    'Python 3.7.9 (32 bit): WriteFile -> 1\nPython 3.12.2 (64 bit): WriteFile -> 0, GetLastError() = 87',
    'With GOARCH=386 everything works, the amd64 build stops with SetWindowLongPtrW: error 1400',
    'Temurin 8 (32-bit): all fine.\nTemurin 17 (64-bit JVM): SetWindowLong failed with error 1413',
  ]) {
    const { architecture, okOn } = parseText(text)
    t.same([architecture, okOn], ['x64', 'ia32'], text)
  }
})
