import type { Vocabulary } from '../../model.ts'
import type { TypeInfo } from '../../widths/table.ts'
import type { PointerBytes } from '../../win32/architecture.ts'
import { isPointerSized, isText, sentinelValues, targetOf } from '../common/words.ts'

interface Dialect {
  readonly integers: Readonly<Record<number, string>>
  readonly pointer: string
  readonly float: Readonly<Record<number, string>>
}

function spellIn(dialect: Dialect): Vocabulary['spell'] {
  const plain = ({ kind, bytes, name }: TypeInfo): string =>
    (kind === 'float' ? dialect.float : dialect.integers)[bytes] ?? name
  const value = (type: TypeInfo, pointerBytes: PointerBytes): string => {
    if (type.kind === 'void') return 'nothing: declare a Sub'
    if (type.kind === 'struct') return type.name
    if (
      type.kind === 'pointer' ||
      type.kind === 'array' ||
      type.kind === 'function' ||
      isPointerSized(type, pointerBytes)
    )
      return dialect.pointer
    return plain(type)
  }
  return (type, pointerBytes, at) => {
    const target = targetOf(type)
    const cell = dialect === net ? netCells : vbaCells
    if (at === undefined && type.kind === 'pointer' && !type.family && Object.hasOwn(cell, target))
      return `ByRef ${cell[target] ?? ''}`
    return value(type, pointerBytes)
  }
}

const vba: Dialect = {
  integers: { 1: 'Byte', 2: 'Integer', 4: 'Long', 8: 'LongLong' },
  float: { 4: 'Single', 8: 'Double' },
  pointer: 'LongPtr',
}
const net: Dialect = {
  integers: { 1: 'Byte', 2: 'Short', 4: 'Integer', 8: 'Long' },
  float: { 4: 'Single', 8: 'Double' },
  pointer: 'IntPtr',
}

function cells(four: string, two: string, pointer: string): Readonly<Record<string, string>> {
  return {
    DWORD: four,
    ULONG: four,
    UINT: four,
    LONG: four,
    INT: four,
    BOOL: four,
    WORD: two,
    HANDLE: pointer,
    HKEY: pointer,
    HWND: pointer,
    SIZE_T: pointer,
    ULONG_PTR: pointer,
    DWORD_PTR: pointer,
  }
}
const vbaCells = cells('Long', 'Integer', 'LongPtr')
const netCells = cells('Integer', 'Short', 'IntPtr')

/** The words of VBA and VB6. What follows from a wrong declaration was not measured there. */
export const vbaVocabulary: Vocabulary = {
  name: 'Declare',
  language: 'VBA',
  unmeasured:
    'expected, not measured in VBA (https://learn.microsoft.com/en-us/office/vba/language/concepts/getting-started/64-bit-visual-basic-for-applications-overview)',
  spell: spellIn(vba),
  // A text of fixed length is converted to ANSI; one of UTF-16 is an array of bytes.
  spellArray: (element, count, pointerBytes) =>
    isText(element)
      ? element.bytes === 1
        ? `String * ${count}`
        : `(0 To ${2 * count - 1}) As Byte`
      : `(0 To ${count - 1}) As ${spellIn(vba)(element, pointerBytes, 'field')}`,
  failureValues: sentinelValues,
  failureTest: sentinel => (sentinel === 'zero' ? 'If handle = 0 Then' : 'If handle = -1 Then'),
  wrongConvention: () => ({
    level: 'error',
    consequence: 'in 32-bit Office the call ends in run-time error 49, Bad DLL calling convention',
  }),
  declareConvention: convention =>
    convention === 'stdcall'
      ? 'Declare, which is stdcall'
      : 'no Declare, which is stdcall: call it through a DLL of your own',
  unbalanced: 'in 32-bit Office the call ends in run-time error 49, Bad DLL calling convention',
  undeclaredParameters: '',
  declareResult: (name, type) => `Declare PtrSafe Function ${name} … As ${type}`,
  declareParameters: (name, types) => `${name}(${types.map(vbaParameter).join(', ')})`,
}

function vbaParameter(type: string, index: number): string {
  const [, by = 'ByVal', name = type] = /^(ByRef) (.*)$/.exec(type) ?? []
  return `${by} arg${index + 1} As ${name}`
}

/** The words of VB.NET, whose declarations go through the marshaller of .NET. */
export const vbnetVocabulary: Vocabulary = {
  ...vbaVocabulary,
  name: 'P/Invoke',
  language: 'VB.NET',
  unmeasured:
    'expected, not measured in .NET (https://learn.microsoft.com/en-us/dotnet/standard/native-interop/type-marshalling)',
  spell: spellIn(net),
  spellArray: (element, count, pointerBytes) =>
    isText(element)
      ? `<MarshalAs(UnmanagedType.ByValTStr, SizeConst:=${count})> … As String`
      : `<MarshalAs(UnmanagedType.ByValArray, SizeConst:=${count})> …() As ${spellIn(net)(element, pointerBytes, 'field')}`,
  failureTest: sentinel =>
    sentinel === 'zero' ? 'If handle = IntPtr.Zero Then' : 'If handle = New IntPtr(-1) Then',
  wrongConvention: () => ({
    level: 'error',
    consequence: 'on ia32 the stack is unbalanced after the call (PInvokeStackImbalance)',
  }),
  declareConvention: (convention, of) => {
    const word = `CallingConvention.${convention === 'stdcall' ? 'Winapi' : 'Cdecl'}`
    return of === 'function'
      ? `<DllImport(…, CallingConvention:=${word})>`
      : `<UnmanagedFunctionPointer(${word})>`
  },
  unbalanced: 'on ia32 the stack is unbalanced after the call (PInvokeStackImbalance)',
  declareResult: (name, type) => `Declare Function ${name} … As ${type}`,
}
