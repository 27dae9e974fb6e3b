import t from 'tap'
import { parseText } from '../../../../src/diagnose/text/parse-text.ts'
import { diagnoseSymptom } from '../../../../src/library/diagnose.ts'
import { UserProblem } from '../../../../src/os/problem.ts'

/** Texts in which no call of Windows failed. */
const silent: readonly string[] = [
  '- [x] #12 WriteFile retries\n- [ ] #31 show a message instead of error 5\n- [ ] #6 x86 installer',
  '0000000000401000 T _open_port\n                 U __imp_CreateFileA\n                 U __imp_GetLastError',
  'D:\\rig\\src\\port.ts\n  12:5   error    ReadFile is defined but never used  no-unused-vars\n  31:1   warning  Unexpected console statement       no-console',
  "==812== Invalid write of size 4\n==812==    at 0x4005D6: WriteFile (port.c:31)\n==812==  Address 0x6 is not stack'd",
  "dyld: Library not loaded: libport.dylib\n  Reason: incompatible architecture (have 'x86_64')",
  'mount.cifs: access denied by server while mounting //nas6/x64',
  'Index: src/io.pas\n===================================================================\n--- src/io.pas\t(revision 12)\n+++ src/io.pas\t(working copy)\n@@ -10,3 +10,4 @@\n begin\n-  if not WriteFile(h, b, n, w, nil) then\n+  if not WriteFile(h, b, n, w, @ov) then\n+    Result := GetLastError; // 87\n end;',
  '--- a/x.c\n+++ b/x.c\n@@ -1,2 +1,2 @@\n-  printf("CreateFile failed: error %d", 5);\n+  log("CreateFile failed: error 5");\n return;',
  'diff -u a.py b.py\n@@ -3,4 +3,4 @@ def f():\n     try:\n-        raise OSError("[WinError 6] The handle is invalid")\n+        raise ctypes.WinError(6)\n',
  'msgid ""\n"CreateFile failed: access is denied"\nmsgstr ""\n"CreateFile a échoué : accès refusé"\n',
  '    <message>\n        <source>The handle is invalid.</source>\n        <translation>Das Handle ist ungültig</translation>\n    </message>',
  '<data name="ErrHandle" xml:space="preserve">\n    <value>The handle is invalid.</value>\n  </data>\n  <data name="ErrAccess" xml:space="preserve">\n    <value>ReadFile failed with error 5</value>',
  'error.handle.invalid=The handle is invalid.\nerror.access.denied=Access is denied.\nerror.port.missing=The system cannot find the file specified.',
  '"err_handle" = "The handle is invalid.";\n"err_access" = "Access is denied.";',
  'STRINGTABLE\nBEGIN\n    IDS_ERR_HANDLE          "The handle is invalid."\n    IDS_ERR_ACCESS          "Access is denied."\nEND',
  '{\n  "errHandle": "The handle is invalid.",\n  "errAccess": "Access is denied.",\n  "errFile": "The system cannot find the file specified."\n}',
  '<string name="err6">The handle is invalid.</string>\n<string name="err5">Access is denied.</string>',
  '| Error | Cause | Solution |\n|---|---|---|\n| 5 | Access is denied | run as admin |\n| `WriteFile failed: 6` | port closed | reopen |',
  'Code;Meaning\n5;Access is denied.\n6;The handle is invalid.\n',
  '# FAQ\n\nQ: What does "ReadFile failed with error 6" mean?\nA: The port was closed. Open it again.\n',
  '## Common errors\n\n### `OSError: [WinError 6] The handle is invalid`\n\n- `CreateFile failed: 5`: run as administrator.',
  '# for decimal 6 / hex 0x6 :\n  ERROR_INVALID_HANDLE                                           winerror.h\n# The handle is invalid.\n# 1 matches found for "6"',
  'Handles  NPM(K)    PM(K)      WS(K)     CPU(s)     Id  SI ProcessName\n-------  ------    -----      -----     ------     --  -- -----------\n    6      87       31        122       5,12       6   1 ReadFile\n',
  '"ReadFile.exe","87","Console","6","5,120 K"\n"WriteFile64.exe","6","Console","1","31 K"',
  'Abbildname                     PID Sitzungsname       Sitz.-Nr. Speichernutzung\n========================= ======== ================ =========== ===============\nReadFile.exe                  5236 Console                    6        87.124 K',
  '  TCP    127.0.0.1:6     0.0.0.0:0    LISTENING    87\nReadFile.exe pid: 6 type: File 87: C:\\x',
  '12.03.2024  10:11                87 ReadFile.log\n12.03.2024  10:12    <DIR>          CreateFile6',
  "FAIL test_port.py\n>       self.assertIn('Access is denied', str(e))\nE       AssertionError: 'Access is denied' not found in 'port closed'\n",
  "  1) port\n       closed:\n     AssertionError: expected 'port closed' to include 'The handle is invalid'\n      at Context.<anonymous> (test/port.js:12:5)",
  '  ● port › closed\n    expect(received).toContain(expected) // indexOf\n    Expected substring: "The handle is invalid"\n    Received string:    "closed by user"\n',
  'Assert.Contains() Failure: Sub-string not found\nString:    "port closed"\nNot found: "The handle is invalid"\n   at Acme.Tests.PortTests.Closed() in C:\\x\\PortTests.cs:line 6',
  'org.junit.ComparisonFailure: expected:<[The handle is invalid]> but was:<[port closed]>\n\tat org.junit.Assert.assertEquals(Assert.java:117)',
  'thread \'main\' panicked at src\\t.rs:6:5:\nassertion failed: msg.contains("The handle is invalid")',
  '[vulkan] Validation Error: [ UNASSIGNED-Threading ] Object 0: handle = 0x57, type = VK_OBJECT_TYPE_DEVICE; | vkQueueSubmit(): invalid handle',
  'vkCreateInstance failed with VK_ERROR_INCOMPATIBLE_DRIVER (-9), handle 0x6',
  'OpenGL error 0x502 in glDrawArrays: GL_INVALID_OPERATION, invalid handle 6',
  'X Error of failed request:  BadWindow (invalid Window parameter)\n  Major opcode of failed request:  6 (X_UnmapWindow)\n  Resource id in failed request:  0x57\n  Serial number of failed request:  87',
  'RuntimeError: CUDA error: invalid resource handle (code 400)\n',
  'clEnqueueNDRangeKernel: CL_INVALID_KERNEL_ARGS (-52), invalid handle',
  'npm error code 6\nnpm error path C:\\x\\node_modules\\win32-api\nnpm error command failed\nnpm error command C:\\Windows\\system32\\cmd.exe /d /s /c node build.js --arch=ia32',
  'yarn run v1.22\nerror Command failed with exit code 5.\ninfo Visit https://yarnpkg.com/en/docs/cli/run',
  "error: test failed, to rerun pass `--lib`\n\nCaused by:\n  process didn't exit successfully: `C:\\x\\target\\debug\\deps\\win32-1.exe` (exit code: 6)",
  "> Task :native:exec FAILED\nExecution failed for task ':native:exec'.\n> Process 'command 'C:\\x\\win32.exe'' finished with non-zero exit value 87",
  '##[error]Process completed with exit code 6.\nC:\\win32\\ReadFile.ps1',
  'winget install Foo.Bar -a x86\n0x8a150044 : Foo',
  'winget upgrade --all\nAn unexpected error occurred: 0x8a150049',
  '[mesa] EGL_BAD_NATIVE_WINDOW (0x300b) handle=0x6',
  'xdotool: BadAccess (attempt to access private resource denied)\nMajor opcode of failed request: 33',
  'cudaErrorInvalidResourceHandle (error 400) due to "invalid resource handle" on CUDA API call',
  'C_OpenSession failed: CKR_SLOT_ID_INVALID (0x3), session handle 0x57',
  'PortTest > closed FAILED\n    org.opentest4j.AssertionFailedError: expected: <The handle is invalid> but was: <closed>',
  '  Failure/Error: expect(msg).to include("Access is denied")\n  expected "closed" to include "Access is denied"',
  '    port_test.go:31: "closed" does not contain "The handle is invalid"\n--- FAIL: TestPort (0.00s)',
  'io_test.cc:31: Failure\nValue of: msg\nExpected: has substring "The handle is invalid"\n  Actual: "closed"',
  '  Expected: String containing "The handle is invalid"\n  But was:  "closed"\n  at Acme.Tests.Closed() in c:\\x.cs:line 6',
  'diff --git a/README.md b/README.md\n@@ -1 +1,2 @@\n # x\n+If you see "WinError 5", run as admin.\n',
  'Return code\tDescription\n5\tAccess is denied.\n87\tThe parameter is incorrect.\n',
  '|Fehlercode|Bedeutung|\n|-|-|\n|6|Das Handle ist ungültig.|\n|5|Zugriff verweigert|',
  'Frage: Was bedeutet "Das Handle ist ungültig"?\nAntwort: Der Port wurde geschlossen.',
  '<xliff><trans-unit id="e6">\n<source>The handle is invalid.</source>\n<target>Handle non valido.</target>\n</trans-unit>',
  'ProcessId Name\n87 ReadFile.exe\nwmic process\nName          ProcessId\nReadFile.exe  6\nCreateFile.exe 5',
]

