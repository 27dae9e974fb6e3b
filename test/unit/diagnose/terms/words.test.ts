import t from 'tap'
import { piecesOf, wordsAround } from '../../../../src/diagnose/terms/words.ts'

/** Texts, and their words. */
const rows: readonly (readonly [string, string])[] = [
  ['The handle, the HANDLE', 'the handle'],
  ['hWndParent GWLP_WNDPROC', 'hwndparent wnd parent gwlp_wndproc gwlp wndproc'],
  ['c_void_p, __stdcall', 'c_void_p void stdcall'],
  ['win32 on x64, 32-bit and 86', 'win32 win 32 on x64 64 bit and'],
  ['error 1784 at 0x7FFE0304', 'error at hex7ffe0304 hex ffe'],
  ['read 0x00007FF6A0B1C2D3 with 0x00000006', 'read hexlong with hex6 hex'],
  ['see https://example.org/some-project#frame', 'see'],
  ['Дескриптор неверен', 'дескриптор неверен'],
  ['句柄无效', '句柄无效'],
  ['', ''],
]

for (const [text, words] of rows)
  t.test(`wordsAround(): ${text}`, async t => {
    t.same(wordsAround([text], 0).join(' '), words)
  })

t.test('wordsAround() reads a log around its failure alone', async t => {
  const lines = Array.from({ length: 20_000 }, (_, index) => `line ${'abcdefgh'[index % 8]}x`)
  lines[10_000] = 'ReadFile failed'
  lines[0] = 'early'
  const words = wordsAround(lines, 10_000)
  t.same(
    ['readfile', 'failed', 'line'].filter(word => !words.includes(word)),
    [],
  )
  t.notOk(words.includes('early'))
  t.ok(words.length < 20)
  t.same(wordsAround(['x'.repeat(7000), 'ReadFile'], 1).length, 3, 'too long a word is none')
})

t.test('piecesOf() gives four letters in a row, each once, with the ends of words', async t => {
  t.same(piecesOf(['port', 'ports']), ['<por', 'port', 'ort>', 'orts', 'rts>'])
  t.same(piecesOf(['a', 'is']), ['<a>', '<is>'])
  t.same(piecesOf([]), [])
})
