import t from 'tap'
import { functionPage } from '../../../src/explain/topics/function-page.ts'
import { explain } from '../../../src/library/explain.ts'
import { renderMarkdown } from '../../../src/text/markdown.ts'

const pageOf = (words: string): string => {
  const found = functionPage(words)
  return found ? renderMarkdown(found.page()) : ''
}

t.test('a function is found as people write it', async t => {
  for (const [words, name] of [
    ['GetDC', 'GetDC'],
    ['FindWindow', 'FindWindowW'],
    ['user32!FindWindowA', 'FindWindowA'],
    ['kernel32.FindFirstFileW', 'FindFirstFileW'],
    ['kernel32.dll!FindFirstFileW', 'FindFirstFileW'],
    ['CloseHandle()', 'CloseHandle'],
  ] as const)
    t.equal(functionPage(words)?.name, name, words)
  for (const words of ['getdc', 'GetDCC', 'GetDC fails', '', 'constructor', '6'])
    t.equal(functionPage(words), undefined, words)
})

t.test('the page has widths, the value of failure, the last error and the closer', async t => {
  for (const [name, ...expected] of [
    ['GetDC', '| `hWnd` | HWND | 8 | 4 |', 'it returns NULL', 'ReleaseDC', 'of an earlier call'],
    ['FindFirstFileW', 'INVALID_HANDLE_VALUE: -1', 'It sets the last error', 'FindClose'],
    ['RegOpenKeyExW', 'It returns the error code itself', 'The HKEY that it writes', 'RegCloseKey'],
    ['LsaLogonUser', 'It returns the error itself, an NTSTATUS', 'CloseHandle'],
    ['WSASocketW', 'WSAGetLastError'],
    ['GetCurrentThread', 'It cannot fail'],
  ] as const)
    for (const part of expected)
      t.match(pageOf(name).replaceAll('`', ''), part.replaceAll('`', ''), name)
  t.notMatch(pageOf('GetCurrentThread'), 'last error')
})

t.test(
  '`explain` answers for functions, and proposes functions for a name that looks like one',
  async t => {
    const [page, ...others] = await explain('GetDC')
    t.match(page, { kind: 'function', name: 'GetDC', markdown: 'ReleaseDC' })
    t.same(others, [])
    await t.rejects(explain('CreateFilW'), { message: 'did you mean CreateFileW' })
    await t.rejects(explain('lucki'), { message: 'did you mean lucky' })
  },
)
