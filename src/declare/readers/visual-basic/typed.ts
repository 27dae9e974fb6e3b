import type { PointerBytes } from '../../win32/architecture.ts'

/** A type with what stands around it: `ByVal lpBuffer() As Byte`, `cFileName As String * 260`. */
export interface VbType {
  readonly name: string
  /** The type in lower case, without what stands before its last point. */
  readonly type: string
  readonly spelled: string
  readonly passing?: 'byval' | 'byref' | undefined
  /** Bounds of an array, as written; empty for an array of no stated length. */
  readonly bounds?: string | undefined
  /** Characters of a text of fixed length, as written. */
  readonly length?: string | undefined
  readonly attributes: string
  readonly line: number
  /** Of a field: the only width of a pointer for which `#If` leaves it. */
  readonly only?: PointerBytes | undefined
}

const suffixes: Readonly<Record<string, string>> = {
  '&': 'long',
  '%': 'integer',
  $: 'string',
  '!': 'single',
  '#': 'double',
  '@': 'currency',
  '^': 'longlong',
}

/** What a function returns; undefined for a Sub. */
export function resultOf(
  behind: string,
  suffix: string,
  line: number,
  isFunction: boolean,
): VbType | undefined {
  if (!isFunction) return undefined
  const [, attributes = '', spelled, array] =
    /^\s*as\s+(<.*>\s*)?([\w.]+)\s*(\(\s*\))?/i.exec(behind) ?? []
  const type = spelled ?? suffixes[suffix] ?? 'variant'
  return {
    name: 'return',
    type: lastOf(type),
    spelled: array ? `${type}()` : type,
    bounds: array && '',
    attributes,
    line,
  }
}

function lastOf(type: string): string {
  return (type.split('.').at(-1) ?? type).toLowerCase()
}

/** A parameter or a field. What stands in brackets behind `As New` is given to the constructor. */
export function typeOf(text: string, line: number): VbType {
  const [, attributes = '', bare = ''] = /^(<.*>\s*)?(.*)$/s.exec(text.trim()) ?? []
  const words =
    /^((?:(?:optional|byval|byref|paramarray|public|private|friend|dim|withevents|readonly)\s+)*)\[?([\p{L}\w]+)\]?([&%$!#@^]?)\s*(\(.*?\))?\s*(?:as\s+(?:new\s+)?([\w.]+)(?:\s*\*\s*(\w+))?\s*(\(.*?\))?)?/iu.exec(
      bare.replace(/(\bas\s+new\s+[\w.]+)\s*\(.*$/i, '$1'),
    )
  const [, before = '', name = '', suffix = '', bounds, type, length, bounds2] = words ?? []
  const spelled = type ?? suffixes[suffix] ?? 'variant'
  const list = bounds ?? bounds2
  return {
    name,
    type: lastOf(spelled),
    spelled,
    passing: /byval/i.test(before) ? 'byval' : /byref/i.test(before) ? 'byref' : undefined,
    bounds: list?.slice(1, -1),
    length,
    attributes,
    line,
  }
}
