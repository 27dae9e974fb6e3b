import type { PointerBytes } from '../../win32/architecture.ts'
import { plainTypeIn, type PlainTypes } from '../common/plain-types.ts'
import { scalar, unknown, voidType, type Sized } from '../common/program.ts'
import { textOf } from './evaluate.ts'

/** https://www.autohotkey.com/docs/v2/lib/DllCall.htm#types */
const plain: PlainTypes = {
  int: ['signed', 4],
  uint: ['unsigned', 4],
  int64: ['signed', 8],
  uint64: ['unsigned', 8],
  short: ['signed', 2],
  ushort: ['unsigned', 2],
  char: ['signed', 1],
  uchar: ['unsigned', 1],
  ptr: ['signed', 'pointer'],
  uptr: ['unsigned', 'pointer'],
  float: ['float', 4],
  double: ['float', 8],
  hresult: ['signed', 4],
}

const texts: Readonly<Record<string, 1 | 2>> = { str: 2, wstr: 2, astr: 1 }

/** A type name without what makes a pointer of it; version 1 takes it without quotes, too. */
export function typeName(argument: string, pointerBytes: PointerBytes): string | undefined {
  const said = textOf(argument, pointerBytes) ?? argument
  const name = said
    .trim()
    .toLowerCase()
    .replace(/^cdecl\s*/, '')
  const bare = name.replace(/\s*[*p]$/, '')
  return Object.hasOwn(plain, name) ||
    Object.hasOwn(texts, name) ||
    Object.hasOwn(plain, bare) ||
    Object.hasOwn(texts, bare) ||
    name === ''
    ? name
    : undefined
}

export interface Passed {
  /** Bytes of the buffer that an argument passes; undefined where that is not known. */
  buffer(argument: string): number | undefined
  /** Whether the function takes a floating point number there: those travel in registers of their own. */
  readonly isFloat: boolean
}

/**
 * A parameter as the function sees it. In a 64-bit process AutoHotkey passes 64 bits whatever the type says, so an
 * integer is never cut on its way in (https://github.com/AutoHotkey/AutoHotkey/blob/v2.0/source/lib/DllCall.cpp).
 */
export function parameterType(
  type: string,
  argument: string,
  pointerBytes: PointerBytes,
  { buffer, isFloat }: Passed,
): Sized {
  const name = typeName(type, pointerBytes)
  if (name === undefined) return unknown(type)
  if (Object.hasOwn(texts, name)) return textType(type, name, pointerBytes)
  const isPointer = /[*p]$/.test(name)
  const value = plainTypeIn(plain, name.replace(/\s*[*p]$/, ''), type, pointerBytes)
  if (isPointer) {
    const to = value && value.bytes < pointerBytes ? value : undefined
    return { ...scalar(type, 'pointer', pointerBytes), ...(to && { to }) }
  }
  if (!value) return unknown(type)
  if (value.kind !== 'float' && pointerBytes === 8) {
    if (isFloat) return value
    const bytes = value.bytes === 8 ? buffer(argument) : undefined
    if (bytes !== undefined)
      return {
        ...scalar(type, 'pointer', 8),
        to: { spelled: argument, kind: 'struct', bytes },
      }
    return { ...value, kind: 'unknown' }
  }
  return value
}

function textType(spelled: string, name: string, pointerBytes: PointerBytes): Sized {
  const text = texts[name]
  return { ...scalar(spelled, 'pointer', pointerBytes), ...(text && { text }) }
}

/** A result as the script sees it: Int where nothing is said. */
export function resultType(type: string | undefined, pointerBytes: PointerBytes): Sized {
  if (type === undefined) return scalar('Int, by default', 'signed', 4)
  const name = typeName(type, pointerBytes)
  if (name === undefined) return unknown(type)
  if (name === '') return scalar('Int, by default', 'signed', 4)
  if (Object.hasOwn(texts, name)) return textType(type, name, pointerBytes)
  if (name === 'void') return voidType
  return plainTypeIn(plain, name, type, pointerBytes) ?? unknown(type)
}
