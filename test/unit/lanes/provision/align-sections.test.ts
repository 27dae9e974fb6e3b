import t from 'tap'
import { alignSections } from '../../../../src/lanes/provision/align-sections.ts'
import { loadSections, programFile } from '../../../support/lanes/program-file.ts'

const sections = [
  { held: Buffer.alloc(0x1200, 'code'), virtualBytes: 0x1111 },
  { held: Buffer.from('data'), virtualBytes: 0x3000 },
  { held: Buffer.alloc(0), virtualBytes: 0x800 },
  { held: Buffer.alloc(0x1000, 'rsrc'), virtualBytes: 0x1000 },
]

for (const isWide of [true, false])
  t.test(`a program of ${isWide ? 64 : 32} bits is loaded as before`, async t => {
    const before = programFile({ isWide, sections })
    const after = alignSections(before)
    const [loaded, expected] = [loadSections(after), loadSections(before)]
    t.same(
      loaded.map(({ address, bytes }) => ({ address, bytes })),
      expected.map(({ address, bytes }) => ({ address, bytes })),
    )
    t.equal(loaded.length, sections.length)
    t.ok(
      loaded.every(({ offset }) => offset % 0x1000 === 0),
      'each section lies at a multiple of a page',
    )
    t.ok(expected.some(({ offset }) => offset % 0x1000 !== 0))
    t.equal(after.indexOf('rest'), before.indexOf('rest'), 'the headers are whole')
    t.notOk(after.includes('a signature'), 'the signature is gone')
    const optional = 0x80 + 24
    const directory = optional + (isWide ? 112 : 96) + 4 * 8
    t.equal(after.readBigUInt64LE(directory), 0n, 'and the program does not name one')
    t.equal(after.readUInt32LE(optional + 36), 0x1000)
    t.equal(after.readUInt32LE(optional + 60), 0x1000)
    t.same(alignSections(after), after, 'an aligned program stays as it is')
  })

t.test('what is no program is refused', async t => {
  for (const text of ['', 'MZ', `MZ${' '.repeat(100)}`, '#!/bin/sh\n'.repeat(20)])
    t.throws(() => alignSections(Buffer.from(text)), RangeError, JSON.stringify(text.slice(0, 20)))
})
