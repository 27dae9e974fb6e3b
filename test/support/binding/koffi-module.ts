import type {
  Abi,
  AbiField,
  AbiMember,
  AbiParameter,
  SentinelCheck,
} from '../../../src/declare/win32/abi.ts'
import type { FunctionName } from '../../../src/declare/win32/functions.ts'
import { prototypeOf } from '../../../src/declare/win32/functions.ts'
import { isStructName, type StructName } from '../../../src/declare/win32/structs.ts'
import { win32Type } from '../../../src/declare/win32/types.ts'
import { functionsOf } from '../../../src/program/uses.ts'
import type { Sequence } from '../../../src/program/step.ts'

/** The koffi code that tests for a failed open, for each check of the harness. */
const comparisons: Readonly<Record<SentinelCheck, string>> = {
  'all-ones': 'BigInt.asIntN(bits, BigInt(handle)) === -1n',
  'uint32-ones': 'handle == 0xFFFFFFFF',
  zero: 'handle == 0',
  'strict-minus-one': 'handle === -1',
  unchecked: 'handle === 12345',
}

function field({ name, declared, count = 1 }: AbiField): string {
  return `${name}: ${count === 1 ? `'${declared}'` : `koffi.array('${declared}', ${count})`}`
}

function member(one: AbiMember, index: number): string {
  if (!('union' in one)) return field(one)
  const alternatives = one.union.map((fields, place) =>
    fields.length === 1 && fields[0]
      ? field(fields[0])
      : `part${place}: koffi.struct({ ${fields.map(field).join(', ')} })`,
  )
  return `u${index}: koffi.union({ ${alternatives.join(', ')} })`
}

function parameter(abi: Abi, { type, declared }: AbiParameter): string {
  const { pointsTo } = win32Type(type)
  if (declared !== 'void *' || pointsTo === undefined) return `'${declared}'`
  if (isStructName(pointsTo)) return `koffi.pointer(${pointsTo})`
  const cell = abi.variables[pointsTo as keyof Abi['variables']]
  return cell ? `koffi.out(koffi.pointer('${cell}'))` : `'${declared}'`
}

function functionLine(abi: Abi, name: FunctionName): string {
  const { convention, returns, parameters } = abi.functions[name]
  return `export const ${name} = ${prototypeOf(name).library}.func('${convention}', '${name}', '${returns.declared}', [${parameters.map(one => parameter(abi, one)).join(', ')}])`
}

/** A koffi module with exactly these declarations for the functions of a sequence. */
export function koffiModule(abi: Abi, sequence: Sequence): string {
  const names = functionsOf(sequence)
  const structs = [
    ...new Set(
      names.flatMap(name =>
        abi.functions[name].parameters.flatMap(({ type }) => win32Type(type).pointsTo ?? []),
      ),
    ),
  ].filter(isStructName)
  const struct = (name: StructName): string =>
    `const ${name} = koffi.struct('${name}', { ${abi.structs[name].members.map(member).join(', ')} })`
  return [
    "import koffi from 'koffi'",
    "const bits = process.arch === 'ia32' ? 32 : 64",
    "const kernel32 = koffi.load('kernel32.dll')",
    ...structs.map(struct),
    ...names.map(name => functionLine(abi, name)),
    'export function open(path) {',
    '  const handle = CreateFileW(path, 0xc0000000, 0, null, 3, 0x40000000, null)',
    `  if (${comparisons[abi.sentinel]}) throw new Error('no such port')`,
    '  return handle',
    '}',
    '',
  ].join('\n')
}
