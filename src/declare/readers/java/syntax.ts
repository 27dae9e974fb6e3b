import type { PointerBytes } from '../../win32/architecture.ts'
import { blankOut, likeC, matchBrackets } from '../common/blanks.ts'
import { lineFinder, type Source } from '../common/sources.ts'

/** A type with its name: `byte[] buffer`, `IntByReference read`. */
export interface JavaVariable {
  readonly type: string
  readonly name: string
  readonly line: number
  /** Elements of an array that a field is set to, as written. */
  readonly count?: string | undefined
}

type Convention = 'stdcall' | 'cdecl' | undefined

interface JavaMethod extends JavaVariable {
  readonly parameters: readonly JavaVariable[]
  /** The interface that declares it. */
  readonly owner?: string
  /** Undefined where the program leaves it to options, or to an interface of its own. */
  readonly convention?: Convention
}

/** An interface of one method that extends Callback. */
export type JavaCallback = JavaMethod

export interface JavaFile {
  readonly file: string
  readonly callbacks: readonly JavaCallback[]
  readonly methods: readonly JavaMethod[]
  readonly structs: readonly {
    readonly name: string
    readonly isUnion: boolean
    /** Widths of a pointer for which its fields lie without gaps. */
    readonly packedFor: readonly PointerBytes[]
    readonly line: number
    /** Undefined where they could not be followed. */
    readonly fields: readonly JavaVariable[] | undefined
  }[]
  readonly constants: ReadonlyMap<string, string>
}

