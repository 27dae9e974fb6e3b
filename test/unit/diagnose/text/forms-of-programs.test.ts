import t from 'tap'
import { parseText } from '../../../../src/diagnose/text/parse-text.ts'
import { understoodOf } from '../../../../src/diagnose/understood.ts'

const firstOf = (text: string): string => {
  const [first] = parseText(text).failed
  if (!first) return 'nothing'
  return `${first.call}=${first.outcome}${first.status === undefined ? '' : `/${first.status}`}`
}

t.test('programs of Windows give codes in forms of their own', async t => {
  for (const [text, expected] of [
    ['[TUN] Failed to open driver: Access is denied. (Code 0x00000005)', '=5'],
    ['A native exception occurred (Cannot create process, error code: 740).', '=740'],
    ['write failed: &os.PathError{Op:"write", Path:"NUL", Err:syscall.Errno(0x16)}', '=22'],
    ['(OS 10048)AH00072: make_sock: could not bind to address', '=10048'],
    ['O/S-Error: (OS 32) the file is in use', '=32'],
    ['Operating system error 112(no space) on file tempdb.mdf', '=112'],
    ['STATE : 1 STOPPED\nWIN32_EXIT_CODE    : 1068  (0x42c)', '=1068'],
    ['WIN32_EXIT_CODE    : 0  (0x0)', 'nothing'],
    ['WIN32_EXIT_CODE    : 1077  (0x435)', 'nothing'],
    ['80090308: LdapErr: DSID-0C090439, comment: bind, data 533, v4563', '=1331'],
    ['SetFilePointer: FAILED le=131', 'SetFilePointer=131'],
    ['EnumDeviceDrivers failed: (null) (1450)', 'EnumDeviceDrivers=1450'],
    ['(2c4.1b8): Unknown exception - code 000006d9 (first chance)', '=1753'],
    ['Exception thrown at 0x7545B7A2 (KernelBase.dll) in a.exe: 0x000006BE: it failed.', '=1726'],
    ['0024:Ret  KERNEL32.GetLastError() retval=00000005 ret=0040153a', '=5'],
    ['connection to server failed: Connection refused (0x0000274D/10061)', '=10061'],
    ['getLastErrorCode() = 5\ngetLastErrorLocation() = 412', '=5'],
    ['VirtualProtect of 4096 bytes failed with errno=487', 'VirtualProtect=487'],
    ['MainEngineThread is returning 1602', '=1602'],
    ['sendto() failed: 10065', 'sendto=10065'],
    ['listen failed on port 10053', 'nothing'],
    ['WriteFile 失败 6', 'WriteFile=6'],
    ['WriteFile(h) = 0 [6]', 'WriteFile=6'],
    ['exception 0xC0000094 (integer divide by zero)', '=crash/c0000094'],
    ['System Error: 10054 "WinSock: Connection refused"', '=10054'],
  ] as const)
    t.equal(firstOf(text), expected, text)
})

t.test('net.exe says system error in many languages', async t => {
  for (const [text, code] of [
    ['Systemfehler 5 aufgetreten.', '5'],
    ['Error de sistema 85.', '85'],
    ['L’erreur système 1326 s’est produite.', '1326'],
    ["L'erreur systme 1326 s'est produite.", '1326'],
    ['Errore di sistema 1058.', '1058'],
    ['Системная ошибка 5.', '5'],
    ['发生系统错误 1067。', '1067'],
    ['システム エラー 53 が発生しました。', '53'],
  ] as const)
    t.equal(firstOf(`C:\\>net start app\n${text}`), `=${code}`, text)
})

t.test('a status is read as a number, a name, an HRESULT and with leading zeros', async t => {
  for (const [text, expected] of [
    ['hr = 0xD0000034', '=2/c0000034'],
    ['RhCreateAndInject failed with error code = -1073741790', '=5/c0000022'],
    ['status = STATUS_INSUFF_SERVER_RESOURCES (0xC0000205)', '=1130/c0000205'],
    ['NtOpenFile failed: 0xc00000003a STATUS_OBJECT_PATH_NOT_FOUND', 'NtOpenFile=3/c000003a'],
    ['\t00000000C0000022 : Exception code.', '=5/c0000022'],
    ['Exception: C0000005.ACCESS_VIOLATION', '=crash/c0000005'],
    ['LastErrorValue:       1784\nLastStatusValue:      c00000e8', '=1784/c00000e8'],
    [
      "[4412] NtWriteFile( FileHandle=0x88 ) => 0xc0000120 [995 'aborted']",
      'WriteFile=995/c0000120',
    ],
    ['klist failed with 0xc000018b/-1073741429', '=1787/c000018b'],
  ] as const)
    t.equal(firstOf(text), expected, text)
})

t.test('sentences of sockets and of runtimes are read in several languages', async t => {
  for (const [text, code] of [
    ['An existing connection was forcibly closed by the remote host', '10054'],
    ['Eine vorhandene Verbindung wurde vom Remotehost geschlossen.', '10054'],
    ['由于目标计算机积极拒绝，无法连接。', '10061'],
    ['El servidor RPC no está disponible.', '1722'],
    ['L’opération demandée nécessite une élévation.', '740'],
    ['app.exe is not compatible with the version of Windows you’re running.', '216'],
    ["The process cannot access the file 'C:\\a.db' because it is being used", '32'],
    ['Der Prozess kann nicht auf die Datei "C:\\a" zugreifen, da sie verwendet wird.', '32'],
    ["Could not find a part of the path 'C:\\data\\a'.", '3'],
    ['Access is denied to none', '5'],
  ] as const)
    t.equal(firstOf(`System.IO.IOException: ${text}`), `=${code}`, text)
  t.equal(firstOf("IOException: Could not find a part of the path '/app/a'."), 'nothing')
})

