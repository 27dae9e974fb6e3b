import t from 'tap'
import { wrongCheckIn } from '../../../../src/diagnose/text/checks.ts'

t.test('a check that no failure of the open meets is found', async t => {
  for (const code of [
    'h = kernel32.CreateFileW(path, 0, 0, None, 3, 0, None)\nif h == 0xFFFFFFFF:',
    'HANDLE h = CreateFile(name, access, 0, NULL, OPEN_EXISTING, 0, NULL);\nif (h == NULL)',
    'HANDLE hFind = FindFirstFileA(pattern, &data);\n\nif (!hFind) return;',
    'let h = FindFirstFileW(p, &mut d);\nif h.is_null() {',
    'hProcess := OpenProcess(access, False, pid);\nif hProcess = INVALID_HANDLE_VALUE then\nif hProcess == INVALID_HANDLE_VALUE',
    'hProcess = OpenProcess(access, 0, pid)\nIf hProcess = -1 Then',
    'this->event = CreateEventW(NULL, 0, 0, NULL);\nif (INVALID_HANDLE_VALUE == this->event)',
    'thread = (HANDLE)_beginthreadex(NULL, 0, run, p, 0, NULL);\nif (thread == INVALID_HANDLE_VALUE)',
    'if (CreateFileA(name, access, 0, NULL, 3, 0, NULL) == NULL)',
    'if ((h = CreateMutexW(NULL, 0, name)) == INVALID_HANDLE_VALUE)',
    'if (NULL == (h = FindFirstFileW(pattern, &data)))',
    'HANDLE t = CreateThread(NULL, 0, run, p, 0, NULL);\nif (FAILED(t))',
    'r0, _, e1 := syscall.Syscall6(procCertOpenStore.Addr(), 5, p, 0, 0, 0, 0, 0)\nhandle = Handle(r0)\nif handle == InvalidHandle {',
    'r1, _, err := procCreateFileW.Call(name, access, 0, 0, 3, 0, 0)\nif r1 == 0 {',
    'SOCKET s;\ns = accept(listener, NULL, NULL);\nif (s >= 0) {',
  ])
    t.equal(wrongCheckIn(code.split('\n'))?.first, 'sentinel-mismatch', code)
})

t.test('a check that meets it, and one of another variable, are not', async t => {
  for (const code of [
    'HANDLE h = CreateFile(name, access, 0, NULL, OPEN_EXISTING, 0, NULL);\nif (h == INVALID_HANDLE_VALUE)',
    'h = OpenProcess(access, False, pid)\nif not h:',
    'HANDLE h = OpenProcess(access, FALSE, pid);\nif (h == NULL)',
    'HANDLE h = CreateFile(name, access, 0, NULL, OPEN_EXISTING, 0, NULL);\nif (other == NULL)',
    'r0, _, e1 := syscall.Syscall6(procCertOpenStore.Addr(), 5, p, 0, 0, 0, 0, 0)\nhandle = Handle(r0)\nif handle == 0 {',
    'h = ourOwnOpen(name)\nif h == 0:',
    'if (CreateMutexW(NULL, 0, name) == NULL)',
    'thread = (HANDLE)_beginthreadex(NULL, 0, run, p, 0, NULL);\nif (thread == 0)',
    'if (INVALID_HANDLE_VALUE == CreateFileA(name, access, 0, NULL, 3, 0, NULL))',
    // -1 keeps its sign here.
    'int s = accept(listener, NULL, NULL);\nif (s >= 0) {',
    'SOCKET s = socket(AF_INET, SOCK_STREAM, 0);\nif (s == INVALID_SOCKET)',
  ])
    t.equal(wrongCheckIn(code.split('\n')), undefined, code)
})
