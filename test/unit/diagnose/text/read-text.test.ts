import t from 'tap'
import { readSymptom, TextProblem } from '../../../../src/diagnose/text/read-text.ts'
import { understoodOf } from '../../../../src/diagnose/understood.ts'

/** Sentences of code 6 as consoles of different code pages write them. */
const encoded: readonly (readonly [string, readonly number[] | string])[] = [
  ['cp932', '83 6e 83 93 83 68 83 8b 82 aa 96 b3 8c f8 82 c5 82 b7 81 42'],
  ['cp936', 'be e4 b1 fa ce de d0 a7 a1 a3'],
  ['cp949', 'c7 da b5 e9 c0 cc 20 c0 df b8 f8 b5 c7 be fa bd c0 b4 cf b4 d9 2e'],
  ['cp950', 'b1 b1 a8 ee a5 4e bd 58 b5 4c ae c4 a1 43'],
  ['cp1251', 'cd e5 e2 e5 f0 ed fb e9 20 e4 e5 f1 ea f0 e8 ef f2 ee f0 2e'],
  ['cp866', '8d a5 a2 a5 e0 ad eb a9 20 a4 a5 e1 aa e0 a8 af e2 ae e0 2e'],
  ['cp850', '44 61 73 20 48 61 6e 64 6c 65 20 69 73 74 20 75 6e 67 81 6c 74 69 67 2e'],
  ['cp1252', '44 61 73 20 48 61 6e 64 6c 65 20 69 73 74 20 75 6e 67 fc 6c 74 69 67 2e'],
  ['cp1250', '4e 69 65 70 72 61 77 69 64 b3 6f 77 65 20 64 6f 6a 9c 63 69 65 2e'],
  ['cp852', '4e 65 70 6c 61 74 6e ec 20 70 6f 70 69 73 6f 76 61 9f'],
]
const bytesOf = (hex: string): Buffer => Buffer.from(hex.replaceAll(' ', ''), 'hex')

for (const [name, hex] of encoded) {
  for (const lines of [0, 8000]) {
    t.test(`a text in ${name} with ${lines} lines before its error is read`, async t => {
      const text = Buffer.concat([
        Buffer.from('DEBUG 17:04 nothing to be seen in this line\n'.repeat(lines)),
        Buffer.from('ReadFile: '),
        bytesOf(String(hex)),
        Buffer.from('\nthe end\n'.repeat(lines + 1)),
      ])
      const { calls, line } = understoodOf(await readSymptom([text], name))
      t.same(calls, [{ function: 'ReadFile', code: 6, ok: false }])
      t.equal(line, lines + 1)
    })
  }
}

t.test('a stray byte spoils no text', async t => {
  const text = Buffer.concat([Buffer.from('ReadFile: The handle is invalid.'), Buffer.from([0xe9])])
  t.match((await readSymptom([text], 'log')).failed, [{ call: 'ReadFile', outcome: '6' }])
})

t.test('UTF-8 with a mark and UTF-16 of both orders are read', async t => {
  const text = '\ufeffReadFile: \u53e5\u67c4\u65e0\u6548\u3002\n'
  const swapped = Buffer.from(text, 'utf16le').swap16()
  const unmarked = Buffer.from('ReadFile: The handle is invalid.\n', 'utf16le')
  for (const bytes of [Buffer.from(text), Buffer.from(text, 'utf16le'), swapped, unmarked])
    t.match((await readSymptom([bytes], 'log')).failed, [{ call: 'ReadFile', outcome: '6' }])
})

t.test('a text may come in pieces of any length', async t => {
  const text = Buffer.from(
    `${'x'.repeat(300)}\n`.repeat(3000) +
      'PurgeComm failed with error 6\n' +
      `${'y'.repeat(90)}\n`.repeat(3000),
  )
  for (const length of [1000, 65536, 1 << 20]) {
    const pieces = Array.from({ length: Math.ceil(text.length / length) }, (_, index) =>
      text.subarray(index * length, (index + 1) * length),
    )
    const symptom = await readSymptom(pieces, 'log')
    t.match(symptom, { failed: [{ call: 'PurgeComm', outcome: '6' }], line: 3001 })
  }
})

