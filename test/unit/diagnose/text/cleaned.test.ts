import t from 'tap'
import { contrastsIn, endsWell } from '../../../../src/diagnose/text/contrasts.ts'
import { parseText } from '../../../../src/diagnose/text/parse-text.ts'
import { withAnswers } from '../../../../src/diagnose/text/sessions.ts'
import { unspoiled } from '../../../../src/diagnose/text/unspoiled.ts'
import { withoutWanted } from '../../../../src/diagnose/text/wanted.ts'

const failedIn = (text: string): readonly string[] =>
  parseText(text).failed.map(({ call, outcome }) => `${call}=${outcome}`)

t.test('a sentence of Windows is read whose bytes were taken for Latin letters', async t => {
  for (const [spoiled, meant] of [
    ['±±¨î¥N½XµL®Ä¡C', '控制代碼無效。'],
    ['ÇÚµéÀÌ Àß¸øµÇ¾ú½À´Ï´Ù.', '핸들이 잘못되었습니다.'],
    ['¾ä±úÎÞÐ§¡£', '句柄无效。'],
  ] as const)
    t.equal(unspoiled(`[WinError 6] ${spoiled}`), `[WinError 6] ${meant}`)
  for (const text of ['ÄÖÜß äöü: The handle is invalid', 'ââââ The handle is invalid'])
    t.equal(unspoiled(text), text, 'it is as it was meant')
})

t.test('the answer of a session stands on the line of its question alone', async t => {
  t.same(withAnswers(['>>> ctypes.get_last_error()', '6', 'x']), [
    '>>> ctypes.get_last_error() -> GetLastError() = 6',
    '',
    'x',
  ])
})

t.test('what a test looked for is not what anybody said', async t => {
  t.equal(withoutWanted("assert msg == 'ReadFile failed with error 6'")?.trim(), 'assert msg')
  t.equal(withoutWanted('ReadFile failed with error 6'), undefined)
})

t.test('a contrast is one of two calls', async t => {
  t.ok(endsWell('I call GetCursorPos fine,'))
  t.notOk(endsWell('I call GetCursorPos fine'), 'no turn follows')
  for (const text of [
    'It works fine, but WindowFromPoint returns 0',
    'GetCursorPos works fine, but it returns 0',
  ])
    t.same(contrastsIn(text), [text])
})

t.test('what was pending, or asked for a size, is a failure where nothing else was', async t => {
  t.same(failedIn('ReadFile returned error 997\nReadFile succeeded'), [])
  t.same(failedIn('ReadFile succeeded\nReadFile returned error 997'), ['ReadFile=997'])
  const closed = 'CloseHandle failed with error 6'
  t.same(failedIn(`GetAdaptersAddresses failed: 111 (buffer size needed 1500)\n${closed}`), [
    'CloseHandle=6',
  ])
  t.same(failedIn(`GetAdaptersAddresses failed: 111\n${closed}`), [
    'GetAdaptersAddresses=111',
    'CloseHandle=6',
  ])
})

t.test('a nil pointer beside a handle may be one of Windows', async t => {
  const panic =
    'panic: runtime error: invalid memory address or nil pointer dereference\n[signal 0xc0000005 code=0x0 addr=0x8 pc=0x4a3f21]\n\nmain.main()\n\tC:/go/src/x/main.go:14 +0x21\n'
  t.same(failedIn(panic), [])
  t.same(failedIn(`${panic}var handle windows.Handle\n`), ['=crash'])
})
