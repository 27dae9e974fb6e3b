import t from 'tap'
import { callsOf } from '../../../../src/diagnose/symptom.ts'
import { parseText } from '../../../../src/diagnose/text/parse-text.ts'
import { understoodOf } from '../../../../src/diagnose/understood.ts'

const firstOf = (text: string): string => {
  const [first] = parseText(text).failed
  return first ? `${first.call}=${first.outcome}` : 'nothing'
}

t.test('a code is read in the form of the program that gives it', async t => {
  for (const [text, expected] of [
    ['WriteFile: GetLastError() = 05h', 'WriteFile=5'],
    ['DeviceIoControl returned error 0006h', 'DeviceIoControl=6'],
    ['ReadFile failed: error 6 after 2h', 'ReadFile=6'],
    ['The Foo service failed to start due to the following error: \n%%1053', '=1053'],
    ['  <Data Name="param2">%%2147942402</Data>', '=2'],
    ['Accesses: %%1538', 'nothing'],
    ['[!] failed to obtain device handle (0x2)', '=2'],
    ['Unable to open the port (0x80070005).', '=5'],
    ["couldn't load the DLL (0x7e)", '=126'],
    ['failed to map memory at (0x7ffe0000)', 'nothing'],
    ['failed to open file (0x2) of 12 files', 'CreateFileW=failed'],
    [
      '2020-01-01 10:00:00 UTC [4412] FATAL:  could not create shared memory segment: error code 1455',
      '=1455',
    ],
    ['[SC] OpenSCManager FAILED 5:\r\n\r\nAccess is denied.', 'OpenSCManager=5'],
    ['IOException: Win32 IO returned 112. Path: C:\\Users\\me\\save.dat', '=112'],
    [
      'Caused by: java.io.IOException: CreateProcess error=206, The filename is too long',
      'CreateProcess=206',
    ],
    ['fatal: unable to connect: errno 10061', '=10061'],
    ["OSError: cannot load library 'a.dll': error 0x7e. Additionally", 'LoadLibraryW=126'],
    ['{"level":"error","api":"DeviceIoControl","win32":1784}', 'DeviceIoControl=1784'],
    [
      '==7==ERROR: AddressSanitizer: access-violation on unknown address at ReadFile',
      'ReadFile=crash',
    ],
  ] as const)
    t.equal(firstOf(text), expected, text)
})

t.test('what a process shows of itself tells its width', async t => {
  for (const [text, expected] of [
    ['Ausnahmecode: 0xc0000005\nFehleroffset: 0x0004df3c', 'ia32'],
    ['Exception code: 0xc0000005\nFault offset: 0x0000000000012345', 'x64'],
    ['Access violation in C:\\Windows\\SysWOW64\\KERNELBASE.dll', 'ia32'],
    ['eax=00000006 ebx=00000000 ecx=7ffe0300\nAccess violation', 'ia32'],
    ['rax=00000000ffffffff rcx=00000000000000f4\nAccess violation', 'x64'],
    ['rip=00007ff6c1c31a2b rsp=000000d1b1aff8a8\nAccess violation', 'x64'],
    ['00007ff6`c1c31a2b 8b01 mov eax,dword ptr [rcx]\nAccess violation', 'x64'],
    ['Is64BitOperatingSystem: True, Is64BitProcess: False\nReadFile failed with error 6', 'ia32'],
    ['IntPtr.Size = 8\nReadFile failed with error 6', 'x64'],
    ['if (IntPtr.Size == 4) return;\nReadFile failed with error 6', undefined],
    ['Tool 3.2 (32-bit, windows)\nReadFile failed with error 6', 'ia32'],
    [
      'C:\\hostedtoolcache\\windows\\Python\\3.9.13\\x64\\python.exe\nReadFile failed with error 6',
      'x64',
    ],
    ["Invalid MEX-file 'a.mexw32': The specified module could not be found.", 'ia32'],
    [
      "unable to load 'C:/R/library/rJava/libs/i386/rJava.dll':\n LoadLibrary failure:  Access is denied.",
      'ia32',
    ],
  ] as const)
    t.equal(parseText(text).architecture, expected, text)
})

