import t from 'tap'
import { trueAbi, type AbiStruct } from '../../../../src/declare/win32/abi.ts'
import { layoutOf } from '../../../../src/declare/win32/layout.ts'
import { structNames, type StructName } from '../../../../src/declare/win32/structs.ts'

/** Sizes that the Windows headers give, ia32 and 64 bits; offsets of one telling field. */
const sizes: Readonly<Record<StructName, readonly [four: number, eight: number]>> = {
  OVERLAPPED: [20, 32],
  DCB: [28, 28],
  COMMTIMEOUTS: [20, 20],
  COMSTAT: [12, 12],
  COMMPROP: [64, 64],
  SECURITY_ATTRIBUTES: [12, 24],
  GUID: [16, 16],
  SP_DEVINFO_DATA: [28, 32],
  SP_DEVICE_INTERFACE_DATA: [28, 32],
  SP_DEVICE_INTERFACE_DETAIL_DATA_W: [6, 8],
  WIN32_FIND_DATAW: [592, 592],
}

t.test('layoutOf() gives each true struct the size of the Windows headers', async t => {
  for (const name of structNames) {
    const [four, eight] = sizes[name]
    t.equal(layoutOf(trueAbi.structs[name], 4).size, four, `${name} with pointers of 4 bytes`)
    t.equal(layoutOf(trueAbi.structs[name], 8).size, eight, `${name} with pointers of 8 bytes`)
  }
})

const offsets = [
  { struct: 'OVERLAPPED', field: 'hEvent', four: [16, 4], eight: [24, 8] },
  { struct: 'OVERLAPPED', field: 'InternalHigh', four: [4, 4], eight: [8, 8] },
  { struct: 'OVERLAPPED', field: 'OffsetHigh', four: [12, 4], eight: [20, 4] },
  { struct: 'OVERLAPPED', field: 'Pointer', four: [8, 4], eight: [16, 8] },
  { struct: 'SECURITY_ATTRIBUTES', field: 'bInheritHandle', four: [8, 4], eight: [16, 4] },
  { struct: 'SP_DEVINFO_DATA', field: 'Reserved', four: [24, 4], eight: [24, 8] },
  { struct: 'GUID', field: 'Data4', four: [8, 8], eight: [8, 8] },
  { struct: 'WIN32_FIND_DATAW', field: 'cFileName', four: [44, 520], eight: [44, 520] },
] as const

for (const { struct, field, four, eight } of offsets) {
  t.test(`layoutOf() puts ${struct}.${field} where a C compiler does`, async t => {
    for (const [pointerBytes, [offset, bytes]] of [
      [4, four],
      [8, eight],
    ] as const) {
      const place = layoutOf(trueAbi.structs[struct], pointerBytes).fields[field]
      t.same([place?.offset, place?.bytes], [offset, bytes], `${pointerBytes} bytes`)
    }
  })
}

function structOf(members: AbiStruct['members'], packedOn32Bits = false): AbiStruct {
  return { members, packedOn32Bits, initially: 'leftovers', behind: 'leftovers' }
}

t.test('layoutOf() aligns each field to its own size and the whole to the largest', async t => {
  const struct = structOf([
    { name: 'flag', type: 'BYTE', declared: 'uint8_t' },
    { name: 'pair', type: 'WORD', declared: 'uint16_t', count: 2 },
    { name: 'wide', type: 'ULONG_PTR', declared: 'uint64_t' },
    { name: 'tail', type: 'BYTE', declared: 'uint8_t' },
  ])
  const { size, alignment, fields } = layoutOf(struct, 4)
  t.same(
    { size, alignment, places: Object.values(fields).map(({ offset }) => offset) },
    { size: 24, alignment: 8, places: [0, 2, 8, 16] },
  )
})

t.test('layoutOf() packs to one byte only in processes with pointers of 4 bytes', async t => {
  const struct = structOf(
    [
      { name: 'flag', type: 'BYTE', declared: 'uint8_t' },
      { name: 'count', type: 'DWORD', declared: 'uint32_t' },
    ],
    true,
  )
  t.equal(layoutOf(struct, 4).size, 5)
  t.equal(layoutOf(struct, 8).size, 8)
})

t.test(
  'layoutOf() lays the alternatives of a union over one another, as long as the longest',
  async t => {
    const struct = structOf([
      { name: 'first', type: 'BYTE', declared: 'uint8_t' },
      {
        union: [
          [
            { name: 'low', type: 'DWORD', declared: 'uint32_t' },
            { name: 'high', type: 'DWORD', declared: 'uint32_t' },
          ],
          [{ name: 'pointer', type: 'PVOID', declared: 'void *' }],
        ],
      },
      { name: 'last', type: 'BYTE', declared: 'uint8_t' },
    ])
    const offsetsOf = (pointerBytes: 4 | 8) =>
      Object.fromEntries(
        Object.entries(layoutOf(struct, pointerBytes).fields).map(([name, { offset }]) => [
          name,
          offset,
        ]),
      )
    t.same(offsetsOf(8), { first: 0, low: 8, high: 12, pointer: 8, last: 16 })
    t.same(offsetsOf(4), { first: 0, low: 4, high: 8, pointer: 4, last: 12 })
  },
)
