import t from 'tap'
import { diagnoseSymptom } from '../../../../src/library/diagnose.ts'
import { parseText } from '../../../../src/diagnose/text/parse-text.ts'

t.test('a crash after a copy of memory is that of the function that copies', async t => {
  for (const [text, via] of [
    [
      'EXCEL.EXE, exception code 0xc0000005 after I call CopyMemory from VBA, 64-bit Office',
      'CopyMemory',
    ],
    ['64-bit Excel crashes with an access violation in RtlMoveMemory', undefined],
  ] as const)
    t.match(
      parseText(text).failed[0],
      { call: 'RtlMoveMemory', outcome: 'crash', ...(via === undefined ? {} : { via }) },
      text,
    )
})

t.test('an address that is kept in 32 bits is described', async t => {
  for (const text of [
    'RtlMoveMemory crashes in 64-bit Office with VarPtr stored in a Long',
    'SendMessageW crashes on x64: the pointer is kept in an int',
    'WriteFile crashes on x64, the address was saved in a DWORD',
  ]) {
    const symptom = parseText(text)
    t.ok(
      symptom.described?.some(({ classes }) => classes.includes('field-narrowed')),
      text,
    )
    t.equal(diagnoseSymptom(symptom).ranking[0]?.class, 'field-narrowed', text)
  }
  for (const text of [
    'RtlMoveMemory crashes in 64-bit Office with VarPtr stored in a LongPtr',
    'SendMessageW crashes on x64: the pointer is kept in an int64',
  ])
    t.notOk(
      parseText(text).described?.some(({ classes }) => classes.includes('field-narrowed')),
      text,
    )
})
