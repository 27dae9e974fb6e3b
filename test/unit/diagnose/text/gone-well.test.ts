import t from 'tap'
import { linesOf } from '../../../../src/diagnose/text/lines.ts'
import { wellOn } from '../../../../src/diagnose/text/gone-well.ts'

const callsOf = (text: string): readonly string[] =>
  wellOn(linesOf([text]), 0).map(({ call }) => call)

t.test('what goes well is read clause by clause, in many languages and in traces', async t => {
  for (const [text, expected] of [
    ['CreateFileW gives me a handle, but ReadFile returns FALSE', ['CreateFileW']],
    ["GetFileType doesn't fail", ['GetFileType']],
    ["CreateFileW doesn't fail, GetFileType doesn't fail either", ['CreateFileW', 'GetFileType']],
    ['CreateFile and SetCommState succeed, then ReadFile hangs', ['CreateFile', 'SetCommState']],
    ['GetCommState - klappt auch', ['GetCommState']],
    ['Llamo a PurgeComm: correcto.', ['PurgeComm']],
    ['CreateFile en SetupComm gaan wél goed', ['CreateFile', 'SetupComm']],
    ['CreateFile возвращает нормальный дескриптор, а вот ReadFile нет', ['CreateFile']],
    ['CreateFile 成功,返回 0x2D4', ['CreateFile']],
    ['CreateFileを呼ぶとハンドルは返ってくる', ['CreateFile']],
    ['CreateNamedPipeW zwraca poprawny uchwyt (0x1B4)', ['CreateNamedPipeW']],
    ['CreateFileW -> 556', ['CreateFileW']],
    ['CreateFileW ( "a", 0 ) 0x000002d0 0.0001213', ['CreateFileW']],
    ['GetCommState ( 0x2d0, 0x19f8a4 ) TRUE 0.0000187', ['GetCommState']],
    ['0024:Ret  KERNEL32.SetCommMask() retval=00000001 ret=140001a60', ['SetCommMask']],
    ['RegSetValueExW: 0', ['RegSetValueExW']],
  ] as const)
    t.same(callsOf(text), expected, text)
})

t.test('what fails, or is only named, does not go well', async t => {
  for (const text of [
    'ReadFile does not work',
    'ReadFile fails',
    'ReadFile returns NULL and no handle',
    'ReadFile funktioniert nicht',
    'ReadFile не работает',
    'ReadFile 不正常',
    'RegQueryValueExW: 234',
    '0024:Ret  KERNEL32.WaitCommEvent() retval=00000000 ret=140001a9c',
    'OpenProcess -> 5',
    'Which call is it? CreateFile or SetCommState?',
  ])
    t.same(callsOf(text), [], text)
})
