import type { PointerBytes } from '../../win32/architecture.ts'
import { sizedType, type PlainType } from '../common/plain-types.ts'
import {
  layStruct,
  scalar,
  unknown,
  voidType,
  type Sized,
  type SourceField,
} from '../common/program.ts'
import { nameOf, part, parts } from '../koffi/syntax.ts'
import { entriesOf, follow, itemsOf, textOf, type Modules, type Ref } from './module.ts'

type Plain =
  | PlainType<'signed' | 'unsigned' | 'float'>
  | readonly ['pointer', (1 | 2)?]
  | readonly ['void']

const numbers: Readonly<Record<string, Plain>> = {
  i8: ['signed', 1],
  u8: ['unsigned', 1],
  i16: ['signed', 2],
  u16: ['unsigned', 2],
  i32: ['signed', 4],
  u32: ['unsigned', 4],
  i64: ['signed', 8],
  u64: ['unsigned', 8],
  f32: ['float', 4],
  f64: ['float', 8],
  float: ['float', 4],
  double: ['float', 8],
  bool: ['unsigned', 1],
  void: ['void'],
  pointer: ['pointer'],
  buffer: ['pointer'],
  function: ['pointer'],
}

const spelledOut: Readonly<Record<string, Plain>> = {
  int8: ['signed', 1],
  uint8: ['unsigned', 1],
  int16: ['signed', 2],
  uint16: ['unsigned', 2],
  int32: ['signed', 4],
  uint32: ['unsigned', 4],
  int64: ['signed', 8],
  uint64: ['unsigned', 8],
  char: ['signed', 1],
}

/** C's own names; long has 32 bits on Windows. */
const c: Readonly<Record<string, Plain>> = {
  byte: ['unsigned', 1],
  uchar: ['unsigned', 1],
  short: ['signed', 2],
  ushort: ['unsigned', 2],
  int: ['signed', 4],
  uint: ['unsigned', 4],
  long: ['signed', 4],
  ulong: ['unsigned', 4],
  longlong: ['signed', 8],
  ulonglong: ['unsigned', 8],
  size_t: ['unsigned', 'pointer'],
  wchar_t: ['unsigned', 2],
}

/**
 * What each FFI calls its types. https://bun.com/docs/runtime/ffi, https://docs.deno.com/runtime/fundamentals/ffi/,
 * https://nodejs.org/docs/latest/api/ffi.html, https://github.com/node-ffi-napi/ref-napi, https://github.com/zhangyuang/node-ffi-rs
 */
