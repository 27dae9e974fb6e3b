import t from 'tap'
import { bitnessIn } from '../../../../src/diagnose/text/bitness.ts'
import { parseText } from '../../../../src/diagnose/text/parse-text.ts'

t.test('where it works and where it fails, in several languages', async t => {
  for (const line of [
    'Notre outil fonctionne en x86 mais en x64 il plante',
    'El programa funciona en x86, pero en x64 falla',
    'In x86 il programma funziona, ma in x64 errore',
    'Het werkt in x86 maar in x64 crasht het met een fout',
    'Programmet fungerar i x86 men i x64 fejl',
    'x86 では動くが x64 では落ちる',
    'На x86 працює, на x64 падає',
    'fails in 64-bit Excel / works in 32-bit',
    'works in x86, AccessViolationException in x64',
  ]) {
    const { architecture, okOn } = bitnessIn([line])
    t.equal(architecture, 'x64', line)
    t.equal(okOn, 'ia32', line)
  }
  t.same(bitnessIn(['En x86 ne fonctionne pas, en x64 fonctionne']).architecture, 'ia32')
})

t.test('widths of processes and of values, where bits have an s', async t => {
  t.equal(bitnessIn(['con un Python de 64 bits falla']).architecture, 'x64')
  t.equal(bitnessIn(['crashes in the 64 bits build']).architecture, 'x64')
  t.equal(bitnessIn(['un valor de 64 bits no cabe']).architecture, undefined)
  t.equal(bitnessIn(['the cast from a 64bit integer to 32bit fails']).architecture, undefined)
})

t.test('a handle that a script prints is one, and a value that it compares is none', async t => {
  t.equal(parseText('h = CreateFileW(name)\nprint(h)  # -1\nReadFile failed: 6').handle, -1n)
  t.equal(parseText('If hPort = 0 Then MsgBox "no port"\nSetCommState failed: 6').handle, undefined)
})

t.test('both widths in one breath say nothing of the process', async t => {
  for (const [text, architecture, okOn] of [
    ['CreateFile has to work on 32-bit and 64-bit. It failed with error 6.', undefined, undefined],
    ['error 6 of CloseHandle on both x86 and x64', undefined, undefined],
    ['CloseHandle failed with error 6 on 64-bit or 32-bit Windows', undefined, undefined],
    ['error 6 of CloseHandle for 32-bit as well as 64-bit', undefined, undefined],
    ['It works on x86 and x64 fails with error 6 of CloseHandle', 'x64', 'ia32'],
    ['CloseHandle: error 6 on x64 and works on x86', 'x64', 'ia32'],
  ] as const) {
    const read = parseText(text)
    t.same([read.architecture, read.okOn], [architecture, okOn], text)
  }
})
