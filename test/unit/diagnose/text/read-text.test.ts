import t from 'tap'
import { decodeText, longestText, TextProblem } from '../../../../src/diagnose/text/read-text.ts'

const bad: readonly { readonly name: string; readonly bytes: Uint8Array; readonly says: RegExp }[] =
  [
    { name: 'nothing', bytes: Buffer.alloc(0), says: /empty/ },
    { name: 'blank lines', bytes: Buffer.from(' \n\n'), says: /empty/ },
    { name: 'too much', bytes: Buffer.alloc(longestText + 1, 'a'), says: /more than 16 MiB/ },
    {
      name: 'UTF-16 with a mark',
      bytes: Buffer.from('\ufeffThe handle is invalid', 'utf16le'),
      says: /UTF-16/,
    },
    {
      name: 'UTF-16 without a mark',
      bytes: Buffer.from('The handle is invalid', 'utf16le'),
      says: /UTF-16/,
    },
    {
      name: 'a program',
      bytes: Buffer.from([
        0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xff, 0xff, 0, 0, 1, 2, 3, 4,
      ]),
      says: /binary/,
    },
    {
      name: 'a compressed file',
      bytes: Buffer.from(
        Array.from({ length: 4096 }, (_, index) => 1 + ((index * 73 + index * index * 7) % 255)),
      ),
      says: /binary or no UTF-8/,
    },
  ]

for (const { name, bytes, says } of bad) {
  t.test(`decodeText() refuses ${name} with a sentence`, async t => {
    t.throws(() => decodeText(bytes, 'log.txt'), TextProblem)
    try {
      decodeText(bytes, 'log.txt')
    } catch (error) {
      t.match(String(error), says)
      t.match(String(error), 'log.txt')
    }
  })
}

t.test('decodeText() takes the text of any language, and one with a stray byte', async t => {
  t.match(decodeText(Buffer.from('Das Handle ist ungültig. 句柄无效。'), 'a'), '句柄无效')
  t.match(
    decodeText(Buffer.concat([Buffer.from('The handle is invalid.'), Buffer.from([0xe9])]), 'a'),
    'invalid',
  )
})
