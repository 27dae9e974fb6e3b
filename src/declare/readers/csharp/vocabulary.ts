import type { Vocabulary } from '../../model.ts'
import { isPointerSized, isText, sentinelValues, targetOf } from '../common/words.ts'
import type { TypeInfo } from '../../widths/table.ts'
import type { PointerBytes } from '../../win32/architecture.ts'

/** The words of P/Invoke. What follows from a wrong declaration was not measured in .NET. */
export const csharpVocabulary: Vocabulary = {
  name: 'P/Invoke',
  language: 'C#',
  unmeasured:
    'expected, not measured in .NET (https://learn.microsoft.com/en-us/dotnet/standard/native-interop/type-marshalling)',
  spell,
  spellArray: (element, count, pointerBytes) =>
    isText(element)
      ? `[MarshalAs(UnmanagedType.ByValTStr, SizeConst = ${count})] string`
      : `[MarshalAs(UnmanagedType.ByValArray, SizeConst = ${count})] ${spell(element, pointerBytes, 'field').replace(/^\[.*\] /, '')}[]`,
  failureValues: sentinelValues,
  failureTest: sentinel =>
    sentinel === 'zero' ? 'handle == IntPtr.Zero' : 'handle == new IntPtr(-1)',
  wrongConvention: () => ({
    level: 'error',
    consequence:
      'on ia32 the stack is unbalanced after the call (PInvokeStackImbalance); CallingConvention.Winapi, the default, is right',
  }),
  declareConvention: (convention, of) => {
    const word = `CallingConvention.${convention === 'stdcall' ? 'Winapi' : 'Cdecl'}`
    return of === 'function' ? `CallingConvention = ${word}` : `[UnmanagedFunctionPointer(${word})]`
  },
  unbalanced: 'on ia32 the stack is unbalanced after the call (PInvokeStackImbalance)',
  undeclaredParameters: '',
  declareResult: (name, type) => `static extern ${type} ${name}`,
  declareParameters: (name, types) =>
    `${name}(${types.map((type, index) => `${type} arg${index + 1}`).join(', ')})`,
}

const plain: Readonly<Record<string, string>> = {
  signed1: 'sbyte',
  unsigned1: 'byte',
  signed2: 'short',
  unsigned2: 'ushort',
  signed4: 'int',
  unsigned4: 'uint',
  signed8: 'long',
  unsigned8: 'ulong',
  float4: 'float',
  float8: 'double',
}

function spell(type: TypeInfo, pointerBytes: PointerBytes, at?: 'field'): string {
  if (type.chain.some(name => /^(WIN)?BOOL$/.test(name)))
    return '[MarshalAs(UnmanagedType.Bool)] bool'
  switch (type.kind) {
    case 'void':
      return 'void'
    case 'struct':
      return type.name
    case 'pointer':
    case 'array':
    case 'function':
      return spellPointer(type, at)
    default:
      if (isPointerSized(type, pointerBytes)) return type.kind === 'signed' ? 'IntPtr' : 'UIntPtr'
      return plain[`${type.kind}${type.bytes}`] ?? type.name
  }
}

const scalars: Readonly<Record<string, string>> = {
  DWORD: 'uint',
  ULONG: 'uint',
  UINT: 'uint',
  LONG: 'int',
  INT: 'int',
  int: 'int',
  BOOL: '[MarshalAs(UnmanagedType.Bool)] bool',
  WINBOOL: '[MarshalAs(UnmanagedType.Bool)] bool',
  WORD: 'ushort',
  USHORT: 'ushort',
  HANDLE: 'IntPtr',
  HKEY: 'IntPtr',
  HWND: 'IntPtr',
  HMODULE: 'IntPtr',
  SIZE_T: 'UIntPtr',
  ULONG_PTR: 'UIntPtr',
  DWORD_PTR: 'UIntPtr',
}

function spellPointer(type: TypeInfo, at: 'field' | undefined): string {
  const target = targetOf(type)
  if (type.family) return 'IntPtr'
  const text = /^(WCHAR|wchar_t)$/.test(target)
    ? 'LPWStr'
    : /^(CHAR|char)$/.test(target)
      ? 'LPStr'
      : undefined
  if (text)
    return `[MarshalAs(UnmanagedType.${text})] ${type.targetIsConst || at === 'field' ? 'string' : 'StringBuilder'}`
  const known = at === undefined && Object.hasOwn(scalars, target) ? scalars[target] : undefined
  // MarshalAs stands before the direction: [MarshalAs(…)] ref bool.
  return known === undefined ? 'IntPtr' : known.replace(/(\w+)$/, 'ref $1')
}
