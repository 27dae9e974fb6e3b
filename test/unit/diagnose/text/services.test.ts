import t from 'tap'
import { diagnoseSymptom } from '../../../../src/library/diagnose.ts'
import { parseText } from '../../../../src/diagnose/text/parse-text.ts'

/** Whether anything is understood of a text. */
function isUnderstood(text: string): boolean {
  try {
    diagnoseSymptom(parseText(text))
    return true
  } catch {
    return false
  }
}

t.test('what other systems, servers and tools say is no failure of a call of Windows', async t => {
  for (const text of [
    'sendmail[12]: x: to=<a@b>, dsn=5.0.0, stat=Service unavailable, reply=550 Access denied',
    '550 Access is denied.',
    'botocore.exceptions.ClientError: An error occurred (AccessDenied) when calling the GetObject operation: Access Denied',
    '<Error>\n<Code>AccessDenied</Code>\n<Message>Access Denied</Message>\n</Error>',
    'kafka.errors.LeaderNotAvailableError: [Error 5] LeaderNotAvailableError',
    'Got error produce response: org.apache.kafka.common.errors.TimeoutException error code 7',
    '127.0.0.1:6379> SET handle:8 1\n(error) NOAUTH Authentication required.',
    'SQL0901N  The statement failed. (Reason "Invalid handle 5".)  SQLSTATE=58004',
    'The handle 20.1000/100 was not found by the Handle System',
    'OSError: [PaErrorCode -9996] Error opening OutputStream [MME error 2]',
    '<3>WSL (214) ERROR: CreateProcessEntryCommon:505: execvpe(bash) failed 2',
    'Fatal signal 11 (SIGSEGV), code 1 (SEGV_MAPERR), fault addr 0x54 in ReadFileThread',
    'Exception Type:  EXC_CRASH (SIGABRT)\nTermination Reason:    Namespace DYLD, Code 1',
    'kernel: traps: app[443] general protection fault ip:7f1 error:0 in libfoo.so',
    'Thread 2 "rx" received signal SIGSEGV, Segmentation fault.\n[Switching to Thread 0x7ffff (LWP 7)]\nin ReadFile (h=0x54)',
    "Error: ENOENT: no such file or directory, open '/home/u/a.json'",
    ' 5/31 Test  #5: CloseHandle.Invalid ......   Passed    0.06 sec',
    '  <testcase classname="x64" name="ReadFile_invalid_handle_error_6" time="0.1"/>',
    '  ✓ ReadFile returns ERROR_INVALID_HANDLE (6 ms)',
    'PASS: ReadFile error 6 on x64',
    'Product: A (64-bit) -- Installation completed successfully.',
    '  Section contains the following imports:\n    KERNEL32.dll\n   86 CloseHandle\n   CB CreateFileW',
    '86 CloseHandle\nCB CreateFileW\n478 ReadFile',
    'a31f06c win: report error 6 of CloseHandle\n87c1e31 serial: SetCommState on x86',
    'v2.6.0 (x64, x86)\n- Error 87 dialogs are localized\n- CreateFile wrapper',
    '* Thu Mar 07 2024 A <a@b> - 5.1.0-1\n- Fix ReadFile error 6 on 64-bit',
    '#define ERROR_INVALID_HANDLE             6L',
    '// MessageText:\n//\n// The handle is invalid.\n//',
    '{"error":{"code":403,"message":"Access denied","status":"PERMISSION_DENIED"}}',
    '<faultstring>Access denied</faultstring>',
    'smbd: error NT_STATUS_ACCESS_DENIED',
    '[  6.000087] reader[6312]: ReadFile failed: -EINVAL',
    '6 = ERROR_INVALID_HANDLE\n87 = ERROR_INVALID_PARAMETER',
    'case ERROR_INVALID_HANDLE: return "The handle is invalid.";\ncase ERROR_BUSY: return "Busy";',
    '#  SIGSEGV (0xb) at pc=0x00007f3a1c2b10f4, pid=6312\n# C  [librxtxSerial.so+0x54]',
    'Process finished with exit code 139 (interrupted by signal 11: SIGSEGV)',
    'Hallo Jörg, bestelle bitte 6 Handle-Pakete, wie beim letzten Mal?',
  ])
    t.notOk(isUnderstood(text), text)
})

t.test('the same servers and tools tell of Windows with its own codes', async t => {
  for (const text of [
    'kafka.conn: error connecting: [WinError 10061] refused',
    'Error: 823, Severity: 24, State: 2.\nThe operating system returned error 1117(bad) to SQL Server',
    'psql: error: Connection refused (0x0000274D/10061)',
    '6/31 Test  #6: rx ....Exit code 0xc0000139',
    "Error: EPERM: operation not permitted, open 'C:\\a'",
    'ReadFile failed with error 6\n5f6d006 win: see there',
  ])
    t.ok(isUnderstood(text), text)
})

t.test('the last error counts before a number of the program itself', async t => {
  const [first] = parseText('>Error code: 10\n_WinAPI_GetLastError: 5  Access is denied.').failed
  t.match(first, { outcome: '5' })
})
