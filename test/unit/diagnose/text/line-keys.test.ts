import t from 'tap'
import {
  lineKey,
  mayBeCode,
  shapeKey,
  templateKey,
  withNumbers,
} from '../../../../src/diagnose/text/line-keys.ts'
import { readSymptom } from '../../../../src/diagnose/text/read-text.ts'

const bytesOf = (text: string): Buffer => Buffer.from(text)
const keyOf = (text: string): number => lineKey(bytesOf(text), 0, text.length)
const templateOf = (text: string): number => templateKey(bytesOf(text), 0, text.length)

t.test('lines that differ in what is no code have one key', async t => {
  for (const [one, other] of [
    ['07:14:15 read error 5', '08:02:59 read error 5'],
    ['2026-11-30T14:42:32.110Z error 5', '2026-12-01T07:09:01.002Z error 5'],
    ['error 5 of 10.0.13.117', 'error 5 of 10.0.14.254'],
    ['error 5 in 7f81d4fae0', 'error 5 in 09b2c3d4e5'],
    [
      'f81d4fae-7dec-11d0-a765-00a0c91e6bf6: error 5',
      'deadbeef-0123-4567-89ab-cdefcdefcdef: error 5',
    ],
    ['error 5 at 0x00007ff9a1b0c2d4', 'error 5 at 0x00007ff9a1b0c2d8'],
    ['error 5, token Zk29Qp0aLmN8xY7w', 'error 5, token aB3dE5fG7hI9jK1m'],
    ['error 90001', 'error 90002'],
  ] as const)
    t.equal(keyOf(one), keyOf(other), one)
  for (const [one, other] of [
    ['07:14:15 read error 5', '07:14:15 read fault 5'],
    ['read error 5', 'read error 6'],
    ['error 0x00000005', 'error 0x00000006'],
    ['result 0x80070005', 'result 0x80070006'],
    ['result -2147024891', 'result -2147024890'],
    ['result 3221225480', 'result 3221225477'],
    ['status c0000005', 'status c0000008'],
    ['80070005', '80070006'],
    ['a 32-bit process', 'a 64-bit process'],
    ['COM3', 'COM4'],
  ] as const)
    t.not(keyOf(one), keyOf(other), one)
})

t.test('a number that may be a code is told from others', async t => {
  for (const [text, expected] of [
    ['6', true],
    ['0x00000006', true],
    ['80070006', true],
    ['2147942406', true],
    ['0', false],
    ['9999999', false],
    ['4d996257', false],
    ['12345678', false],
  ] as const)
    t.equal(mayBeCode(bytesOf(text), 0), expected, text)
  t.equal(mayBeCode(bytesOf('COM6'), 3), false)
})

t.test('lines that differ in short numbers have one template', async t => {
  t.equal(
    templateOf('read 17 bytes of 0x1f, error 5'),
    templateOf('read 4096 bytes of 0xffff, error 6'),
  )
  for (const [one, other] of [
    ['a 32-bit process', 'a 64-bit process'],
    ['opening COM3', 'opening COM10'],
    ['result 2147942405', 'result 2147942406'],
    ['result 0x80070005', 'result 0x80070006'],
    ['arm64', 'arm32'],
  ] as const)
    t.not(templateOf(one), templateOf(other), one)
})

t.test('lines that differ in words with digits have one shape', async t => {
  const shapeOf = (text: string): number => shapeKey(bytesOf(text), 0, text.length)
  for (const [one, other] of [
    ['read 17 bytes of 0x1f', 'read 4096 bytes of 0x000001f2a3b4c5d6'],
    ['file_001.txt: error 5', 'file_9.txt: error 6'],
    ['at 07:14 item7', 'at 23:59 item8888'],
  ] as const)
    t.equal(shapeOf(one), shapeOf(other), one)
  t.not(shapeOf('read error 5'), shapeOf('write error 5'))
  t.not(shapeOf('read error 5'), shapeOf('read error x'))
})

t.test('a failure behind many others of one shape is found', async t => {
  const lines = Array.from(
    { length: 25_000 },
    (_, index) =>
      `GetFileType failed with error ${5 + (index % 2)}0 in the worker of request ${index}`,
  )
  lines.push('CloseHandle failed: [WinError 6] The handle is invalid')
  const { failed, line } = await readSymptom([Buffer.from(lines.join('\n'))], 'log')
  t.equal(line, 1)
  t.match(failed[0], { call: 'GetFileType', outcome: '50' })
  t.ok(failed.some(({ call, outcome }) => call === 'CloseHandle' && outcome === '6'))
})

t.test('a log of many failures of different shapes is not read to its end', async t => {
  const letters = (index: number): string =>
    [...index.toString(26)]
      .map(digit => String.fromCharCode(97 + Number.parseInt(digit, 26)))
      .join('')
  const lines = (count: number): string =>
    [
      ...Array.from(
        { length: count },
        (_, index) => `GetFileType failed with error 50: ${letters(index)}`,
      ),
      'CloseHandle failed: [WinError 6] The handle is invalid',
    ].join('\n')
  const callsOf = async (count: number): Promise<readonly string[]> =>
    (await readSymptom([Buffer.from(lines(count))], 'log')).failed.map(({ call }) => call)
  t.same(await callsOf(25_000), ['GetFileType', 'CloseHandle'])
  t.same(await callsOf(45_000), ['GetFileType'])
})

t.test('a line is written with other numbers', async t => {
  t.equal(
    Buffer.from(withNumbers(bytesOf('12 of 0x1f on COM3, 64-bit, 80070005, 5'), 6)).toString(),
    '6 of 6 on COM3, 64-bit, 80070005, 6',
  )
})

t.test('a failure between many lines that differ in their numbers is found', async t => {
  for (const [quiet, failing] of [
    ['item NUMBER was read, no error so far, 5 are left', 'ReadFile error 6 at item NUMBER'],
    ['read NUMBER bytes, error count 0, next 12', 'ReadFile: error 6, next 12'],
    ['ReadFile of handle NUMBER returned, code 0', 'ReadFile of handle 7 failed, code 6'],
  ] as const) {
    const lines = Array.from({ length: 9000 }, (_, index) =>
      quiet.replace('NUMBER', String(100 + index)),
    )
    lines[6000] = failing.replace('NUMBER', '6100')
    const symptom = await readSymptom([Buffer.from(lines.join('\n'))], 'log')
    t.match(symptom, { failed: [{ call: 'ReadFile', outcome: '6' }], line: 6001 }, quiet)
  }
})
