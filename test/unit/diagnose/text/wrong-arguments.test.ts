import t from 'tap'
import { parseText } from '../../../../src/diagnose/text/parse-text.ts'
import { wrongArgumentsIn } from '../../../../src/diagnose/text/wrong-arguments.ts'
import { byRules } from '../../../support/diagnose/by-rules.ts'

t.test('arguments that are exchanged, misplaced or missing are found by the headers', async t => {
  for (const code of [
    'PostMessage(hWnd, Msg, lParam, wParam);',
    'return DefWindowProcW(hWnd, Msg, (WPARAM)lParam, (LPARAM)wParam);',
    'HANDLE f = CreateFileW(path, FILE_SHARE_READ, GENERIC_READ, NULL, OPEN_EXISTING, 0, NULL);',
    'CreateFile(path, GENERIC_READ, FILE_SHARE_READ, NULL, FILE_ATTRIBUTE_NORMAL, OPEN_EXISTING, NULL)',
    'p = VirtualAlloc(None, size, PAGE_READWRITE, MEM_COMMIT)',
    'OpenProcess(pid, FALSE, PROCESS_ALL_ACCESS)',
    'WriteFile(h, text, length, nil, nil);',
    'ok := ReadFile(h, buffer, count,\n   nil, nil);',
    'DeviceIoControl(h, code, NULL, 0, NULL, 0, NULL, NULL)',
    'VirtualFree(base, size, MEM_RELEASE);',
    'VirtualFreeEx(process, base, 4096, MEM_RELEASE)',
    'DWORD pid = GetWindowThreadProcessId(hwnd, NULL);',
  ])
    t.ok(wrongArgumentsIn(code.split('\n')), code)
})

t.test('right calls, calls of something else and declarations are not', async t => {
  for (const code of [
    'PostMessage(hWnd, Msg, wParam, lParam);',
    'SendMessage(lParam, WM_CLOSE, 0, 0);',
    'CreateFileW(path, GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, NULL)',
    'WriteFile(h, text, length, &written, NULL);',
    'WriteFile(h, text, length, NULL, &overlapped);',
    'BOOL WriteFile(HANDLE hFile, LPCVOID lpBuffer, DWORD nNumberOfBytesToWrite, LPDWORD lpNumberOfBytesWritten, LPOVERLAPPED lpOverlapped);',
    'VirtualFree(base, 0, MEM_RELEASE);',
    'VirtualFree(base, size, MEM_DECOMMIT);',
    'DWORD thread = GetWindowThreadProcessId(hwnd, NULL);',
    'ourOwnSend(lParam, wParam)',
    'WriteFile(path, nil, nil)',
  ])
    t.equal(wrongArgumentsIn(code.split('\n')), undefined, code)
})

t.test('what people say of arguments', async t => {
  for (const text of [
    'SetWindowPos does nothing: the last two parameters are swapped in the wrapper.',
    'The arguments of RegSetValueEx are in the wrong order.',
    'WaitForMultipleObjects fails as soon as there are more than 64 handles.',
    'CreateFile fails because the flag FILE_FLAG_BACKUP_SEMANTICS is missing.',
    'GetWindowTextW is given the size in bytes instead of characters.',
    'MapViewOfFile fails: the offset must be a multiple of the allocation granularity.',
    'VirtualAlloc(address, size, type, protect) fails with ERROR_INVALID_ADDRESS in the x86 build',
    'OpenThread: we pass the pid where the thread id is expected',
    'The third parameter of SendInput should be sizeof(INPUT), it is the number of events',
    'Wrong argument order in the call of SetWindowTextW',
    'file errors (87 - bad argument) that come from SetFilePointerEx()',
  ]) {
    const { ranking } = byRules(parseText(text))
    t.equal(ranking[0]?.class, 'bad-parameter', text)
  }
})

t.test('one byte by reference where .NET has to marshal a buffer', async t => {
  const declared = (type: string): string =>
    `[DllImport("kernel32")] static extern bool WriteProcessMemory(IntPtr hProcess, IntPtr lpBaseAddress, ${type} lpBuffer, IntPtr nSize, IntPtr lpNumberOfBytesWritten);\nit returns false`
  const classes = (text: string): readonly string[] =>
    parseText(text).described?.flatMap(own => own.classes) ?? []
  t.ok(classes(declared('ref byte')).includes('bad-parameter'))
  t.notOk(classes(declared('byte[]')).includes('bad-parameter'))
})
