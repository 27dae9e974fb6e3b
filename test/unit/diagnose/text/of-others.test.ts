import t from 'tap'
import { withoutFrameComments } from '../../../../src/diagnose/text/frame-comments.ts'
import { parseText } from '../../../../src/diagnose/text/parse-text.ts'
import { diagnoseSymptom } from '../../../../src/library/diagnose.ts'
import { UserProblem } from '../../../../src/os/problem.ts'

/** Texts in which no call of Windows failed. */
const foreign: Readonly<Record<string, readonly string[]>> = {
  'numbers of other programs': [
    'curl: (7) Failed to connect to localhost port 8080 after 2043 ms: Connection refused',
    'error: RPC failed; curl 92 HTTP/2 stream 5 was not closed cleanly: CANCEL (err 8)\nfatal: the remote end hung up unexpectedly',
    'Grpc.Core.RpcException: Status(StatusCode="NotFound", Detail="Resource 6 not found")\n   at Acme.Client.OpenProcess(String id) in C:\\src\\Client.cs:line 87',
    'Error: 5 NOT_FOUND: Queue does not exist\n    at callErrorFromStatus (C:\\app\\node_modules\\@grpc\\grpc-js\\build\\src\\call.js:31:19) {\n  code: 5,\n  details: "Queue does not exist"\n}',
    'System.Net.Http.HttpRequestException: Response status code does not indicate success: 403 (Forbidden).\n   at Acme.Files.ReadFile(String name) in C:\\src\\Files.cs:line 31',
    'make[2]: *** [CMakeFiles/win32.dir/build.make:76: CMakeFiles/win32.dir/ReadFile.cpp.obj] Error 1',
    'C:\\src\\app\\app.csproj(31,5): error MSB3073: The command "copy x64\\a.dll out" exited with code 1.',
    "Msg 208, Level 16, State 1, Line 6\nInvalid object name 'dbo.OpenProcess'.",
    'ORA-00942: table or view does not exist\nORA-06512: at "APP.READFILE", line 6',
    "Script: C:\\x\\a.vbs\nLine: 6\nChar: 1\nError: Type mismatch: 'OpenProcess'\nCode: 800A000D\nSource: Microsoft VBScript runtime error",
    'botocore.exceptions.ClientError: An error occurred (AccessDenied) when calling the PutObject operation: Access Denied',
    "C:\\x\\a.vbs(6, 1) Microsoft VBScript runtime error: Object required: 'CreateFile'",
    'Error: Os { code: 2, kind: NotFound, message: "No such file or directory" }',
  ],
  'exceptions that say nothing of Windows': [
    'Traceback (most recent call last):\n  File "C:\\app\\main.py", line 5, in <module>\n    CreateFile(path)\n  File "C:\\app\\util.py", line 87, in CreateFile\n    d[key]\nKeyError: \'ReadTimeout\'',
    "Traceback (most recent call last):\n  File \"C:\\app\\main.py\", line 5, in <module>\n    from win32api import GetShortPathNam\nImportError: cannot import name 'GetShortPathNam' from 'win32api' (C:\\py\\win32api.pyd)",
    '  File "C:\\app\\main.py", line 87\n    CreateFile(path\n              ^\nSyntaxError: \'(\' was never closed',
    'Unhandled exception. System.IndexOutOfRangeException: Index was outside the bounds of the array.\n   at Acme.Native.ReadFile(Byte[] data) in C:\\src\\Native.cs:line 6',
    'Exception in thread "main" java.lang.ArrayIndexOutOfBoundsException: Index 6 out of bounds for length 5\n\tat com.acme.Kernel32.ReadFile(Kernel32.java:31)\n',
    'C:\\app\\win32\\io.js:12\n  CloseHandle(h)\n  ^\n\nReferenceError: CloseHandle is not defined\n    at Object.<anonymous> (C:\\app\\win32\\io.js:12:3)\n\nNode.js v18.17.0',
    "Error: Cannot find module 'C:\\app\\ReadFile.js'\n    at Module._resolveFilename (node:internal/modules/cjs/loader:1077:15) {\n  code: 'MODULE_NOT_FOUND'\n}",
    "C:\\app\\test.rb:6:in `CreateFile': undefined method `size' for nil:NilClass (NoMethodError)\n\tfrom C:/app/test.rb:12:in `<main>'",
    'panic: runtime error: index out of range [6] with length 5\n\ngoroutine 1 [running]:\nmain.ReadFile(...)\n\tC:/src/main.go:31\nexit status 2',
    "thread 'main' panicked at src\\main.rs:6:5:\nindex out of bounds: the len is 5 but the index is 6",
    "CreateFil : The term 'CreateFil' is not recognized as the name of a cmdlet, function, script file, or operable program.\nAt line:1 char:1\n+ CreateFil x\n+ ~~~~~~~~~\n    + CategoryInfo          : ObjectNotFound: (CreateFil:String) [], CommandNotFoundException\n    + FullyQualifiedErrorId : CommandNotFoundException",
  ],
  'builds, tests and lists': [
    "C:/mingw/bin/ld.exe: main.o:main.c:(.text+0x57): undefined reference to `__imp_SetupDiGetClassDevsW'\ncollect2.exe: error: ld returned 1 exit status",
    "main.c:31:5: error: too few arguments to function 'CreateFileA'\n   31 |     CreateFileA(name);\n      |     ^~~~~~~~~~~",
    'error[E0425]: cannot find function `CreateFileW` in this scope\n --> src\\main.rs:6:5\n  |\n6 |     CreateFileW(name);\n  |     ^^^^^^^^^^^ not found in this scope',
    'TAP version 14\nok 1 - WriteFile writes 6 bytes\nnot ok 2 - parse\n  ---\n  found: 5\n  wanted: 6\n  ...\n1..2\n# failed 1 of 2 tests',
    '[ RUN      ] Serial.ReadFile\n[       OK ] Serial.ReadFile (6 ms)\nserial_test.cpp(87): error: Expected equality of these values:\n  a\n    Which is: 5\n[  FAILED  ] Serial.Close (0 ms)',
    ' PASS  test/ReadFile.test.js\n FAIL  test/win32.test.js\n  ● parses\n    expect(received).toBe(expected)\n    Expected: 6\n    Received: 5\nTests:       1 failed, 86 passed, 87 total',
    '# Changelog\n\n## [1.2.3] - 2023-01-01\n### Fixed\n* CreateFile failed with error 5 when the port was open\n* WriteFile crash on 64-bit',
    'ERROR_INVALID_HANDLE      6\nERROR_ACCESS_DENIED       5\nERROR_GEN_FAILURE        31',
    'Release notes 2.4\n\nBug fixes:\n- CloseHandle was called twice (error 6)\n- ReadFile failed on ARM64',
    '* 1.4.2 (2020-05-06)\n  - fix WriteFile failing with 87\n  - fix crash in CloseHandle',
    'commit 3f2a1b9c\nAuthor: A <a@example.org>\nDate:   Mon Mar 4 2024\n\n    Fix ReadFile failing with ERROR_INVALID_HANDLE (6)',
    'ERROR_INVALID_HANDLE\n6 (0x6)\nThe handle is invalid.\n\nERROR_NOT_ENOUGH_MEMORY\n8 (0x8)\nNot enough memory resources are available to process this command.',
    '5 (0x5)  ERROR_ACCESS_DENIED Access is denied.\n6 (0x6)  ERROR_INVALID_HANDLE The handle is invalid.\n31 (0x1F) ERROR_GEN_FAILURE A device attached to the system is not functioning.',
    'C:\\src\\ReadFile.java:31: error: cannot find symbol\n  symbol:   method CloseHandle(int)\n1 error',
    '--- FAIL: TestReadFile (0.06s)\n    read_test.go:31: got 5, want 6\nFAIL\nexit status 1\nFAIL\texample.org/win32\t0.31s',
    'Failures:\n  1) Serial ReadFile returns 6 bytes\n     Failure/Error: expect(n).to eq(6)\n87 examples, 1 failure',
    '#define ERROR_FILE_NOT_FOUND 2L\n#define ERROR_ACCESS_DENIED 5L\n#define ERROR_INVALID_HANDLE 6L',
    'If the function fails, the return value is INVALID_HANDLE_VALUE. To get extended error information, call GetLastError.',
    'Section contains the following imports:\n\n    KERNEL32.dll\n             140004000 Import Address Table\n                   3C9 ReadFile\n                   612 WriteFile',
    '127.0.0.1 - - [12/Mar/2024:10:11:12 +0000] "GET /api/ReadFile?handle=6 HTTP/1.1" 404 87 "-" "Mozilla/5.0 (Windows NT 10.0; Win64; x64)"',
  ],
  'questions in advance': [
    'Is it safe to keep a HANDLE in an int? ReadFile could end with ERROR_INVALID_HANDLE (6). Nothing is broken here, just asking.',
    'We are about to port a tool to 64 bits. Nothing fails so far, I just want to avoid "The handle is invalid".',
    'The docs say that CloseHandle can fail with error 6. I have not tried it yet, nothing is broken so far.',
  ],
  'calls that went well, and other systems': [
    'CreateFile -> 0x1c4 OK\nReadFile -> OK (6 bytes)\nWriteFile -> OK\nCloseHandle -> OK',
    'CreateFile("COM6") = 84\nGetLastError() = 0\nReadFile(84) = TRUE\nCloseHandle(84) = TRUE',
    'ReadFile returned TRUE, bytesRead=6, GetLastError=0',
    'CreateFileA: success, handle=0x54\nGetLastError: 0\nWriteFile: success, 87 bytes',
    '2024-03-12 10:11:13 INFO  CreateFile COM6 ok\n2024-03-12 10:11:14 INFO  0 errors, 6 warnings',
    "Error: ENXIO: no such device or address, open '/dev/tty'",
    "Unhandled exception. System.ComponentModel.Win32Exception (13): An error occurred trying to start process '/app/tool.exe'. Permission denied\n   at System.Diagnostics.Process.ForkAndExecProcess(ProcessStartInfo startInfo)",
  ],
}