t.test('functions are found in installers, in what a DLL lacks, and of ntdll', async t => {
  for (const [text, expected] of [
    ['DeleteFile schlug fehl; Code 5.', 'DeleteFile=5'],
    ['MoveFile a échoué ; code 5.', 'MoveFile=5'],
    ['ninja: fatal: CreateProcess: Access is denied.', 'CreateProcess=5'],
    [
      "Unable to find an entry point named 'GetDpiForWindow' in DLL 'user32.dll'.",
      'GetDpiForWindow=127',
    ],
    ['Failed to call NtMapViewOfSection with error code 87', 'NtMapViewOfSection=87'],
    ['ERROR main ; RtlSetProcessIsCritical (1) c0000061', 'RtlSetProcessIsCritical=1314/c0000061'],
    ['#1 0x7ff in ntdll!RtlUserThreadStart ()\nReadFile failed with error 6', 'ReadFile=6'],
    ['I_NetLogonControl failed: Status = 1311 0x51f', 'I_NetLogonControl=1311'],
  ] as const)
    t.equal(firstOf(text), expected, text)
})

t.test('the width of a process is seen in debuggers and events', async t => {
  for (const [text, expected] of [
    ['VERIFIER STOP 0000000000000350: pid 0x10: Unloading DLL', 'x64'],
    ['VERIFIER STOP 00000350: pid 0x10: Unloading DLL', 'ia32'],
    ['ExceptionAddress: 00007ffb3c1ad4f4 (ntdll!NtClose)', 'x64'],
    ['ExceptionAddress: 77a2b3ea (ntdll!NtClose)', 'ia32'],
    ['Problem Event Name:\tBEX64', 'x64'],
    ['Problem Event Name:\tBEX', 'ia32'],
    ['@eax\t0\tunsigned int', 'ia32'],
    ['App/1.0 (Windows 10.0.22631; amd64)', 'x64'],
    ['RunAsX86: True', 'ia32'],
    ['gems/ffi-1.16.3-x86-mingw32/lib/ffi.rb', 'ia32'],
    ['meter.exe (32-bit)', 'ia32'],
    ['Offset errore 0x000000000010c7e9', 'x64'],
    ['an update for x64-based systems', undefined],
    ['Przesunięcie błędu: 0x00012345', 'ia32'],
    ['Décalage de l’exception:\t0000000000012345', 'x64'],
    ['Ausnahmeoffset:\t00012345', 'ia32'],
    ['matrix: [x86, x64, arm64]', undefined],
    ['Builds: x86/x64/arm64', undefined],
    ['go version go1.22.1 windows/386', 'ia32'],
    ['AutoHotkey v1.1.37.01 U32', 'ia32'],
    ['PHP 8.2.0 (ZTS Visual C++ 2019 x64)', 'x64'],
    ['C:\\Windows\\SysWOW64\\cscript.exe', 'ia32'],
    ['rx.exe *32', 'ia32'],
  ] as const)
    t.equal(
      understoodOf(parseText(`${text}\nReadFile failed with error 6`)).architecture,
      expected,
      text,
    )
})

t.test('runtimes are known by what they print', async t => {
  for (const [text, ffi] of [
    ['open \\\\.\\COM9: Access is denied.', 'go'],
    ['dial tcp 10.0.0.1:80: connectex: Access is denied.', 'go'],
    ['at process.dlopen (a.js:1:1)\nError: Access is denied.', 'js'],
    ['Cannot run program "a.exe": CreateProcess error=5, Access is denied', 'java'],
    ['Exception EOleSysError in module A.EXE at 0012ABCD.\nAccess is denied.', 'native'],
    ["Run-time error '-2147024891 (80070005)':\nAutomation error", 'vba'],
    ["Se ha producido el error '-2147024891 (80070005)' en tiempo de ejecución", 'vba'],
    ['Failed attempt to launch program or document:\nAccess is denied.', 'ahk'],
  ] as const)
    t.equal(parseText(text).ffi, ffi, text)
})

t.test('handles stand behind names in traces, and addresses of modules are none', async t => {
  for (const [text, handle] of [
    ['NtReadFile( FileHandle=0x88, Event=0x90 ) => 0xc0000008', 0x88n],
    ['DeviceIoControl(hDisk=0x000000a4, 0x70000) failed with error 1', 0xa4n],
    ['hPipe=00000000000001F4 WriteFile failed with error 232', 0x1f4n],
    ['Loaded "USER32.DLL" at address 0x76540000\nReadFile failed with error 6', undefined],
    ['{"handle": 500, "api": "ReadFile", "error": 6}', 500n],
    ['<PyHANDLE:500> ReadFile failed with error 6', 500n],
    ['hWnd=000A0B0C SetWindowPos failed with error 1400', 0xa0b0cn],
    ['句柄 0x1f4 无效, ReadFile failed with error 6', 0x1f4n],
    ['handle 20.500.1/6 ReadFile failed with error 6', undefined],
  ] as const)
    t.equal(parseText(text).handle, handle, text)
})
