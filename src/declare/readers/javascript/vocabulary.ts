import { wideningOf } from '../../ffi/widening.ts'
import type { Vocabulary } from '../../model.ts'
import type { TypeInfo } from '../../widths/table.ts'
import type { PointerBytes } from '../../win32/architecture.ts'
import { isPointerSized, sentinelValues, targetOf } from '../common/words.ts'
import type { JavaScriptFfi } from './types.ts'

interface Words {
  readonly name: string
  readonly pointer: string
  readonly void: string
  /** Text that the FFI converts, by bytes of a character. */
  readonly text: Readonly<Partial<Record<1 | 2, string>>>
  /** An integer or float, for example `u32`. */
  number(kind: 'signed' | 'unsigned' | 'float', bytes: number): string
  result(type: string): string
  parameters(types: readonly string[]): string
}

const letters = { signed: 'i', unsigned: 'u', float: 'f' } as const
const quoted = (types: readonly string[]): string =>
  `[${types.map(type => `'${type}'`).join(', ')}]`
const short: Words['number'] = (kind, bytes) => `${letters[kind]}${8 * bytes}`
const long: Words['number'] = (kind, bytes) =>
  kind === 'float'
    ? bytes === 4
      ? 'float'
      : 'double'
    : `${kind === 'unsigned' ? 'u' : ''}int${8 * bytes}`

const words: Readonly<Record<JavaScriptFfi, Words>> = {
  bun: {
    name: 'Bun',
    pointer: 'ptr',
    void: 'void',
    text: { 1: 'cstring' },
    number: short,
    result: type => `returns: '${type}'`,
    parameters: types => `args: ${quoted(types)}`,
  },
  deno: {
    name: 'Deno',
    pointer: 'pointer',
    void: 'void',
    text: {},
    number: short,
    result: type => `result: '${type}'`,
    parameters: types => `parameters: ${quoted(types)}`,
  },
  'node-ffi': {
    name: 'node:ffi',
    pointer: 'pointer',
    void: 'void',
    text: { 1: 'string' },
    number: long,
    result: type => `return: '${type}'`,
    parameters: types => `arguments: ${quoted(types)}`,
  },
  'ffi-napi': {
    name: 'ffi-napi',
    pointer: 'pointer',
    void: 'void',
    text: { 1: 'string' },
    number: long,
    result: type => `'${type}'`,
    parameters: quoted,
  },
  'ffi-rs': {
    name: 'ffi-rs',
    pointer: 'DataType.External',
    void: 'DataType.Void',
    text: { 1: 'DataType.String', 2: 'DataType.WString' },
    number: (kind, bytes) =>
      kind === 'float'
        ? `DataType.${bytes === 4 ? 'Float' : 'Double'}`
        : `DataType.${letters[kind].toUpperCase()}${8 * bytes}`,
    result: type => `retType: ${type}`,
    parameters: types => `paramsType: [${types.join(', ')}]`,
  },
}

/** The words of an FFI of JavaScript other than koffi. */
export function ffiVocabulary(ffi: JavaScriptFfi): Vocabulary {
  const own = words[ffi]
  return {
    name: own.name,
    ffi,
    language: 'JavaScript',
    spell: (type, pointerBytes) => spell(type, pointerBytes, own),
    spellArray: (element, count, pointerBytes) =>
      `ArrayType(${spell(element, pointerBytes, own)}, ${count})`,
    failureValues: sentinelValues,
    failureTest: sentinel =>
      sentinel === 'zero' ? 'handle == 0' : 'BigInt.asIntN(64, BigInt(handle)) === -1n',
    wrongConvention: () => ({
      level: 'warning',
      consequence: 'on ia32 the stack is unbalanced after the call, unless the FFI restores it',
    }),
    declareConvention: convention => convention,
    widening: wideningOf(ffi),
    unbalanced: 'on ia32 the stack is unbalanced after the call, unless the FFI restores it',
    undeclaredParameters: '',
    declareResult: (_, type) => own.result(type),
    declareParameters: (_, types) => own.parameters(types),
  }
}

function spell(type: TypeInfo, pointerBytes: PointerBytes, own: Words): string {
  switch (type.kind) {
    case 'void':
      return own.void
    case 'struct':
      return type.name
    case 'signed':
    case 'unsigned':
    case 'float':
      return isPointerSized(type, pointerBytes) &&
        (type.family !== undefined || type.kind === 'float')
        ? own.pointer
        : own.number(type.kind, type.bytes)
    default: {
      const bytes = /^(WCHAR|wchar_t)$/.test(targetOf(type))
        ? 2
        : /^(CHAR|char)$/.test(targetOf(type))
          ? 1
          : undefined
      return (bytes && type.targetIsConst ? own.text[bytes] : undefined) ?? own.pointer
    }
  }
}
