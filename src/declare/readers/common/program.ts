import { layOut } from '../../layout.ts'
import type { DeclaredField, DeclaredType, FailureTest, Place } from '../../model.ts'
import type { NotFollowed } from '../../reading.ts'
import { openWidthTable } from '../../widths/table.ts'
import type { PointerBytes } from '../../win32/architecture.ts'

/**
 * What the files of a language declare, before it is known for which architecture: types are functions of the width of
 * a pointer. Readers of languages that declare literally make one of these.
 */
export interface SourceProgram {
  readonly functions: readonly SourceFunction[]
  readonly structs: readonly SourceStruct[]
  readonly callbacks: readonly SourceCallback[]
  readonly aliases: readonly SourceAlias[]
  readonly comparisons: readonly SourceComparison[]
  readonly sizes: readonly SourceSize[]
  readonly notFollowed: readonly NotFollowed[]
}

/** A declared type with its alignment in a struct, in bytes. */
export interface Sized extends DeclaredType {
  readonly align: number
}

export type TypeOn = (pointerBytes: PointerBytes) => Sized

export interface Item {
  readonly place: Place & { readonly file: string; readonly line: number }
  /** The only width of a pointer for which the program has it, by its own conditions. */
  readonly only?: PointerBytes | undefined
}

export interface SourceFunction extends Item {
  readonly name: string
  readonly library?: string | undefined
  readonly convention?: 'stdcall' | 'cdecl' | 'other' | undefined
  readonly result: TypeOn
  readonly parameters: readonly TypeOn[]
  readonly variadic?: boolean
  /** Callback types that parameters are declared with, by position. */
  readonly callbacks?: ReadonlyMap<number, SourceCallback>
}

export interface SourceField {
  readonly name: string
  readonly type: TypeOn
  readonly line: number
  readonly offset?: number | undefined
  readonly bits?: number | undefined
}

export interface SourceStruct extends Item {
  readonly name: string
  readonly fields: readonly SourceField[]
  readonly isUnion?: boolean
  readonly pack?: number | undefined
  /** Least number of bytes, where the program says one. */
  readonly size?: number | undefined
  /** Whether the program alone fills and reads it. */
  readonly isOwn?: boolean
}

export interface SourceCallback extends Item {
  readonly name: string
  readonly convention?: 'stdcall' | 'cdecl' | 'other' | undefined
  readonly result: TypeOn
  readonly parameters: readonly TypeOn[]
}

interface SourceAlias extends Item {
  readonly name: string
  readonly type: TypeOn
}

export interface SourceComparison extends Item {
  readonly function: string
  /** What the function returns, where the program does not declare it itself. */
  readonly result?: TypeOn
  readonly tests: readonly FailureTest[]
}

export interface SourceSize extends Item {
  readonly struct: string
  readonly field: string
  readonly value: number
  readonly isComputed?: true
}

export function emptyProgram(): { [K in keyof SourceProgram]: SourceProgram[K][number][] } {
  return {
    functions: [],
    structs: [],
    callbacks: [],
    aliases: [],
    comparisons: [],
    sizes: [],
    notFollowed: [],
  }
}

export const voidType: Sized = { spelled: 'void', kind: 'void', bytes: 0, align: 1 }

export function scalar(
  spelled: string,
  kind: 'signed' | 'unsigned' | 'float' | 'pointer',
  bytes: number,
): Sized {
  return { spelled, kind, bytes, align: Math.min(bytes, 8) }
}

export function unknown(spelled: string): Sized {
  return { spelled, kind: 'unknown', bytes: 0, align: 1 }
}

/** Where the fields of a struct lie; undefined where one of them has no known width. */
export function layStruct(
  { fields, isUnion, pack, size = 0 }: Pick<SourceStruct, 'fields' | 'isUnion' | 'pack' | 'size'>,
  pointerBytes: PointerBytes,
):
  | { readonly fields: readonly DeclaredField[]; readonly bytes: number; readonly align: number }
  | undefined {
  const types = fields.map(({ type }) => type(pointerBytes))
  if (types.some(({ kind }) => kind === 'unknown')) return undefined
  const { offsets, bytes, align } = layOut(
    types.map((type, index) => ({
      bytes: type.bytes,
      align: type.align,
      bits: fields[index]?.bits,
      offset: fields[index]?.offset,
    })),
    { isUnion: isUnion ?? false, ...(pack && { pack }) },
  )
  // Members that say where they lie may come in any order.
  const end = Math.max(0, ...types.map((type, index) => (offsets[index] ?? 0) + type.bytes))
  return {
    fields: fields.map(({ name, bits }, index) => ({
      name,
      type: types[index] ?? voidType,
      offset: offsets[index] ?? 0,
      ...(bits !== undefined && { bits }),
    })),
    bytes: Math.max(bytes, Math.ceil(end / align) * align, size),
    align,
  }
}

/** The export that a name stands for where an FFI tries the names with A and W, too. */
export function exportOf(name: string, suffix: 'A' | 'W'): string {
  return !isExport(name) && isExport(`${name}${suffix}`) ? `${name}${suffix}` : name
}

/**
 * The same in .NET and in JNA with its options for W: both try the name with W before the name as it is.
 * https://learn.microsoft.com/en-us/dotnet/framework/interop/specifying-a-character-set
 */
export function wideExportOf(name: string): string {
  return isExport(`${name}W`) ? `${name}W` : name
}

function isExport(name: string): boolean {
  return openWidthTable().function(name, 'x64') !== undefined
}

/** `kernel32.dll` of `Kernel32`, `KERNEL32.DLL`, and a path. */
export function libraryName(spelled: string): string {
  const name = spelled.toLowerCase().replace(/^.*[\\/]/, '')
  return /\.\w{2,4}$/.test(name) ? name : `${name}.dll`
}