t.test('catalogues, tables, lists, wanted sentences and other APIs say of no failure', async t => {
  for (const text of silent) {
    const symptom = parseText(text)
    t.same(symptom.failed, [], text)
    t.throws(() => diagnoseSymptom(symptom), UserProblem, text)
  }
})

/** What a text says of its first failure. */
const firstOf = (text: string): string => {
  const [first] = parseText(text).failed
  return first ? `${first.call}=${first.outcome}` : 'nothing'
}

t.test(
  'what failed is read in sessions, in other languages and behind spoiled letters',
  async t => {
    for (const [text, expected] of [
      ['error: read: Access is denied [system:5 at src/a.cpp:12 in function f]', '=5'],
      ['asio error: system:10061', '=10061'],
      [
        'PS C:\\x> [K32]::CloseHandle($h)\nFalse\nPS C:\\x> [System.Runtime.InteropServices.Marshal]::GetLastWin32Error()\n6\nPS C:\\x> ',
        'CloseHandle=6',
      ],
      [
        'PS D:\\> [W]::ReadFile($h, $b, 4, [ref]$n, 0)\nFalse\nPS D:\\> [Runtime.InteropServices.Marshal]::GetLastPInvokeError()\n\n87',
        'ReadFile=87',
      ],
      [
        ">>> kernel32.WriteFile(h, b'x', 1, None, None)\n0\n>>> ctypes.get_last_error()\n6",
        'WriteFile=6',
      ],
      ['>>> k.FlushFileBuffers(h)\n0\n>>> k.GetLastError()\n5\n', 'FlushFileBuffers=5'],
      [
        '(Pdb) kernel32.SetCommState(h, dcb)\n0\n(Pdb) ctypes.GetLastError()\n87\n',
        'SetCommState=87',
      ],
      ['(gdb) p ReadFile(h, buf, 1, 0, 0)\n$3 = 0\n(gdb) p GetLastError()\n$4 = 6', 'ReadFile=6'],
      [
        '(gdb) call WriteFile(h, 0, 0, 0, 0)\n$1 = 0\n(gdb) p (int)GetLastError()\n$2 = 0x57',
        'WriteFile=87',
      ],
      [
        '(lldb) expr SetCommTimeouts(h, &t)\n(BOOL) $0 = 0\n(lldb) expr GetLastError()\n(DWORD) $1 = 6',
        'SetCommTimeouts=6',
      ],
      ['?hCom\n 1084 \n?PurgeComm(hCom, 15)\n 0 \n?Err.LastDllError\n 6 \n', 'PurgeComm=6'],
      [
        'irb(main):003:0> K.CloseHandle(h)\n=> 0\nirb(main):004:0> FFI::LastError.error\n=> 6',
        'CloseHandle=6',
      ],
      [
        'port_test.cpp(12): FAILED:\n  CHECK( WriteFile(h, b, 1, &n, 0) )\nwith messages:\n  handle := 0x00000120\n  GetLastError() := 5',
        'WriteFile=5',
      ],
      ['SerialPortError: ²ÎÊý´íÎó¡£, errno = 87', '=87'],
      ['ReadFile: ¾ä±úÎÞÐ§¡£', 'ReadFile=6'],
      ['Îøèáêà: Îòêàçàíî â äîñòóïå.', '=5'],
      ['CreateFile: æç»è®¿é®ã', 'CreateFile=5'],
      ['WriteFile: ƒnƒ“ƒhƒ‹‚ª–³Œø‚Å‚·B', 'WriteFile=6'],
      [
        "Le service Foo n'a pas pu démarrer en raison de l'erreur : \nLe service n'a pas répondu assez vite à la demande de lancement ou de contrôle.",
        '=1053',
      ],
      [
        'Error 1053: El servicio no respondió a tiempo a la solicitud de inicio o de control',
        '=1053',
      ],
      [
        "error: process didn't exit successfully: `target\\debug\\a.exe` (exit code: 0xc0000139, STATUS_ENTRYPOINT_NOT_FOUND)",
        '=127',
      ],
      [
        "error: test failed, to rerun pass `--lib`\n process didn't exit successfully: a.exe (exit code: 0xc0000005, STATUS_ACCESS_VIOLATION)",
        '=crash',
      ],
      ['The application exited with STATUS_DLL_INIT_FAILED', '=1114'],
      ['hid_open: ReadFile: (0x00000005) Access is denied.', 'ReadFile=5'],
      ['hid_write: WriteFile(0x00000057) failed, the parameter is incorrect', 'WriteFile=87'],
      [
        'hid_error: GetOverlappedResult: (0x0000048F) The device is not connected.',
        'GetOverlappedResult=1167',
      ],
      ['ReadFile(0x00000005) denied access', 'ReadFile=5'],
      ['CloseHandle(0x00000054) failed: 6', 'CloseHandle=6'],
      [
        'Exception code: 0xe06d7363\nFault offset: 0x00000000000cd4a8\nFaulting application name: a.exe',
        '=crash',
      ],
      [
        '# C  [a.dll+0x1]\nsiginfo: EXCEPTION_ACCESS_VIOLATION (0xc0000005), reading address 0x0000000000000009',
        '=crash',
      ],
      [
        'ReadFile fails with error 6 since this change:\n@@ -1,2 +1,2 @@\n- h = open()\n+ h = reopen()\n',
        'ReadFile=6',
      ],
      ['{"level":"error","message":"ReadFile failed: The handle is invalid."}', 'ReadFile=6'],
      [
        '| Version | Result |\n|---|---|\n| x86 | ReadFile works |\n| x64 | ReadFile fails with error 6 |',
        'ReadFile=6',
      ],
      ["E       AssertionError: assert 'timeout' in '[WinError 6] The handle is invalid'", '=6'],
      [
        '    Expected string: "ok"\n    Received string: "ReadFile failed: [WinError 6] The handle is invalid"',
        'ReadFile=6',
      ],
      ['RegEnumKeyEx: error 259 (end of list)\nRegDeleteKey failed: error 5', 'RegDeleteKey=5'],
      [
        'GetTokenInformation size query: error 122, need 44 bytes\nGetTokenInformation ok\nAdjustTokenPrivileges failed, error 1300',
        'AdjustTokenPrivileges=1300',
      ],
      ['CreateFile failed with error 2 (ignored)\nWriteFile failed with error 6', 'WriteFile=6'],
      [
        'Windows PowerShell transcript start\nPS C:\\> $k::SetHandleInformation($h, 1, 0)\nFalse\nPS C:\\> $Error[0]\nPS C:\\> [ComponentModel.Win32Exception][Runtime.InteropServices.Marshal]::GetLastWin32Error()\n\nThe handle is invalid\n',
        'SetHandleInformation=6',
      ],
      [
        'julia> ccall((:CloseHandle, "kernel32"), Cint, (Ptr{Cvoid},), h)\n0\n\njulia> Libc.GetLastError()\n0x00000006',
        'CloseHandle=6',
      ],
      ['> k32.CloseHandle(h)\nfalse\n> k32.GetLastError()\n6\n', 'CloseHandle=6'],
      [
        'In [3]: kernel32.GetFileType(h)\nOut[3]: 0\n\nIn [4]: ctypes.get_last_error()\nOut[4]: 6',
        'GetFileType=6',
      ],
      [
        '0:000> !gle\nLastErrorValue: (Win32) 0x57 (87) - The parameter is incorrect.\nLastStatusValue: (NTSTATUS) 0xc000000d',
        '=87',
      ],
      ['lua> ffi.C.CloseHandle(h)\n0\nlua> ffi.C.GetLastError()\n6', 'CloseHandle=6'],
      [
        'Der Dienst "Foo" wurde mit folgendem Fehler beendet: \nDer angegebene Dienst ist kein installierter Dienst.',
        '=1060',
      ],
      [
        '[SC] StartService FEHLER 1053:\n\nDer Dienst antwortete nicht rechtzeitig auf die Start- oder Steuerungsanforderung.',
        'StartService=1053',
      ],
      ['net start foo\nLe service n’a pas été démarré.\n', '=1062'],
      [
        'Timeout (30000 milliseconds) waiting for the Foo service to connect.\nThe Foo service failed to start due to the following error: The service did not respond to the start or control request in a timely fashion.',
        '=1053',
      ],
      ['ERROR asio: accept: An invalid argument was supplied. [system:10022]', '=10022'],
      ['filesystem error: cannot rename: Access is denied. [C:\\a] [system:5]', '=5'],
      ['I expected ReadFile to return TRUE but it fails with error 6', 'ReadFile=6'],
      [
        'Expected: no error\nActual: ReadFile fails with error 6 (The handle is invalid)',
        'ReadFile=6',
      ],
      ['Check that the handle is valid: ReadFile fails with ERROR_INVALID_HANDLE', 'ReadFile=6'],
      [
        'This patch fixes the truncation:\ndiff --git a/a.cs b/a.cs\n@@ -1 +1 @@\n-static extern bool CloseHandle(int h);\n+static extern bool CloseHandle(IntPtr h);\nWithout it CloseHandle fails with error 6 on x64',
        'CloseHandle=6',
      ],
      ['Q: ReadFile fails with error 6 on x64, why?\n', 'ReadFile=6'],
      [
        '# JRE version: Java(TM) SE Runtime Environment (8.0_45) (build 1.8.0)\n# Java VM: Java HotSpot(TM) Client VM\n# EXCEPTION_ACCESS_VIOLATION (0xc0000005) at pc=0x6d0a1234',
        '=crash',
      ],
      [
        'Error: Could not load native binding, process.platform: win32, os.arch(): x64, process.arch: ia32\nError: The specified module could not be found.',
        '=126',
      ],
    ] as const)
      t.equal(firstOf(text), expected, text)
  },
)