t.test('messages of libraries tell the language', async t => {
  for (const [text, expected] of [
    ['C:\\dev\\wx\\src\\msw\\thread.cpp(501): error 6', 'native'],
    [
      "terminate called after throwing an instance of 'std::system_error'\n what(): The handle is invalid.",
      'native',
    ],
    [
      'app.cpp(9)\\a.exe!00007FF6B1C31A2B: (caller: 0) ReturnHr(2) tid(1a2c) 80070006 The handle is invalid.',
      'native',
    ],
    ['ghc.exe: CreateDirectory "C:\\\\x": permission denied (Access is denied.)', 'native'],
    ['Puppet::Util::Windows::Error: Failed to open:  Access is denied.', 'ruby'],
    ['LoadLibrary failure:  The specified module could not be found.', 'r'],
    [
      "FileSystemException: readInto failed, path = '' (OS Error: The handle is invalid.\n, errno = 6)",
      'dart',
    ],
    ["OSError: cannot load library 'a.dll': error 0x7e", 'cffi'],
    [
      'System.ComponentModel.Win32Exception: Access is denied\n at Tool.Main() in C:\\a\\Main.vb:line 6',
      'vbnet',
    ],
    ["Invalid MEX-file 'a.mexw64': The specified module could not be found.", 'other'],
  ] as const)
    t.equal(understoodOf(parseText(text)).ffi, expected, text)
})

t.test('the status beside a code or a crash is kept', async t => {
  const ofDebugger =
    'LastErrorValue: (Win32) 0x6 (6) - The handle is invalid.\nLastStatusValue: (NTSTATUS) 0xc0000024 - Object Type Mismatch'
  t.equal(parseText(ofDebugger).failed[0]?.status, 'c0000024')
  const crash = parseText('ReadFile: Exception 0xc0000005 0x8 0x0 0x0')
  t.match(crash.failed, [{ call: 'ReadFile', outcome: 'crash', status: 'c0000005' }])
  t.same(callsOf(crash), { readfile: 'crash' })
})

t.test('the handle of a trace is that of the failure where the trace has one', async t => {
  for (const [text, expected] of [
    [
      'CreateFileW(COM5) -> 0x54\nSetupComm(0x54, 64, 64) -> 1\nReadFile -> 0, GetLastError = 6',
      0x54n,
    ],
    [
      'OpenProcess -> 0x54\nOpenThread -> 0x58\nWaitForSingleObject -> FAILED, GetLastError = 6',
      undefined,
    ],
    ['{"msg":"WaitForSingleObject failed","handle":"0x1d8","err":6}', 0x1d8n],
    ['ReadFile ( 0x000001ac, 0x0014f6a0, 12 ) FALSE 6 = The handle is invalid.', 0x1acn],
    ['DeviceIoControl(\\\\?\\Volume{1} - 00000000000001A8,0x0053c008).  hr = 0x80070006', 0x1a8n],
    ['CreateFile -> OK, handle 0x54\nReadFile -> OK', undefined],
  ] as const)
    t.equal(parseText(text).handle, expected, text)
})

t.test('a wrapper of Go in a stack stands for its call', async t => {
  t.equal(
    firstOf(
      'Exception 0xc0000005 0x8 0x0 0x0\nPC=0x0\n\nexample.org/serial.setCommState(0x1c4, 0xc000)\n\tC:/src/zsyscall_windows.go:88 +0x6f',
    ),
    'SetCommState=crash',
  )
})

t.test('a file that is called like a function is none', async t => {
  t.equal(firstOf('C:\\app\\CloseHandle.py failed\nReadFile failed with error 6'), 'ReadFile=6')
})

t.test(
  'a file of Perl tells the language, though its modules are named as those of Ruby',
  async t => {
    const text = "Can't open COM3: The handle is invalid. at read.pl line 12. (Win32::SerialPort)"
    t.equal(understoodOf(parseText(text)).ffi, 'perl')
  },
)

t.test(
  'a cast that .NET checks is one that throws, and one that it does not check is none',
  async t => {
    const firstIn = (text: string): string | undefined => parseText(text).described?.[0]?.first
    const crash = 'A crash in a 64-bit process, in Window.cs:\n'
    t.equal(firstIn(`${crash}int scancode = ((int)lParam & 0x00ff0000) >> 16;`), 'narrowing-throws')
    t.equal(firstIn(`${crash}int x = (int)wParam;`), 'narrowing-throws')
    t.not(firstIn(`${crash}int x = unchecked((int)lParam);`), 'narrowing-throws')
    t.not(
      firstIn('A crash in a 64-bit process, in window.cpp:\nint x = (int)lParam;'),
      'narrowing-throws',
    )
  },
)
