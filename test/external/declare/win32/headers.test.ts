import t from 'tap'
import { readC, targets, type Target } from '../../../../src/declare/widths/castxml.ts'
import { includeText } from '../../../../src/declare/widths/headers.ts'
import { openWidthTable, type FieldInfo } from '../../../../src/declare/widths/table.ts'
import { trueAbi } from '../../../../src/declare/win32/abi.ts'
import { architectures, pointerBytesOf } from '../../../../src/declare/win32/architecture.ts'
import { bytesOf } from '../../../../src/declare/win32/c-types.ts'
import { constants } from '../../../../src/declare/win32/constants.ts'
import { functionNames, prototypeOf } from '../../../../src/declare/win32/functions.ts'
import { layoutOf } from '../../../../src/declare/win32/layout.ts'
import { structNames } from '../../../../src/declare/win32/structs.ts'
import { win32Type } from '../../../../src/declare/win32/types.ts'
import { needs } from '../../../support/require.ts'
import { missingTools } from '../../../support/declare/widths/tools.ts'

const table = openWidthTable()

t.test('the import libraries agree with them', async t => {
  for (const name of functionNames) {
    const { library, parameters } = prototypeOf(name)
    const found = table.function(name, 'ia32')
    t.same(
      {
        library: `${library}.dll`,
        convention: trueAbi.functions[name].convention,
        stackBytes: Object.values(parameters).reduce(
          (sum, type) => sum + Math.max(4, bytesOf(win32Type(type).c, 4)),
          0,
        ),
      },
      found && {
        library: found.library,
        convention: `__${found.convention}`,
        stackBytes: found.stackBytes,
      },
      name,
    )
  }
})

for (const architecture of architectures) {
  t.test(`structs on ${architecture}`, async t => {
    for (const name of structNames) {
      const layout = layoutOf(trueAbi.structs[name], pointerBytesOf(architecture))
      const found = table.struct(name, architecture)
      t.same(
        [layout.size, layout.alignment],
        [found?.bytes, found?.align],
        `size and alignment of ${name}`,
      )
      const bits = (found?.fields ?? []).filter(({ bitField }) => bitField)
      for (const [field, place] of Object.entries(layout.fields)) {
        const there =
          field === 'fBitFields'
            ? joinBits(bits)
            : found?.fields.find(candidate => candidate.name === field)
        t.same([place.offset, place.bytes], [there?.offset, there?.bytes], `${name}.${field}`)
      }
      const missing = (found?.fields ?? []).filter(
        ({ name: field, bitField }) => !bitField && !(field in layout.fields),
      )
      t.same(
        missing.map(({ name: field }) => field),
        [],
        `no field of ${name} left out`,
      )
    }
  })
}

t.test('what returns a handle says how it fails, and nothing else has that failure', async t => {
  for (const name of functionNames) {
    const { returns, failure } = prototypeOf(name)
    const isAddress = win32Type(returns).c === 'void *'
    t.equal(
      isAddress && name !== 'GetCurrentProcess',
      failure === 'all-ones' || failure === 'zero',
      name,
    )
    t.equal(returns === 'BOOL', failure === 'false' && returns !== 'DWORD', name)
  }
})

const missing = await missingTools()
const need = needs(
  'castxml',
  missing.length === 0,
  `${missing.join(', ')} not found; on Debian: apt-get install castxml gcc-mingw-w64-x86-64 gcc-mingw-w64-i686`,
)

t.test('constants', need, async t => {
  for (const target of Object.keys(targets) as Target[]) {
    // castxml does not see macros; the initialiser of a variable shows what the compiler makes of one.
    const names = Object.keys(constants)
    const cast = (name: string) =>
      name.startsWith('HKEY_')
        ? `(unsigned int)(unsigned long long)${name}`
        : `(unsigned int)${name}`
    const text =
      includeText({ defines: [], headers: ['windows', 'setupapi'] }) +
      names.map(name => `enum value_${name} { value_of_${name} = (int)${cast(name)} };\n`).join('')
    const values = new Map<string, number>()
    for (const node of (await readC(text, target)).values()) {
      for (const { attributes } of node.children) {
        if (attributes['name']?.startsWith('value_of_'))
          values.set(attributes['name'].slice(9), Number(attributes['init']) >>> 0)
      }
    }
    t.equal(values.size, names.length)
    for (const [name, value] of Object.entries(constants))
      t.equal(value, values.get(name), `${name} on ${target}`)
  }
})

function joinBits(bits: readonly FieldInfo[]): { offset: number; bytes: number } | undefined {
  const units = new Set(bits.map(({ offset, bytes }) => `${offset} ${bytes}`))
  const width = bits.reduce((sum, { bitField }) => sum + (bitField?.width ?? 0), 0)
  const [first] = bits
  return first && units.size === 1 && width === first.bytes * 8
    ? { offset: first.offset, bytes: first.bytes }
    : undefined
}
