import t from 'tap'
import { bytesOf, cTypes, narrow, type CType } from '../../../../src/declare/win32/c-types.ts'

/** What is left of a HANDLE that goes through a declaration of another type. */
const cases: readonly { value: bigint; type: CType; pointerBytes: 4 | 8; gives: bigint }[] = [
  { value: 0x2a4n, type: 'uint32_t', pointerBytes: 8, gives: 0x2a4n },
  { value: 0x2a4n, type: 'int32_t', pointerBytes: 8, gives: 0x2a4n },
  { value: 0xffffffffffffffffn, type: 'uint32_t', pointerBytes: 8, gives: 0xffffffffn },
  { value: 0xffffffffffffffffn, type: 'int32_t', pointerBytes: 8, gives: -1n },
  { value: 0x80000004n, type: 'int32_t', pointerBytes: 8, gives: -0x7ffffffcn },
  { value: 0x80000004n, type: 'uint32_t', pointerBytes: 8, gives: 0x80000004n },
  { value: 0x1000002a4n, type: 'uint32_t', pointerBytes: 8, gives: 0x2a4n },
  { value: 0x1000002a4n, type: 'int32_t', pointerBytes: 8, gives: 0x2a4n },
  { value: -1n, type: 'uintptr_t', pointerBytes: 8, gives: 0xffffffffffffffffn },
  { value: -1n, type: 'uintptr_t', pointerBytes: 4, gives: 0xffffffffn },
  { value: 0x1ffn, type: 'int8_t', pointerBytes: 4, gives: -1n },
  { value: 0x18000n, type: 'int16_t', pointerBytes: 4, gives: -0x8000n },
  { value: 0xffffffffn, type: 'intptr_t', pointerBytes: 4, gives: -1n },
  { value: 0xffffffffn, type: 'intptr_t', pointerBytes: 8, gives: 0xffffffffn },
  { value: 7n, type: 'void', pointerBytes: 8, gives: 0n },
]

for (const { value, type, pointerBytes, gives } of cases) {
  t.test(
    `narrow() makes 0x${BigInt.asUintN(64, value).toString(16)} as ${type} with pointers of ${pointerBytes} bytes ${gives}`,
    async t => {
      t.equal(narrow(value, type, pointerBytes), gives)
    },
  )
}

t.test('narrow() changes nothing the second time', async t => {
  for (const type of Object.keys(cTypes) as CType[]) {
    for (const value of [0n, 1n, -1n, 0x7fffffffn, 0x80000000n, 0x5afe0001000000d0n]) {
      const once = narrow(value, type, 8)
      t.equal(narrow(once, type, 8), once, `${value} as ${type}`)
    }
  }
})

t.test('bytesOf() lets pointers follow the process and nothing else', async t => {
  for (const type of Object.keys(cTypes) as CType[]) {
    const follows = ['intptr_t', 'uintptr_t', 'void *'].includes(type)
    t.equal(bytesOf(type, 8) - bytesOf(type, 4), follows ? 4 : 0, type)
  }
})