const typeNames = {
  bun: {
    ...numbers,
    ...Object.fromEntries(Object.entries(spelledOut).map(([name, type]) => [`${name}_t`, type])),
    int: ['signed', 4],
    char: ['signed', 1],
    i64_fast: ['signed', 8],
    u64_fast: ['unsigned', 8],
    usize: ['unsigned', 'pointer'],
    ptr: ['pointer'],
    'void*': ['pointer'],
    'char*': ['pointer', 1],
    cstring: ['pointer', 1],
    callback: ['pointer'],
    fn: ['pointer'],
  },
  deno: { ...numbers, usize: ['unsigned', 'pointer'], isize: ['signed', 'pointer'] },
  'node-ffi': {
    ...numbers,
    ...spelledOut,
    ptr: ['pointer'],
    string: ['pointer', 1],
    str: ['pointer', 1],
    arraybuffer: ['pointer'],
  },
  'ffi-napi': {
    ...spelledOut,
    ...c,
    float: ['float', 4],
    double: ['float', 8],
    bool: ['unsigned', 1],
    void: ['void'],
    pointer: ['pointer'],
    string: ['pointer', 1],
    CString: ['pointer', 1],
    Utf8String: ['pointer', 1],
    Object: ['pointer'],
  },
  'ffi-rs': {
    String: ['pointer', 1],
    WString: ['pointer', 2],
    Boolean: ['unsigned', 1],
    Void: ['void'],
    U8: ['unsigned', 1],
    I16: ['signed', 2],
    I32: ['signed', 4],
    U32: ['unsigned', 4],
    I64: ['signed', 8],
    U64: ['unsigned', 8],
    BigInt: ['signed', 8],
    Float: ['float', 4],
    Double: ['float', 8],
    External: ['pointer'],
    U8Array: ['pointer'],
    I16Array: ['pointer'],
    I32Array: ['pointer'],
    U32Array: ['pointer'],
    FloatArray: ['pointer'],
    DoubleArray: ['pointer'],
    StringArray: ['pointer'],
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Plain>>>>

export type JavaScriptFfi = keyof typeof typeNames

/** A type of an FFI on a width of pointers, as far as the program says it literally. */
export function typeOf(
  ref: Ref,
  { ffi, modules }: { readonly ffi: JavaScriptFfi; readonly modules: Modules },
  pointerBytes: PointerBytes,
  depth = 0,
): Sized {
  const found = follow(ref, modules, pointerBytes)
  const { node, module } = found
  const inner = (of: Ref): Sized => typeOf(of, { ffi, modules }, pointerBytes, depth + 1)
  if (depth > 16) return unknown('…')
  const text = textOf(node)
  if (text !== undefined) return named(text, ffi, pointerBytes)
  if (node.type === 'MemberExpression') return named(nameOf(node) ?? '', ffi, pointerBytes)
  if (node.type === 'CallExpression' || node.type === 'NewExpression') {
    const [first] = parts(node, 'arguments')
    const callee = nameOf(part(node, 'callee')) ?? ''
    if (callee === 'refType' && first)
      return pointerTo(inner({ node: first, module }), pointerBytes)
    if (/^(Callback|Function|JSCallback|arrayConstructor|funcConstructor)$/.test(callee))
      return scalar(callee, 'pointer', pointerBytes)
    const fields = structFields(found, { ffi, modules })
    if (fields) return structOf(callee, fields, pointerBytes)
  }
  if (node.type === 'ObjectExpression') {
    const items = entriesOf(found, modules).find(({ name }) => name === 'struct')?.value
    const members = items && itemsOf(follow(items, modules, pointerBytes))
    if (members)
      return structOf(
        'struct',
        members.map((member, index) => ({
          name: String(index),
          line: 0,
          type: () => inner(member),
        })),
        pointerBytes,
      )
    // ffi-rs passes an object by its address.
    if (ffi === 'ffi-rs') return scalar('struct', 'pointer', pointerBytes)
  }
  return unknown(nameOf(node) ?? node.type)
}

function named(text: string, ffi: JavaScriptFfi, pointerBytes: PointerBytes): Sized {
  const names: Readonly<Record<string, Plain>> = typeNames[ffi]
  const plain = Object.hasOwn(names, text.trim()) ? names[text.trim()] : undefined
  if (plain) return sized(text, plain, pointerBytes)
  const [, target] = /^(.*\S)\s*\*$/.exec(text.trim()) ?? []
  return target === undefined
    ? unknown(text)
    : { ...pointerTo(named(target, ffi, pointerBytes), pointerBytes), spelled: text }
}

function sized(spelled: string, plain: Plain, pointerBytes: PointerBytes): Sized {
  if (plain[0] === 'void') return { ...voidType, spelled }
  if (plain[0] === 'pointer') {
    const [, text] = plain
    return { ...scalar(spelled, 'pointer', pointerBytes), ...(text && { text }) }
  }
  return sizedType(spelled, plain, pointerBytes)
}

function pointerTo(to: Sized, pointerBytes: PointerBytes): Sized {
  const isKnown = to.kind !== 'unknown' && to.kind !== 'void'
  return { ...scalar(`${to.spelled} *`, 'pointer', pointerBytes), ...(isKnown && { to }) }
}

function structOf(
  spelled: string,
  fields: readonly SourceField[],
  pointerBytes: PointerBytes,
): Sized {
  const laid = layStruct({ fields }, pointerBytes)
  return laid ? { spelled, kind: 'struct', bytes: laid.bytes, align: laid.align } : unknown(spelled)
}

/** The fields of a struct of ref-struct: `StructType({ name: type })` or `StructType([[type, name]])`. */
export function structFields(
  { node, module }: Ref,
  context: { readonly ffi: JavaScriptFfi; readonly modules: Modules },
): SourceField[] | undefined {
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return undefined
  const maker = module.imports.get(nameOf(part(node, 'callee')) ?? '')
  const [first] = parts(node, 'arguments')
  if (!first || !maker || !/(^|\/)ref-struct/.test(maker.from)) return undefined
  const table = follow({ node: first, module }, context.modules, 8)
  const entries = itemsOf(table)?.flatMap(item => {
    const [type, name] = itemsOf(item) ?? []
    const text = name && textOf(name.node)
    return type && text !== undefined
      ? [{ name: text, value: type, line: item.node.loc?.start.line ?? 0 }]
      : []
  })
  return (entries ?? entriesOf(table, context.modules)).map(({ name, value, line }) => ({
    name,
    line,
    type: pointerBytes => typeOf(value, context, pointerBytes),
  }))
}
