import { openWidthTable, type FieldInfo, type StructInfo } from '../declare/widths/table.ts'
import { functionFacts, structFacts } from './functions.ts'
import type { Symptom } from './symptom.ts'

/** How each kind of block of code writes a comment. */
const comments: Readonly<Record<string, string>> = {
  python: '#',
  powershell: '#',
  ruby: '#',
  vb: "'",
  autohotkey: ';',
  lua: '--',
}
const usualComment = '//'

/** The sign that begins a comment in a kind of block of code. */
export function commentSign(fence: string): string {
  return comments[fence] ?? usualComment
}

/** So many structs are laid out; a call that takes more is told by these. */
const mostStructs = 2

/** The structs of the failing call, or of the text, whose layout follows the architecture; none where one of them is OVERLAPPED, for which the collection has lines. */
function structsOf({ failed, structs = [] }: Symptom): readonly string[] {
  const call = failed.find(one => one.call !== '')?.call
  const taken = call === undefined ? [] : (functionFacts(call)?.structs ?? [])
  const spoken = structs.flatMap(name => structFacts(name) ?? [])
  const names = [...taken, ...spoken]
    .filter(({ name, differs }) => differs && name !== 'SECURITY_ATTRIBUTES')
    .map(({ name }) => name)
  return names.includes('OVERLAPPED') ? [] : [...new Set(names)].slice(0, mostStructs)
}

/** A struct by the name that people use, which the headers give to an alias. */
function structNamed(name: string, architecture: 'x64' | 'ia32'): StructInfo | undefined {
  return [name, `_${name}`, `tag${name}`]
    .map(one => openWidthTable().struct(one, architecture))
    .find(found => found !== undefined)
}

/** What a type is behind its name: an address or a handle, or a number that is longer in 64 bits. */
function widthOf({ bytes, type }: FieldInfo, narrow: FieldInfo | undefined): string {
  if (narrow === undefined || narrow.bytes === bytes) return ''
  return type.kind === 'pointer' || /_PTR$|SIZE_T$|PARAM$/.test(type.name)
    ? ', as wide as a pointer'
    : `, ${bytes} bytes, in 32 bits ${narrow.bytes}`
}

/** A struct has at most so many rows; what is behind moves as the last of them does. */
const mostRows = 30

/** Where each member stands, in processes of both widths, in columns. */
function rowsOf(wide: StructInfo, narrow: StructInfo): readonly string[] {
  const longest = Math.max(...wide.fields.map(({ name }) => name.length))
  const left = wide.fields.length - mostRows
  const rows = wide.fields.slice(0, mostRows).map((field, index) => {
    const other = narrow.fields[index]
    const [here, there] = [String(field.offset), String(other?.offset ?? '')]
    return `${here.padStart(6)}  ${there.padStart(10)}  ${field.name.padEnd(longest)}  ${field.type.name}${widthOf(field, other)}`
  })
  return left > 0 ? [...rows, `… and ${left} more members`] : rows
}

/** The layout of structs in lines of comments. */
export interface LayoutText {
  /** An imperative. */
  readonly title: string
  readonly lines: readonly string[]
}

/** How the structs that the failing call takes are laid out in processes of both widths, by the Windows headers: bytes and offsets. `undefined` where the call takes none that differs, or OVERLAPPED. `fence`: the language of the block. */
export function layoutFor(symptom: Symptom, fence: string): LayoutText | undefined {
  const mark = commentSign(fence)
  const layouts = structsOf(symptom).flatMap(name => {
    const [wide, narrow] = [structNamed(name, 'x64'), structNamed(name, 'ia32')]
    if (!wide || !narrow || wide.fields.length !== narrow.fields.length) return []
    return [
      [
        `${name}: ${wide.bytes} bytes, in a 32-bit process ${narrow.bytes}`,
        'offset  in 32 bits  member',
        ...rowsOf(wide, narrow),
      ],
    ]
  })
  return layouts.length === 0
    ? undefined
    : {
        title: 'Declare the structs of this call as the headers have them, with these offsets',
        lines: layouts.flatMap(lines => lines.map(line => `${mark} ${line}`)),
      }
}