for (const [kind, texts] of Object.entries(foreign))
  t.test(`nothing is read in ${kind}`, async t => {
    for (const text of texts) {
      const symptom = parseText(text)
      t.same(symptom.failed, [], text)
      t.throws(() => diagnoseSymptom(symptom), UserProblem, text)
    }
  })

t.test('what is left out is listed with its reason', async t => {
  const { failed, ignored = [] } = parseText(
    'main.obj : error LNK2019: unresolved external symbol ReadFile\nWriteFile failed with error 6',
  )
  t.same(failed, [{ call: 'WriteFile', outcome: '6' }])
  t.match(ignored, [{ text: /^main\.obj/, reason: /source file/ }])
})

t.test(
  'a code of Windows, a value that does not fit and a mistake are read wherever they stand',
  async t => {
    for (const [text, outcome] of [
      ['curl: (35) schannel: InitializeSecurityContext failed (0x80070005)', '5'],
      ['FAILED tests/test_a.py::test_read - OSError: [WinError 6] The handle is invalid', '6'],
      ['ERROR_INVALID_HANDLE\n6 (0x6)\nThe handle is invalid.', '6'],
      ['ReadFile failed\nGetLastError() = 0\nCloseHandle OK', '0'],
      ['Script: C:\\x\\a.vbs\nError: Access is denied.\nCode: 80070005', '5'],
      ['not ok 3 - ReadFile: [WinError 6] The handle is invalid', '6'],
      ['C:\\a.targets(1,5): error MSB6006: "a.exe" exited with code -1073741819.', 'crash'],
      ['TypeError: Expected void * but got a Number', 'refused'],
      ['ImportError: DLL load failed: %1 is not a valid Win32 application.', '193'],
      [
        'java.lang.IllegalArgumentException: Argument value 0x7ff6c1230000 exceeds native capacity (4 bytes) mask=0x0',
        'overflow',
      ],
      ["AttributeError: function 'GetWindowLongPtrW' not found", '127'],
    ] as const)
      t.equal(parseText(text).failed[0]?.outcome, outcome, text)
    t.match(
      parseText("main.c(12): warning C4311: 'type cast': pointer truncation from 'HWND' to 'LONG'")
        .described,
      [{ classes: ['arg-truncated'] }],
    )
  },
)

