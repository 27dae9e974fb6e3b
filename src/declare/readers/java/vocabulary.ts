import type { Vocabulary } from '../../model.ts'
import type { TypeInfo } from '../../widths/table.ts'
import type { PointerBytes } from '../../win32/architecture.ts'
import { isPointerSized, isText, valuesOfPointers } from '../common/words.ts'

const names: Readonly<Record<number, string>> = { 1: 'byte', 2: 'short', 4: 'int', 8: 'long' }

function spell(type: TypeInfo, pointerBytes: PointerBytes): string {
  if (type.kind === 'void') return 'void'
  if (type.kind === 'struct') return type.name
  if (type.kind === 'float') return type.bytes === 4 ? 'float' : 'double'
  if (type.family) return 'Pointer'
  if (type.kind === 'pointer' || type.kind === 'array' || type.kind === 'function') {
    if (/^(DWORD|ULONG|UINT|LONG|INT|BOOL)$/.test(type.target ?? '')) return 'IntByReference'
    return /^(HANDLE|HKEY|HWND)$/.test(type.target ?? '') ? 'PointerByReference' : 'Pointer'
  }
  return isPointerSized(type, pointerBytes) ? 'BaseTSD.ULONG_PTR' : (names[type.bytes] ?? type.name)
}

/** The words of JNA. What follows from a wrong declaration was not measured there. */
export const jnaVocabulary: Vocabulary = {
  name: 'JNA',
  language: 'Java',
  unmeasured:
    'expected, not measured in JNA (https://github.com/java-native-access/jna/blob/master/www/Mappings.md)',
  spell,
  spellArray: (element, count, pointerBytes) => {
    const one = isText(element) && element.bytes === 2 ? 'char' : spell(element, pointerBytes)
    return `${one}[] … = new ${one}[${count}]`
  },
  failureValues: valuesOfPointers,
  failureTest: sentinel =>
    sentinel === 'zero' ? 'handle == null' : 'WinBase.INVALID_HANDLE_VALUE.equals(handle)',
  // The call of its libffi (native/libffi/src/x86/win32.S) takes the stack pointer from its own frame when it returns.
  wrongConvention: () => ({
    level: 'warning',
    consequence:
      'on ia32 the function removes its arguments from the stack itself, and libffi, through which JNA calls, puts the stack pointer right again: it works, but nothing in JNA guarantees it',
  }),
  declareConvention: (convention, of) => {
    const word = of === 'function' ? 'Library' : 'Callback'
    return convention === 'stdcall'
      ? `StdCall${word} instead of ${word}`
      : `${word} instead of StdCall${word}`
  },
  unbalanced: 'on ia32 the stack is unbalanced after the call',
  undeclaredParameters: '',
  declareResult: (name, type) => `${type} ${name}(…)`,
  declareParameters: (name, types) =>
    `${name}(${types.map((type, index) => `${type} arg${index + 1}`).join(', ')})`,
}
