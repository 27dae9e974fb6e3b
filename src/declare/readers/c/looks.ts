import type { Value } from '../../model.ts'
import type { PointerBytes } from '../../win32/architecture.ts'
import { blankOut, functionBodies, innermost, likeC, matchBrackets } from '../common/blanks.ts'
import type { LookedAt, LookSyntax } from '../common/looks.ts'
import type { Source } from '../common/sources.ts'
import type { SizeSyntax } from '../common/stated-sizes.ts'

/** The language around the C: how it is written, and how its FFI compares what a function returned. */
export interface LookLanguage {
  program(source: Source): LookedAt
  readonly sizes?: SizeSyntax
  syntax(constants: ReadonlyMap<string, string>, pointerBytes: PointerBytes): LookSyntax
}

/** Constants that a file defines on one line each, by name. */
export function constantsIn({ text }: Pick<Source, 'text'>): Map<string, string> {
  return new Map(
    [
      ...text.matchAll(
        /^[ \t]*(?:#define[ \t]+|(?:local|const|static|input|int|uint|long|ulong|HANDLE)[ \t]+){0,4}(?:\w+\.){0,2}([A-Z_][A-Z0-9_]{2,60})(?:[ \t]*=[ \t]*|[ \t]+)([^=\n;]{1,100}?)[ \t]*(?:;.*|--.*|\/\/.*|(?<!")#.*)?$/gm,
      ),
    ].map(([, name = '', value = '']) => [name, value.trim()]),
  )
}

/** A whole number, as these languages write it. */
function numberOf(written: string): bigint | undefined {
  const [, minus, digits] =
    /^\(*\s*(-?)\s*(0[xX][0-9a-fA-F]{1,16}|\d{1,19})[uUlL]*\s*\)*$/.exec(written) ?? []
  return digits === undefined ? undefined : BigInt(digits) * (minus ? -1n : 1n)
}

/** Follows names of constants to what they stand for; anything else stays as it is. */
function resolve(written: string, constants: ReadonlyMap<string, string>): string {
  let at = written
  for (let step = 0; step < 6; step += 1) {
    const next = constants.get(/^(?:\w+\.)*(\w+)$/.exec(at)?.[1] ?? '')
    if (next === undefined) return at
    at = next
  }
  return at
}

/** `ffi.cast('HANDLE', -1)`: an address, or a number where the type is one. */
function castOf(
  written: string,
  constants: ReadonlyMap<string, string>,
  pointerBytes: PointerBytes,
): readonly Value[] | undefined {
  const [, type = '', said = ''] =
    /\bcast\s*\(\s*["']([^"']{1,60})["']\s*,\s*(.+?)\s*\)$/.exec(written) ?? []
  const value = numberOf(resolve(said, constants))
  if (value === undefined)
    return /^(nil|None)$/.test(said) ? [{ kind: 'address', value: 0n }] : undefined
  return /\*\s*$|^(H[A-Z]+|P?VOID|LPVOID|SC_HANDLE)$/.test(type)
    ? [{ kind: 'address', value: BigInt.asIntN(8 * pointerBytes, value) }]
    : /int|long|LONG|DWORD/.test(type)
      ? [{ kind: 'number', value }]
      : undefined
}

/** Finds the end of a function: the first line that is not indented deeper than its head. */
function endByIndentation(masked: string, head: RegExp): (at: number) => number {
  return at => {
    const lineStart = masked.lastIndexOf('\n', at) + 1
    const indentation = (line: string): number => /^[ \t]*/.exec(line)?.[0].length ?? 0
    const own = indentation(masked.slice(lineStart, at))
    const before = masked.slice(Math.max(0, lineStart - 20_000), lineStart).split('\n')
    const above = before.findLast(line => head.test(line) && indentation(line) < own)
    const limit = above === undefined ? -1 : indentation(above)
    let from = masked.indexOf('\n', at) + 1
    while (from > 0 && from < masked.length && from - at < 20_000) {
      const next = masked.indexOf('\n', from)
      const line = masked.slice(from, next < 0 ? undefined : next)
      const isOver = above === undefined ? head.test(line) : indentation(line) <= limit
      if (line.trim() !== '' && isOver) return from
      if (next < 0) break
      from = next + 1
    }
    return masked.length
  }
}

const sizesOfNew: SizeSyntax = {
  variables: [
    /\b(?<name>\w{1,60})\s*=\s*(?:\w+\.)*new\s*\(\s*["'](?:struct\s+)?(?<type>\w{2,60})\s*(?:\*|\[\s*1\s*\])?\s*["']/g,
  ],
  sizeOf:
    /^(?:\w+\.)?sizeof\s*\(\s*(?:["'](?:struct\s+)?(?<type>\w+)["']|(?<name>\w+)(?:\[0\])?)\s*\)/,
}

/** https://cffi.readthedocs.io/en/stable/ref.html#ffi-null: a null pointer is false but not None, and a pointer is never equal to a number. */
export const cffiLooks: LookLanguage = {
  sizes: sizesOfNew,
  program: ({ text }) => {
    const masked = blankOut(
      text,
      /"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|#[^\n]*/g,
    )
    return { text, masked, end: endByIndentation(masked, /^\s*(?:async\s+def|def|class)\b/) }
  },
  syntax: (constants, pointerBytes) => ({
    same: '==|!=|is\\s+not\\b|is\\b',
    not: '\\bnot\\s',
    bare: ['\\b(?:if|elif|while|assert|and|or)\\s\\(*', '\\)*\\s*(?::|$|\\n|and\\b|or\\b|,)'],
    missing: { kind: 'falsy' },
    needsOwner: true,
    values: written => {
      const said = resolve(written, constants)
      if (said === 'None') return [{ kind: 'null' }]
      if (/^\w+\.NULL$/.test(said)) return [{ kind: 'address', value: 0n }]
      const value = numberOf(said)
      return value === undefined
        ? castOf(said, constants, pointerBytes)
        : [{ kind: 'number', value }]
    },
  }),
}

/** https://luajit.org/ext_ffi_semantics.html#cdata_comp: nil is equal to a null pointer, a pointer is never equal to a number, and even a null pointer counts as true. */
export const luaLooks: LookLanguage = {
  sizes: sizesOfNew,
  program: ({ text }) => {
    const masked = blankOut(
      text,
      /--\[(=*)\[[\s\S]*?(?:\]\1\]|$)|--[^\n]*|\[(=*)\[[\s\S]*?(?:\]\2\]|$)|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g,
    )
    return { text, masked, end: endByIndentation(masked, /\bfunction\b/) }
  },
  syntax: (constants, pointerBytes) => ({
    same: '==|~=',
    not: '\\bnot\\s',
    bare: [
      '\\b(?:if|elseif|while|until|and|or)\\s\\(*|\\bassert\\s*\\(',
      '\\)*\\s*(?:then|do|and\\b|or\\b|,|$|\\n)|\\)',
    ],
    missing: { kind: 'null' },
    needsOwner: true,
    values: written => {
      const said = resolve(written, constants)
      if (said === 'nil' || /^\w+\.NULL$/.test(said)) return [{ kind: 'address', value: 0n }]
      const value = numberOf(said)
      if (value === undefined) return castOf(said, constants, pointerBytes)
      // A number that meets uint64_t becomes one.
      return [value, ...(value < 0n ? [BigInt.asUintN(64, value)] : [])].map(one => ({
        kind: 'number',
        value: one,
      }))
    },
  }),
}

const ofMql: ReadonlyMap<string, bigint> = new Map([
  ['NULL', 0n],
  ['EMPTY', -1n],
  ['INVALID_HANDLE', -1n],
])

/** MQL compares integers as C does: at the width of the wider one. */
export const mqlLooks: LookLanguage = {
  sizes: {
    variables: [/\b(?<type>[A-Z_][A-Z0-9_]{2,60})\s+(?<name>\w{1,60})\s*[=;,]/g],
    sizeOf: /^(?:\(\s*\w+\s*\)\s*)?sizeof\s*\(\s*(?<name>\w+)\s*\)/,
  },
  program: ({ text }) => {
    const masked = blankOut(text, likeC)
    const bodies = functionBodies(masked, matchBrackets(masked, '{', '}'))
    return { text, masked, end: at => innermost(bodies, at)?.[1] ?? masked.length }
  },
  syntax: constants => ({
    same: '==|!=',
    not: '!',
    bare: ['(?:\\b(?:if|while)\\s*\\(|&&|\\|\\|)\\s*\\(*', '(?:\\)|&&|\\|\\||\\?)'],
    missing: { kind: 'falsy' },
    values: written => {
      const said = resolve(written, constants)
      const value = numberOf(said) ?? ofMql.get(said)
      return value === undefined ? undefined : [{ kind: 'number', value }]
    },
  }),
}
