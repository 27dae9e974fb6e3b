import type { Vocabulary } from '../../model.ts'
import type { TypeInfo } from '../../widths/table.ts'
import type { PointerBytes } from '../../win32/architecture.ts'
import { isPointerSized, sentinelValues, targetOf } from '../common/words.ts'

/** The words of DllCall. What follows from a wrong type was not measured in AutoHotkey. */
export const autohotkeyVocabulary: Vocabulary = {
  name: 'DllCall',
  language: 'AutoHotkey',
  unmeasured:
    'expected, not measured in AutoHotkey (https://www.autohotkey.com/docs/v2/lib/DllCall.htm#types)',
  narrowCell: 'the script sees the lower 32 bits of what the function writes',
  spell,
  spellArray: (element, count, pointerBytes) => `${count} of ${spell(element, pointerBytes)}`,
  // A result of 64 bits is a signed number, UPtr and UInt64 as well (source/lib/DllCall.cpp).
  failureValues: (result, sentinel, pointerBytes) =>
    sentinelValues(
      result.bytes === 8 && result.kind === 'unsigned' ? { ...result, kind: 'signed' } : result,
      sentinel,
      pointerBytes,
    ),
  failureTest: sentinel => (sentinel === 'zero' ? 'if (handle = 0)' : 'if (handle = -1)'),
  // source/lib/DllCall.cpp: the stack pointer is restored after every call, and checked only for stdcall.
  wrongConvention: () => ({
    level: 'note',
    consequence:
      'no harm: on ia32 DllCall restores the stack pointer after a call of either convention',
  }),
  declareConvention: convention =>
    convention === 'stdcall' ? 'a return type without Cdecl' : 'Cdecl before the return type',
  unbalanced: 'on ia32 DllCall throws, or sets ErrorLevel to A with the number of bytes',
  undeclaredParameters: '',
  declareResult: (name, type) => `DllCall("${name}", …, ${type})`,
  declareParameters: (name, types) =>
    `DllCall("${name}", ${types.map((type, index) => `${type}, arg${index + 1}`).join(', ')})`,
}

const names: Readonly<Record<string, string>> = {
  signed1: 'Char',
  unsigned1: 'UChar',
  signed2: 'Short',
  unsigned2: 'UShort',
  signed4: 'Int',
  unsigned4: 'UInt',
  signed8: 'Int64',
  unsigned8: 'Int64',
  float4: 'Float',
  float8: 'Double',
}

function spell(type: TypeInfo, pointerBytes: PointerBytes): string {
  return `"${name(type, pointerBytes)}"`
}

function name(type: TypeInfo, pointerBytes: PointerBytes): string {
  if (type.kind === 'pointer' && !type.family) {
    const target = targetOf(type)
    if (/^(WCHAR|wchar_t)$/.test(target)) return 'WStr'
    if (/^(CHAR|char)$/.test(target)) return 'AStr'
    if (/^(DWORD|ULONG|UINT)$/.test(target)) return 'UInt*'
    return /^(HANDLE|HKEY|HWND|SIZE_T|U?LONG_PTR|DWORD_PTR)$/.test(target) ? 'Ptr*' : 'Ptr'
  }
  if (type.kind === 'pointer' || type.kind === 'array' || type.kind === 'function') return 'Ptr'
  if (isPointerSized(type, pointerBytes)) return type.kind === 'unsigned' ? 'UPtr' : 'Ptr'
  return names[`${type.kind}${type.bytes}`] ?? 'Ptr'
}
