import t from 'tap'
import { wrongCheckIn } from '../../../../src/diagnose/text/checks.ts'

t.test('a check that no failure of the open meets is found', async t => {
  for (const code of [
    'h = kernel32.CreateFileW(path, 0, 0, None, 3, 0, None)\nif h == 0xFFFFFFFF:',
    'HANDLE h = CreateFile(name, access, 0, NULL, OPEN_EXISTING, 0, NULL);\nif (h == NULL)',
    'HANDLE hFind = FindFirstFileA(pattern, &data);\n\nif (!hFind) return;',
    'let h = FindFirstFileW(p, &mut d);\nif h.is_null() {',
    'hProcess := OpenProcess(access, False, pid);\nif hProcess = INVALID_HANDLE_VALUE then\nif hProcess == INVALID_HANDLE_VALUE',
  ])
    t.equal(wrongCheckIn(code.split('\n'))?.first, 'sentinel-mismatch', code)
})

t.test('a check that meets it, and one of another variable, are not', async t => {
  for (const code of [
    'HANDLE h = CreateFile(name, access, 0, NULL, OPEN_EXISTING, 0, NULL);\nif (h == INVALID_HANDLE_VALUE)',
    'h = OpenProcess(access, False, pid)\nif not h:',
    'HANDLE h = OpenProcess(access, FALSE, pid);\nif (h == NULL)',
    'HANDLE h = CreateFile(name, access, 0, NULL, OPEN_EXISTING, 0, NULL);\nif (other == NULL)',
    'h = ourOwnOpen(name)\nif h == 0:',
  ])
    t.equal(wrongCheckIn(code.split('\n')), undefined, code)
})