t.test('the process tells its width before the system, a library and a request do', async t => {
  for (const [text, architecture, okOn] of [
    [
      "2024-05-01 [INF] Foo on .NET 8.0, OSArchitecture: Arm64, ProcessArchitecture: X64\nSystem.DllNotFoundException: Unable to load DLL 'foo' (0x8007007E)",
      'x64',
      undefined,
    ],
    [
      'os.name=Windows 10\nos.arch=x86\nPROCESSOR_ARCHITEW6432=AMD64\njava.lang.UnsatisfiedLinkError: C:\\x\\a.dll: The specified module could not be found',
      'ia32',
      undefined,
    ],
    [
      ">>> platform.machine()\n'AMD64'\n>>> platform.architecture()\n('32bit', 'WindowsPE')\n>>> ctypes.WinDLL('x64\\\\a.dll')\nOSError: [WinError 193] %1 is not a valid Win32 application",
      'ia32',
      undefined,
    ],
    [
      "java.lang.UnsatisfiedLinkError: C:\\a\\b.dll: Can't load AMD 64-bit .dll on a IA 32-bit platform",
      'ia32',
      undefined,
    ],
    [
      "java.lang.UnsatisfiedLinkError: C:\\a\\b.dll: Can't load AMD 64-bit .dll on a ARM 64-bit platform",
      'arm64',
      undefined,
    ],
    [
      "java.lang.UnsatisfiedLinkError: Unable to load library 'foo': The specified module could not be found.\nNative library (win32-x86/foo.dll) not found in resource path ([file:/C:/x64/a.jar])\n at com.sun.jna.Native.open(Native.java:1)",
      'ia32',
      undefined,
    ],
    [
      "C:/Ruby27-x64/lib/ruby/2.7.0/fiddle.rb:47:in `initialize': The specified module could not be found. (Fiddle::DLError)",
      'x64',
      undefined,
    ],
    [
      'Exception thrown at 0x00007FF9A1B2C3D4 (KernelBase.dll) in tool.exe: 0xC0000008: An invalid handle was specified.',
      'x64',
      undefined,
    ],
    [
      'Exception thrown at 0x75A2D4F4 (KernelBase.dll) in tool.exe: 0xC0000008: An invalid handle was specified.',
      'ia32',
      undefined,
    ],
    [
      'Unhandled exception at 0x77C5E2F4 (ntdll.dll) in tool.exe: 0xC0000374: A heap has been corrupted (parameters: 0x77C9A2C8).',
      'ia32',
      undefined,
    ],
    [
      'Faulting application name: x64tool.exe\nFaulting module name: foo.dll\nException code: 0xc0000005\nFaulting module path: C:\\Windows\\SysWOW64\\foo.dll',
      'ia32',
      undefined,
    ],
    ['ReadFile fails with error 6 in our app (windows/arm64)', 'arm64', undefined],
    ['GOARCH=arm64 go build; CreateFile returns error 5', 'arm64', undefined],
    ['On Windows on ARM ReadFile fails with error 6', 'arm64', undefined],
    ['ReadFile fails with error 87 on Windows ARM', 'arm64', undefined],
    ['Windows 11 on ARM: WriteFile failed: 6', 'arm64', undefined],
    ['SetWindowsHookEx callback is only working in 32bit, crashes otherwise', 'x64', 'ia32'],
    ['EnumWindows only works when compiled as x86', 'x64', 'ia32'],
    ['On 32-bit Windows ReadFile fails with error 6', 'ia32', undefined],
    ['CreateFile fails with error 5 on a 32-bit Windows 7 machine', 'ia32', undefined],
    ['ReadFile fails. `int` is only for 32-bit handles', undefined, undefined],
    ['VirtualAlloc fails with 487 when it is in low memory 32 bits', undefined, undefined],
    [
      'ReadProcessMemory crashes in x64 builds. On x86 the code is the same but this was never observed there',
      'x64',
      'ia32',
    ],
    ["GetProcAddress crashes on x86 but doesn't crash on x64", 'ia32', 'x64'],
    ['SendMessage crashes in the 64-bit build. It never happened in 32-bit.', 'x64', 'ia32'],
    [
      '# A fatal error has been detected by the Java Runtime Environment:\n# EXCEPTION_ACCESS_VIOLATION (0xc0000005) at pc=0x000000006d0a1234, pid=5, tid=6\nsp=0x000000000251f0a0',
      'x64',
      undefined,
    ],
    [
      '# EXCEPTION_ACCESS_VIOLATION (0xc0000005) at pc=0x6d0a1234, pid=5, tid=6\n# Java Runtime Environment',
      'ia32',
      undefined,
    ],
    ['NodeJS Version: 12.1.0 x64\nError: ReadFile failed with error 6', 'x64', undefined],
    [
      'Node v10.2.1 (ia32) on Windows 10 x64\nError: ReadFile failed with error 6',
      'ia32',
      undefined,
    ],
    [
      'File "C:\\WinPython-64bit-3.6\\lib\\ctypes\\__init__.py", line 3\nOSError: [WinError 6] The handle is invalid',
      'x64',
      undefined,
    ],
    [
      'File "C:/msys64/mingw64/lib/python3.9/ctypes/__init__.py", line 3\nOSError: [WinError 6] The handle is invalid',
      'x64',
      undefined,
    ],
    [
      'File "C:/msys64/mingw32/lib/python3.9/ctypes/__init__.py", line 3\nOSError: [WinError 6] The handle is invalid',
      'ia32',
      undefined,
    ],
    ['EnumProcessModules returns error 299 when the calling process is 64-bit', 'x64', undefined],
    [
      'OpenProcess fails with 5 if the current process is 32-bit and the target is 64-bit',
      'ia32',
      undefined,
    ],
    [
      'We found SendMessage passing a DWORD during the port of Foo to 64-bit. It crashes.',
      'x64',
      'ia32',
    ],
    ['After our migration to x64 SetWindowLong fails', 'x64', 'ia32'],
    [
      'Strawberry Perl (MSWin32-x64-multi-thread)\nWin32::API: ReadFile failed: 6',
      'x64',
      undefined,
    ],
    ['AutoHotkeyU32.exe on Windows 10 64-bit: DllCall ReadFile A_LastError 6', 'ia32', undefined],
    ['A_PtrSize: 4\nDllCall("ReadFile") failed, A_LastError = 6', 'ia32', undefined],
    ['if (IntPtr.Size == 4) return;\nReadFile failed with error 6', undefined, undefined],
    [
      'ctypes.sizeof(c_void_p) = 8, sys.maxsize 9223372036854775807\nReadFile failed with error 6',
      'x64',
      undefined,
    ],
    ['It crashes on x64 with CallWindowProc, on 32-bit no crash', 'x64', 'ia32'],
    [
      'This patch fixes the truncation:\ndiff --git a/a.cs b/a.cs\n@@ -1 +1 @@\n-static extern bool CloseHandle(int h);\n+static extern bool CloseHandle(IntPtr h);\nWithout it CloseHandle fails with error 6 on x64',
      'x64',
      undefined,
    ],
    [
      'Error in loading: Python 3.9.7 (tags/v3.9.7, Aug 30 2021) [MSC v.1929 32 bit (Intel)] on win32, machine AMD64\nOSError: [WinError 193] %1 is not a valid Win32 application',
      'ia32',
      undefined,
    ],
    [
      'dotnet --info\n OS Platform: Windows\n RID: win10-x64\nProcess Architecture: x86\nSystem.BadImageFormatException: 0x8007000B',
      'ia32',
      undefined,
    ],
    [
      '# JRE version: Java(TM) SE Runtime Environment (8.0_45) (build 1.8.0)\n# Java VM: Java HotSpot(TM) Client VM\n# EXCEPTION_ACCESS_VIOLATION (0xc0000005) at pc=0x6d0a1234',
      'ia32',
      undefined,
    ],
    [
      'Error: Could not load native binding, process.platform: win32, os.arch(): x64, process.arch: ia32\nError: The specified module could not be found.',
      'ia32',
      undefined,
    ],
  ] as const) {
    const read = parseText(text)
    t.equal(read.architecture, architecture, text)
    if (okOn !== undefined) t.equal(read.okOn, okOn, text)
  }
})

