import { wideningOf } from '../../ffi/widening.ts'
import type { PointerBytes } from '../../win32/architecture.ts'
import type { Sentinel } from '../../failures.ts'
import type { TypeInfo } from '../../widths/table.ts'
import type { DeclaredType, Value, Vocabulary } from '../../model.ts'

/** koffi's words, and how it shows values, by its major version. Values measured with koffi 3.3.4 on Windows' own node.exe under Wine. */
export function koffiVocabulary(major: number): Vocabulary {
  const ffi = major < 3 ? 'koffi2' : 'koffi'
  return {
    name: 'koffi',
    ffi,
    language: 'JavaScript',
    spell,
    spellArray: (element, count, pointerBytes) =>
      `koffi.array('${spell(element, pointerBytes)}', ${count})`,
    failureValues: (result, sentinel, pointerBytes) =>
      failureValues(result, sentinel, pointerBytes, major),
    failureTest: sentinel =>
      sentinel === 'zero'
        ? 'result === null for a pointer, result === 0 for an integer'
        : 'BigInt.asIntN(64, BigInt(result)) === -1n in a 64-bit process, with the result declared intptr_t or void *',
    // 100,000 calls of stdcall functions declared __cdecl came back right on ia32: koffi restores the stack pointer itself.
    wrongConvention: declared =>
      declared === 'other'
        ? {
            level: 'error',
            consequence:
              'on ia32 the arguments are passed in registers where the function does not look: every call fails',
          }
        : {
            level: 'note',
            consequence:
              'no harm with koffi, which restores the stack pointer itself on ia32 [cdecl]',
          },
    declareConvention: (convention, of) =>
      of === 'function' ? `__${convention}` : `__${convention} in the prototype of the callback`,
    widening: wideningOf(ffi),
    unbalanced: 'on ia32 koffi restores the stack pointer itself, so nothing tells',
    undeclaredParameters: '',
    declareResult: (_, type) => type,
    declareParameters: (_, types) => `[${types.map(type => `'${type}'`).join(', ')}]`,
  }
}

function spell(type: TypeInfo, pointerBytes: PointerBytes): string {
  switch (type.kind) {
    case 'void':
      return 'void'
    case 'float':
      return type.bytes === 4 ? 'float' : 'double'
    case 'struct':
    case 'array':
    case 'function':
      return type.name
    case 'pointer':
      return spellPointer(type)
    default:
      return spellInteger(type, pointerBytes)
  }
}

function spellPointer(type: TypeInfo): string {
  const target = type.target?.replace(/^const /, '') ?? ''
  if (type.family || !type.target) return 'void *'
  if (/^(WCHAR|wchar_t)$/.test(target)) return type.targetIsConst ? 'str16' : 'char16_t *'
  if (/^(CHAR|char)$/.test(target)) return type.targetIsConst ? 'str' : 'char *'
  return 'void *'
}

function spellInteger(type: TypeInfo, pointerBytes: PointerBytes): string {
  const isPointerSized =
    type.family !== undefined ||
    type.chain.some(name => /_PTR$|^[LW]PARAM$|^LRESULT$|^SIZE_T$|^SOCKET$/.test(name))
  const prefix = type.kind === 'unsigned' ? 'u' : ''
  return isPointerSized && type.bytes === pointerBytes
    ? `${prefix}intptr_t`
    : `${prefix}int${type.bytes * 8}_t`
}

function failureValues(
  result: DeclaredType,
  sentinel: Sentinel,
  pointerBytes: PointerBytes,
  major: number,
): readonly Value[] {
  const zero: Value = result.kind === 'pointer' ? { kind: 'null' } : { kind: 'number', value: 0n }
  if (sentinel === 'zero') return [zero]
  const ones = allOnes(result, pointerBytes, major)
  return sentinel === 'either' ? [...ones, zero] : ones
}

/** koffi gives a number where it fits into 53 bits and a bigint where not; a pointer is a bigint from koffi 3 on, an opaque object before. */
function allOnes(
  result: DeclaredType,
  pointerBytes: PointerBytes,
  major: number,
): readonly Value[] {
  if (result.kind === 'pointer')
    return major >= 3 ? [{ kind: 'bigint', value: 2n ** BigInt(8 * pointerBytes) - 1n }] : []
  // The upper half comes from another register on ia32 and is never known.
  if (result.bytes > pointerBytes || result.bytes < 4) return []
  if (result.kind === 'signed') return [{ kind: 'number', value: -1n }]
  return [
    { kind: result.bytes === 8 ? 'bigint' : 'number', value: 2n ** BigInt(8 * result.bytes) - 1n },
  ]
}
