import { wideningOf } from '../../ffi/widening.ts'
import type { PointerBytes } from '../../win32/architecture.ts'
import type { Sentinel } from '../../failures.ts'
import type { TypeInfo } from '../../widths/table.ts'
import type { DeclaredType, Value, Vocabulary } from '../../model.ts'
import { wintypes } from './wintypes.ts'

/** The words of ctypes, and how it shows values. */
export const ctypesVocabulary: Vocabulary = {
  name: 'ctypes',
  ffi: 'ctypes',
  language: 'Python',
  spell,
  spellArray: (element, count, pointerBytes) => `${spell(element, pointerBytes)} * ${count}`,
  failureValues,
  failureTest: sentinel =>
    sentinel === 'zero'
      ? 'if not result (with restype HANDLE, NULL is None)'
      : 'result == HANDLE(-1).value, with restype HANDLE',
  // Modules/_ctypes/callproc.c: up to 3.7 its own libffi measured the stack; since 3.8 libffi restores it.
  wrongConvention: () => ({
    level: 'warning',
    consequence:
      'on ia32 CPython up to 3.7 raises ValueError (procedure called with not enough arguments or wrong calling convention); later ones put the stack right again',
  }),
  declareConvention: (convention, of) => {
    const words = of === 'function' ? ['WinDLL', 'CDLL'] : ['WINFUNCTYPE', 'CFUNCTYPE']
    return (convention === 'stdcall' ? words : words.reverse()).join(' instead of ')
  },
  widening: wideningOf('ctypes'),
  unbalanced: 'on ia32 CPython up to 3.7 then raises ValueError',
  undeclaredParameters:
    'a Python int is passed as a 32-bit int: wider values raise OverflowError or are cut, -1 arrives as 0x00000000FFFFFFFF on x64, and CPython up to 3.7 leaves the upper half of the slot undefined, which gives error 6 at random [upper-half-garbage]',
  declareResult: (name, type) => `${name}.restype = ${type}`,
  declareParameters: (name, types) => `${name}.argtypes = [${types.join(', ')}]`,
}

const plain: Readonly<Record<string, string>> = {
  signed1: 'c_int8',
  unsigned1: 'c_uint8',
  signed2: 'c_int16',
  unsigned2: 'c_uint16',
  signed4: 'c_int32',
  unsigned4: 'c_uint32',
  signed8: 'c_int64',
  unsigned8: 'c_uint64',
  float4: 'c_float',
  float8: 'c_double',
}

function spell(type: TypeInfo, pointerBytes: PointerBytes): string {
  const name = type.name.replace(/^const /, '')
  if (name === 'WINBOOL') return 'BOOL'
  if (type.kind === 'void') return 'None'
  if (Object.hasOwn(wintypes, name)) return name
  if (type.kind === 'struct') return name
  if (type.kind === 'pointer' || type.kind === 'array' || type.kind === 'function')
    return spellPointer(type)
  const isPointerSized =
    type.chain.some(one => /_PTR$|^SIZE_T$|^SOCKET$/.test(one)) && type.bytes === pointerBytes
  if (isPointerSized) return type.kind === 'signed' ? 'c_ssize_t' : 'c_size_t'
  return plain[`${type.kind}${type.bytes}`] ?? name
}

function spellPointer(type: TypeInfo): string {
  const target = type.target?.replace(/^const /, '') ?? ''
  if (type.family) return 'HANDLE'
  if (/^(WCHAR|wchar_t)$/.test(target)) return 'LPWSTR'
  if (/^(CHAR|char)$/.test(target)) return 'LPSTR'
  return Object.hasOwn(wintypes, target) ? `POINTER(${target})` : 'c_void_p'
}

/** Python has one kind of integer; NULL is None for c_void_p and false for pointers to something. */
function failureValues(
  result: DeclaredType,
  sentinel: Sentinel,
  pointerBytes: PointerBytes,
): readonly Value[] {
  const zero: Value = result.kind === 'pointer' ? { kind: 'null' } : { kind: 'number', value: 0n }
  if (sentinel === 'zero') return [zero]
  const bits = 8 * (result.kind === 'pointer' ? pointerBytes : result.bytes)
  const ones: Value = {
    kind: 'number',
    value: result.kind === 'signed' ? -1n : 2n ** BigInt(bits) - 1n,
  }
  return sentinel === 'either' ? [ones, zero] : [ones]
}