t.test('a handle is told from a code and from an address', async t => {
  for (const [text, expected] of [
    ['ReadFile(0x00000005) denied access', undefined],
    ['hid_write: WriteFile(0x00000057) failed, the parameter is incorrect', undefined],
    ['SetupComm(0x00000057) failed', undefined],
    ['CloseHandle(0x00000054) failed: 6', 0x54n],
    ['CHECK( WriteFile(h, b, 1, &n, 0) )\n  handle := 0x00000120\n  GetLastError() := 5', 0x120n],
    ['?hCom\n 1084 \n?PurgeComm(hCom, 15)\n 0 \n?Err.LastDllError\n 6 \n', 1084n],
    ['EXCEPTION_ACCESS_VIOLATION (0xc0000005), reading address 0x0000000000000009', undefined],
    ['ReadFile: access violation reading 0x0000000000000054', 0x54n],
  ] as const)
    t.equal(parseText(text).handle, expected, text)
})

t.test('a status is read by its name and by its number', async t => {
  for (const [text, status] of [
    ['a.exe ended: STATUS_DLL_INIT_FAILED', 'c0000142'],
    [
      'process did not exit successfully (exit code: 0xc0000139, STATUS_ENTRYPOINT_NOT_FOUND)',
      'c0000139',
    ],
    ['NtReadFile returned 0xC0000022', 'c0000022'],
  ] as const)
    t.equal(parseText(text).failed[0]?.status, status, text)
})

t.test('a diff that describes a mistake is read', async t => {
  t.ok(
    parseText(
      'diff --git a/a.c b/a.c\n@@ -1 +1 @@\n-/* the handle is truncated to 32 bits */\n+/* as wide as a pointer */',
    ).described,
  )
})
