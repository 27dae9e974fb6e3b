import { openMetadata } from '../metadata/facts.ts'
import { readC, versionOf, type Target } from './castxml.ts'
import { describe, type Description } from './describe.ts'
import { encodeTable, type EncodedTable } from './encode.ts'
import { headerSets, includeText } from './headers.ts'
import { readImports, type Import } from './imports.ts'
import { stackBytesOf } from './stack.ts'

/**
 * Reads the mingw-w64 headers for both targets and makes the table of all widths from them, with the flags and closers
 * of win32metadata.
 *
 * Needs castxml, the mingw-w64 headers and cross compilers of both targets; takes about ten seconds.
 */
export async function extractTable(): Promise<EncodedTable> {
  const [imports64, imports32] = await Promise.all([readImports('x64'), readImports('ia32')])
  const ia32 = await describeTarget(
    'ia32',
    (name, stdcall) => stdcall || imports32.has(name) || imports64.has(name),
  )
  const x64 = await describeTarget(
    'x64',
    name => imports64.has(name) || imports32.has(name) || ia32.functions.has(name),
  )
  return encodeTable(
    x64,
    ia32,
    joinImports(imports64, imports32),
    await readSource(),
    findDisagreements(ia32, imports32),
    openMetadata(),
  )
}

async function describeTarget(
  target: Target,
  wanted: (name: string, stdcall: boolean) => boolean,
): Promise<Description> {
  const description: Description = { types: new Map(), functions: new Map() }
  for (const headers of headerSets) {
    const read = describe(await readC(includeText(headers), target), wanted)
    for (const [name, shape] of read.types)
      if (!description.types.has(name)) description.types.set(name, shape)
    for (const [name, shape] of read.functions)
      if (!description.functions.has(name)) description.functions.set(name, shape)
  }
  return description
}

/** The DLL by the 64-bit library, which is the fuller one today; the stack bytes by the 32-bit one. */
function joinImports(
  x64: ReadonlyMap<string, Import>,
  ia32: ReadonlyMap<string, Import>,
): Map<string, Import> {
  return new Map([
    ...ia32,
    ...[...x64].map(([name, { library }]) => [name, { ...ia32.get(name), library }] as const),
  ])
}

function findDisagreements(
  ia32: Description,
  imports: ReadonlyMap<string, Import>,
): EncodedTable['disagreements'] {
  const found: [string, number, number][] = []
  for (const [name, shape] of ia32.functions) {
    const expected = imports.get(name)?.stackBytes
    const bytes = stackBytesOf(shape, ia32)
    if (expected !== undefined && shape.convention === 'stdcall' && bytes !== expected)
      found.push([name, bytes, expected])
  }
  return found.sort(([a], [b]) => (a < b ? -1 : 1))
}

async function readSource(): Promise<Record<string, string>> {
  const castxml = /\d+(\.\d+)+/.exec((await versionOf('castxml')) ?? '')?.[0] ?? ''
  const probe =
    '#include <_mingw.h>\n#define text(x) #x\n#define value(x) text(x)\nconst char version[] = value(__MINGW64_VERSION_MAJOR) "." value(__MINGW64_VERSION_MINOR);\n'
  const version = [...(await readC(probe, 'x64')).values()].find(
    ({ attributes }) => attributes['name'] === 'version',
  )
  const mingw = version?.attributes['init']?.replace(/&quot;|"| /g, '').replace(/\.+/g, '.') ?? ''
  return { castxml, 'mingw-w64': mingw }
}
