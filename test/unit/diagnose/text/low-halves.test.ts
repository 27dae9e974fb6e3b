import t from 'tap'
import { lowHalfIn } from '../../../../src/diagnose/text/low-halves.ts'

for (const [title, lines, isCut] of [
  ['an address and its lower half', ['module at 0x1F4A3C5D0', 'got 0xF4A3C5D0'], true],
  ['the lower half with its sign', ['0x7ff8f4a30000', 'returned -190644224'], true],
  ['the lower half extended to 64 bits', ['0x7ff8f4a30000', '0xfffffffff4a30000'], true],
  ['both on one line, in decimal', ['expected 140707232940032, was 4104323072'], true],
  ['a count that happens to fit', ['base 0x100003039', '12345 bytes'], false],
  ['two numbers of 32 bits', ['0xF4A3C5D0', '4104373712'], false],
  ['a number that is no address of a program', ['0xfffff8f4a30000ff', '0xa30000ff'], false],
  ['the same address twice', ['0x7ff8f4a30000', '0x7ff8f4a30000'], false],
  ['numbers that only end alike', ['0x7ff8f4a30000', '0xf4a30001'], false],
] as const)
  t.test(`${title}: ${isCut ? 'cut' : 'nothing is cut'}`, async t => {
    const found = lowHalfIn(lines)
    t.equal(found?.first, isCut ? 'return-truncated' : undefined)
    if (isCut) t.ok(lines.some(line => line === found?.quote))
  })