t.test('what people say in prose stays understood', async t => {
  for (const text of [
    'ReadFile does not work on 64-bit',
    'EnumWindows returns nothing in 64-bit Python. The callback gets wrong handles.',
    'v1.2.3 of my app: WriteFile fails with error 6 on 64 bit',
    '## 1. Describe the bug\nCloseHandle fails with error 6\n## 2. Expected\n- no error',
    'The ReadFile call returns FALSE and GetLastError returns 6. The documentation says: If the function fails, the return value is zero.',
  ])
    t.ok(diagnoseSymptom(parseText(text)).ranking.length > 0, text)
})

t.test('a comment behind code in a stack is of another day', async t => {
  for (const [text, expected] of [
    [
      'Traceback (most recent call last):\n  File "C:\\a.py", line 3, in <module>\n    h = kernel32.CreateFileW(p)  # WriteFile failed with 87 before\nFileNotFoundError: [WinError 2] The system cannot find the file specified',
      'CreateFileW=2',
    ],
    [
      '  12 | SetCommState(h, &dcb); // error 5 in ReadFile\nSetCommState failed: 87',
      'SetCommState=87',
    ],
  ] as const) {
    const [first] = parseText(text).failed
    t.equal(`${first?.call}=${first?.outcome}`, expected, text)
  }
})

