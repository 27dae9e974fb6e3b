import type { Vocabulary } from '../../model.ts'
import type { TypeInfo } from '../../widths/table.ts'
import type { PointerBytes } from '../../win32/architecture.ts'
import { isPointerSized, valuesOfIntegers, valuesOfPointers } from '../common/words.ts'

function vocabulary(
  name: string,
  language: string,
  source: string,
  own: Pick<Vocabulary, 'spell' | 'failureValues' | 'failureTest'> &
    Partial<Pick<Vocabulary, 'wrongConvention'>>,
): Vocabulary {
  return {
    name,
    language,
    unmeasured: `expected, not measured in ${name} (${source})`,
    spellArray: (element, count, pointerBytes) => `${own.spell(element, pointerBytes)} …[${count}]`,
    wrongConvention: () => ({
      level: 'error',
      consequence: 'on ia32 the stack is unbalanced after the call: the program crashes',
    }),
    ...own,
    declareConvention: convention => `__${convention}`,
    unbalanced: 'on ia32 the stack is unbalanced after the call',
    undeclaredParameters: '',
    declareResult: (functionName, type) => `${type} ${functionName}(…)`,
    declareParameters: (functionName, types) => `${functionName}(${types.join(', ')})`,
  }
}

function spellC(type: TypeInfo, pointerBytes: PointerBytes): string {
  if (type.kind === 'void' || type.kind === 'struct') return type.name
  if (type.kind === 'pointer' || type.kind === 'array' || type.kind === 'function') {
    const constant = type.targetIsConst ? 'const ' : ''
    // A star cannot follow the spelling of a function or an array.
    return type.family || !type.target || /[([]/.test(type.target)
      ? 'void *'
      : `${constant}${type.target.replace(/^const /, '')} *`
  }
  if (type.kind === 'float') return type.bytes === 4 ? 'float' : 'double'
  const sign = type.kind === 'unsigned' ? 'u' : ''
  return isPointerSized(type, pointerBytes) ? `${sign}intptr_t` : `${sign}int${8 * type.bytes}_t`
}

const mqlNames: Readonly<Record<string, string>> = {
  signed1: 'char',
  unsigned1: 'uchar',
  signed2: 'short',
  unsigned2: 'ushort',
  signed4: 'int',
  unsigned4: 'uint',
  signed8: 'long',
  unsigned8: 'ulong',
  float4: 'float',
  float8: 'double',
}

function spellMql(type: TypeInfo, pointerBytes: PointerBytes): string {
  if (type.kind === 'void' || type.kind === 'struct') return type.name
  const isText = type.kind === 'pointer' && /^(const )?(WCHAR|wchar_t)$/.test(type.target ?? '')
  if (isText) return 'string'
  const isAddress = type.kind === 'pointer' || type.kind === 'array' || type.kind === 'function'
  return isAddress
    ? pointerBytes === 8
      ? 'long'
      : 'int'
    : (mqlNames[`${type.kind}${type.bytes}`] ?? type.name)
}

export const cffiVocabulary = vocabulary(
  'cffi',
  'Python',
  'https://cffi.readthedocs.io/en/stable/cdef.html',
  {
    spell: spellC,
    failureValues: valuesOfPointers,
    failureTest: sentinel =>
      `handle == ${sentinel === 'zero' ? 'ffi.NULL' : "ffi.cast('HANDLE', -1)"}, with the result declared as HANDLE`,
    // https://cffi.readthedocs.io/en/stable/using.html#windows-calling-conventions
    wrongConvention: () => ({
      level: 'note',
      consequence:
        'no harm: cffi calls functions of both conventions; callbacks have to say theirs',
    }),
  },
)
export const luaVocabulary = vocabulary(
  'LuaJIT',
  'Lua',
  'https://luajit.org/ext_ffi_semantics.html',
  {
    spell: spellC,
    failureValues: valuesOfPointers,
    failureTest: sentinel =>
      `handle == ${sentinel === 'zero' ? 'nil' : "ffi.cast('void *', -1)"}, with the result declared as void *`,
    // https://luajit.org/ext_ffi_semantics.html#callback_convention and src/lj_ccall.c
    wrongConvention: () => ({
      level: 'note',
      consequence:
        'no harm: LuaJIT notices __stdcall at the first call of a function; callbacks have to say it',
    }),
  },
)
export const mqlVocabulary = vocabulary(
  'MQL',
  'MQL',
  'https://www.mql5.com/en/docs/basis/preprosessor/import',
  {
    spell: spellMql,
    failureValues: valuesOfIntegers,
    failureTest: sentinel => (sentinel === 'zero' ? 'handle == 0' : 'handle == -1'),
  },
)