const library =
  /\b(?:interface|class)\s+(\w+)\b[^{};]{0,300}\b(?:extends|implements)\b[^{};]{0,300}\b(?:Library|StdCallLibrary|W32APIOptions|Kernel32|User32|GDI32|Advapi32|Shell32|NtDll|SetupApi|Psapi|Winspool)\b[^{};]{0,200}\{/g
const inheriting = /\binterface\s+(\w+)\s+extends\b[^{};]{0,300}\{/g
const callback =
  /\binterface\s+(\w+)\s+extends\s+([\w.]{0,100}\bCallback|[\w.]{0,100}StdCallCallback)\s*\{/g
const struct = /\bclass\s+(\w+)\s+extends\s+(?:[\w.]+\.)?(Structure|Union)\b[^{};]{0,200}\{/g
const method =
  /([A-Za-z_][\w.]*(?:\s*\[\s*\])?)\s+([A-Za-z_]\w*)\s*\(([^(){};]{0,4000})\)\s*(?:throws\s[\w.,\s]{1,200})?;/g
const field =
  /\bpublic\s+(?:final\s+)?(?:volatile\s+)?([A-Za-z_][\w.]*(?:\s*\[\s*\])?)\s+(\w+(?:\s*,\s*\w+)*)\s*(?:=\s*(?:new\s+[\w.]+\s*\[\s*([\w.]+)\s*\])?[^;{}]{0,500})?;/g
/** The order of the fields, which JNA takes from the program and not from the class. */
const order =
  /(?:FieldOrder\s*\(\s*\{?|createFieldsOrder\s*\(|asList\s*\()\s*((?:"\w+"\s*,?\s*){1,200})/g
const load = /\bNative\s*\.\s*load(?:Library)?\s*\(([^;]{0,200}?),\s*(?:\w+\.)*(\w+)\.class\b/g
const constant = /\bint\s+([A-Z_][A-Z0-9_]*)\s*=\s*(0[xX][0-9a-fA-F]+|\d+)\s*;/g

/** What interfaces are loaded from, by their names: `Native.load("kernel32", Kernel32.class)`. */
export function librariesIn(sources: readonly Source[]): ReadonlyMap<string, string> {
  return new Map(
    sources.flatMap(({ text }) =>
      [...text.matchAll(load)].flatMap(([, said = '', name = '']) => {
        // Of names for several systems, that of Windows is the first.
        const [, first] = /"([^"]{1,200})"/.exec(said) ?? []
        return first === undefined ? [] : [[name, first] as const]
      }),
    ),
  )
}

/** Reads what a Java file declares for JNA; `loaded` are the interfaces that some file loads. */
export function parseJava({ file, text }: Source, loaded: ReadonlyMap<string, string>): JavaFile {
  const masked = blankOut(text, likeC)
  const lineOf = lineFinder(text)
  const closing = matchBrackets(masked, '{', '}')
  const heads = [
    ...masked.matchAll(library),
    ...[...masked.matchAll(inheriting)].filter(([, name = '']) => loaded.has(name)),
  ]
  const bodies = heads.map(found => ({
    ...bodyAt(masked, closing, found.index + found[0].length - 1),
    owner: found[1] ?? '',
    convention: conventionOf(found[0], masked, 'Library'),
  }))
  const natives = [...masked.matchAll(/\bnative\s+/g)].map(({ index, 0: said }) => ({
    from: index + said.length,
    to: masked.indexOf(';', index) + 1,
  }))
  const methods = [
    ...bodies.flatMap(({ from, to, owner, convention }) =>
      methodsIn(shallow(masked.slice(from, Math.max(from, to))), from, lineOf).map(one => ({
        ...one,
        owner,
        convention,
      })),
    ),
    ...natives.flatMap(({ from, to }) =>
      methodsIn(shallow(masked.slice(from, Math.max(from, to))), from, lineOf),
    ),
  ]
  const structs = [...masked.matchAll(struct)].map(found => {
    const { from, to } = bodyAt(masked, closing, found.index + found[0].length - 1)
    const own = shallow(masked.slice(from, to))
    const fields = [...own.matchAll(field)].flatMap(
      ({ 0: whole, 1: type = '', 2: names = '', 3: count, index }) =>
        /\bstatic\b/.test(whole)
          ? []
          : names
              .split(',')
              .map(name => ({ type, name: name.trim(), count, line: lineOf(from + index) })),
    )
    const isUnion = found[2] === 'Union'
    // An annotation stands before the class.
    const around = text.slice(Math.max(0, found.index - 400), to)
    return {
      name: found[1] ?? '',
      isUnion,
      packedFor: packedFor(masked, masked.slice(from, to)),
      line: lineOf(found.index),
      fields: isUnion ? fields : inOrder(fields, around),
    }
  })
  const callbacks = [...masked.matchAll(callback)].flatMap(found => {
    const { from, to } = bodyAt(masked, closing, found.index + found[0].length - 1)
    const [only, ...more] = methodsIn(shallow(masked.slice(from, to)), from, lineOf)
    const [, name = '', base = ''] = found
    return only && more.length === 0
      ? [{ ...only, name, convention: conventionOf(base, masked, 'Callback') }]
      : []
  })
  return {
    file,
    callbacks,
    methods: [...new Map(methods.map(one => [`${one.line} ${one.name}`, one])).values()],
    structs,
    constants: new Map(
      [...masked.matchAll(constant)].map(([, name = '', value = '']) => [name, value] as const),
    ),
  }
}

/**
 * The convention of a library or callback by what it extends; a library may be given another one in its options.
 * https://java-native-access.github.io/jna/5.14.0/javadoc/com/sun/jna/win32/StdCallLibrary.html
 */
function conventionOf(head: string, file: string, of: 'Library' | 'Callback'): Convention {
  if (new RegExp(`\\bStdCall(${of}\\b|\\b)`).test(head)) return 'stdcall'
  const isPlain = new RegExp(`\\b(extends|^)\\s*([\\w.]+\\.)?${of}\\s*(\\{|$)`).test(head)
  const hasOptions = /OPTION_CALLING_CONVENTION|AltCallingConvention|ALT_CONVENTION/.test(file)
  return isPlain && !hasOptions ? 'cdecl' : undefined
}

/** The methods that a body declares, which begins at `from`. */
function methodsIn(body: string, from: number, lineOf: (index: number) => number): JavaMethod[] {
  return [...body.matchAll(method)].flatMap(
    ({ 1: type = '', 2: name = '', 3: list = '', index }) => {
      const line = lineOf(from + index)
      return /^(return|new|throw|else)$/.test(type)
        ? []
        : [{ type, name, line, parameters: parametersOf(list, line) }]
    },
  )
}

/** https://java-native-access.github.io/jna/5.14.0/javadoc/com/sun/jna/Structure.html#ALIGN_NONE, of a struct or of the interface around it. */
function packedFor(file: string, body: string): readonly PointerBytes[] {
  if (/\b(super|setAlignType)\s*\([^()]*ALIGN_NONE/.test(body)) return [4, 8]
  const said = /\bSTRUCTURE_ALIGNMENT\s*=\s*([^;]{0,200});/.exec(file)?.[1] ?? ''
  if (!said.includes('ALIGN_NONE')) return []
  // Where it is chosen by the processor, 32-bit processes are those without gaps, as in the headers.
  return /\?.*ALIGN_DEFAULT/s.test(said) ? [4] : [4, 8]
}

/** Fields in the order that the program says; undefined where that is not what was read. */
function inOrder(
  fields: readonly JavaVariable[],
  around: string,
): readonly JavaVariable[] | undefined {
  for (const [, list = ''] of around.matchAll(order)) {
    const names = list.match(/\w+/g) ?? []
    const ordered = names.flatMap(name => fields.find(one => one.name === name) ?? [])
    if (ordered.length === fields.length && ordered.length === names.length) return ordered
  }
  return undefined
}

function bodyAt(
  masked: string,
  closing: ReadonlyMap<number, number>,
  brace: number,
): { readonly from: number; readonly to: number } {
  return { from: brace + 1, to: closing.get(brace) ?? masked.length }
}

/** A body with what stands in its inner blocks replaced by blanks. */
function shallow(body: string): string {
  let depth = 0
  let made = ''
  for (const char of body) {
    if (char === '}') depth = Math.max(0, depth - 1)
    made += depth === 0 || char === '\n' ? char : ' '.repeat(char.length)
    if (char === '{') depth += 1
  }
  return made
}

function parametersOf(list: string, line: number): JavaVariable[] {
  return list
    .replace(/@\w+\s*/g, '')
    .split(',')
    .map(one => one.replace(/\bfinal\s+/g, '').trim())
    .filter(one => one !== '')
    .map(one => {
      const [, type = one, dots = '', name = '', array = ''] =
        /^([\w.<>?\s]*?[\w.>\]](?:\s*\[\s*\])?)\s*(\.\.\.)?\s+(\w+)\s*(\[\s*\])?$/.exec(one) ?? []
      return { type: `${type.trim()}${dots || array ? '[]' : ''}`, name, line }
    })
}