t.test('a sign of a comment in quotation marks, and in prose, begins none', t => {
  for (const text of ['> ReadFile(h, "a # b")', 'See # 6 in the list', '> f("http: // x")'])
    t.same(withoutFrameComments([text]), [text])
  t.same(withoutFrameComments(['> f(1) # now']), ['> f(1)'])
  t.end()
})

t.test('the first call that really failed counts', async t => {
  for (const [text, expected] of [
    ['ReadFile pending: error 997\nReadFile failed: error 38', 'ReadFile=38'],
    [
      'attempt 1: CreateFile failed: error 32, retrying\nopened after 2 attempts\nWriteFile failed: error 5',
      'WriteFile=5',
    ],
    [
      'attempt 1: CreateFile failed: error 32, retrying\nattempt 2: CreateFile failed: error 32',
      'CreateFile=32',
    ],
    ['ReadFile failed: error 997', 'ReadFile=997'],
    ['ReadFile: GetLastError() = 997\nGetOverlappedResult ok', 'nothing'],
    [
      '>       h = _winapi.DuplicateHandle(\n            _winapi.GetCurrentProcess(), handle, 0, 1)\nE       OSError: [WinError 6] The handle is invalid',
      'DuplicateHandle=6',
    ],
  ] as const) {
    const [first] = parseText(text).failed
    t.equal(first ? `${first.call}=${first.outcome}` : 'nothing', expected, text)
  }
})

t.test('a report that says where nothing fails is read', async t => {
  for (const text of [
    'ReadFile fails with error 6 on x64. On x86 nothing fails here.',
    'ReadFile fails with error 6 in the 64-bit build. Nothing has failed so far in the 32-bit build.',
    'Just wondering why ReadFile fails with error 6.',
  ])
    t.match(parseText(text).failed, [{ call: 'ReadFile', outcome: '6' }], text)
})