t.test('an error behind the hundred thousandth column is found', async t => {
  const line = `${'{"noise":"here"},'.repeat(40_000)} ReadFile failed with error 6 ${'z'.repeat(100_000)}\n`
  t.match((await readSymptom([Buffer.from(line)], 'log')).failed, [
    { call: 'ReadFile', outcome: '6' },
  ])
})

t.test('the first failing call counts, and later ones are named', async t => {
  const symptom = await readSymptom(
    [Buffer.from('SetCommState failed: 87\nReadFile failed: 6\nCloseHandle failed: 6\n')],
    'log',
  )
  t.same(
    symptom.failed.map(({ call }) => call),
    ['SetCommState', 'ReadFile', 'CloseHandle'],
  )
})

t.test('what is empty or binary is refused with one sentence', async t => {
  const compressed = Array.from(
    { length: 4096 },
    (_, index) => 1 + ((index * 73 + index * index * 7) % 255),
  )
  for (const [bytes, says] of [
    ['', 'empty; expected the text of a traceback or a log'],
    [' \n\n', 'empty; expected the text of a traceback or a log'],
    [[0x4d, 0x5a, 0, 0, 1, 2, 3], 'binary, expected the text of a traceback or a log'],
    [compressed, 'binary, expected the text of a traceback or a log'],
  ] as const) {
    const read = readSymptom([Buffer.from(bytes as string)], 'log.txt')
    await t.rejects(read, TextProblem)
    await t.rejects(read, { message: `Cannot read log.txt: it is ${says}` })
  }
})

t.test('text of two bytes a character that was shown as one of one is read', async t => {
  for (const text of [
    'ReadFile: T h e   h a n d l e   i s   i n v a l i d .',
    'ReadFile: D a s   H a n d l e   i s t   u n g ü l t i g .',
    'R e a d F i l e :   T h e   h a n d l e   i s   i n v a l i d .',
  ])
    t.match(
      (await readSymptom([Buffer.from(text)], 'log')).failed,
      [{ call: 'ReadFile', outcome: '6' }],
      text,
    )
})

t.test('a line that said nothing is read again where its number is a code', async t => {
  for (const [before, telling] of [
    ['14:42:32 ReadFile, last error 1234567', '14:42:33 ReadFile, last error 6'],
    [
      '[2026-11-30T14:42:32Z] ReadFile: WinError 99999',
      '[2026-11-30T14:42:33Z] ReadFile: WinError 6',
    ],
  ] as const) {
    const rest = (letter: string): string => `${letter.repeat(99)}\n`.repeat(3000)
    const text = `${rest('x')}${`${before}\n`.repeat(100)}${telling}\n${rest('y')}`
    const { calls, line } = understoodOf(await readSymptom([Buffer.from(text)], 'log'))
    t.same(calls, [{ function: 'ReadFile', code: 6, ok: false }], telling)
    t.equal(line, 3101)
  }
})

t.test('a failure of Windows is found behind any number of other errors', async t => {
  const last = 'ReadFile failed: The handle is invalid. (6)'
  for (const line of [
    (index: number) =>
      `sshd[${index}]: connection from host ${index} failed: access denied for user${index}`,
    (index: number) => `[${index}] ReadFile returned FALSE, GetLastError=997 (pending) n=${index}`,
    (index: number) =>
      `{"trace": "${index.toString(16).padStart(8, '0')}", "level": "error", "msg": "payment error code ${7000 + (index % 900)}"}`,
  ]) {
    const lines = Array.from({ length: 6000 }, (_, index) => line(index))
    const symptom = await readSymptom([Buffer.from([...lines, last].join('\n'))], 'log')
    t.match(symptom, { failed: [{ call: 'ReadFile', outcome: '6' }], line: 6001 }, line(1))
  }
})
