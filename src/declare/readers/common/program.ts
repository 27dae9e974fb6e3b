import { layOut } from '../../layout.ts'
import type {
  Declaration,
  DeclaredField,
  DeclaredStruct,
  DeclaredType,
  FailureTest,
  Place,
} from '../../model.ts'
import type { NotFollowed, Reading } from '../../reading.ts'
import { isWindowsLibrary, openWidthTable, type FunctionInfo } from '../../widths/table.ts'
import { pointerBytesOf, type Architecture, type PointerBytes } from '../../win32/architecture.ts'

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

interface Item {
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
  readonly tests: readonly FailureTest[]
}

interface SourceSize extends Item {
  readonly struct: string
  readonly field: string
  readonly value: number
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

/** What a program declares for one architecture. */
function declareProgram(program: SourceProgram, architecture: Architecture): Declaration[] {
  const pointerBytes = pointerBytesOf(architecture)
  const isMeant = ({ only }: Item): boolean => only === undefined || only === pointerBytes
  const functions = program.functions.filter(isMeant)
  const results = new Map(functions.map(({ name, result }) => [name, result] as const))
  return [
    ...functions.map(
      ({ name, library, convention, result, parameters, variadic, place }): Declaration => ({
        kind: 'function',
        name,
        place,
        result: result(pointerBytes),
        parameters: parameters.map(type => type(pointerBytes)),
        ...(library !== undefined && { library }),
        ...(convention && { convention }),
        ...(variadic && { variadic }),
      }),
    ),
    ...program.structs.filter(isMeant).flatMap(struct => declareStruct(struct, pointerBytes)),
    ...[...program.callbacks.filter(isMeant), ...callbacksOf(functions, architecture)].map(
      ({ name, convention, result, parameters, place }): Declaration => ({
        kind: 'callback',
        name,
        place,
        result: result(pointerBytes),
        parameters: parameters.map(type => type(pointerBytes)),
        ...(convention && { convention }),
      }),
    ),
    ...program.aliases.filter(isMeant).map(({ name, type, place }): Declaration => ({
      kind: 'alias',
      name,
      place,
      type: type(pointerBytes),
    })),
    ...program.comparisons.filter(isMeant).flatMap((one): Declaration[] => {
      const result = results.get(one.function)
      return result
        ? [
            {
              kind: 'comparison',
              function: one.function,
              tests: one.tests,
              result: result(pointerBytes),
              place: one.place,
            },
          ]
        : []
    }),
    ...program.sizes.filter(isMeant).map(({ struct, field, value, place }): Declaration => ({
      kind: 'size',
      struct,
      field,
      value,
      place,
    })),
  ]
}

function declareStruct(struct: SourceStruct, pointerBytes: PointerBytes): DeclaredStruct[] {
  const laid = layStruct(struct, pointerBytes)
  if (!laid) return []
  const { file } = struct.place
  return [
    {
      kind: 'struct',
      name: struct.name,
      bytes: laid.bytes,
      place: struct.place,
      fields: laid.fields.map((field, index) => ({
        ...field,
        place: { file, line: struct.fields[index]?.line ?? struct.place.line },
      })),
    },
  ]
}

/** Callback types by what Windows calls them: the name of the parameter type of the function that takes them. */
function callbacksOf(
  functions: readonly SourceFunction[],
  architecture: Architecture,
): SourceCallback[] {
  const table = openWidthTable()
  const found = functions.flatMap(({ name, callbacks = new Map<number, SourceCallback>() }) =>
    [...callbacks].flatMap(([index, callback]) => {
      const type = table.function(name, architecture)?.parameters[index]?.type.name
      const isKnown = type !== undefined && table.callback(type, architecture) !== undefined
      return isKnown ? [{ ...callback, name: type }] : []
    }),
  )
  const key = ({ name, place }: SourceCallback): string => `${name} ${place.file}:${place.line}`
  return [...new Map(found.map(callback => [key(callback), callback])).values()]
}

/** What a reader gives of its program. */
export function readingOf(
  program: SourceProgram,
  {
    architectures,
    vocabulary,
    failures,
    files,
  }: Pick<Reading, 'vocabulary' | 'failures' | 'files'> & {
    readonly architectures: readonly Architecture[]
  },
): Reading {
  return {
    declarations: new Map(
      architectures.map(architecture => [architecture, declareProgram(program, architecture)]),
    ),
    vocabulary,
    notices: failures,
    failures,
    files,
    notFollowed: [...program.notFollowed, ...unsized(program)],
  }
}

/** Structs of Windows and functions that hold a type of which nothing is known. */
function unsized({ functions, structs }: SourceProgram): NotFollowed[] {
  const table = openWidthTable()
  const found = [
    ...structs.flatMap(({ name, fields, place }): NotFollowed[] => {
      const bad = fields.find(({ type }) => type(8).kind === 'unknown')
      return bad && table.struct(name, 'x64')
        ? [
            {
              ...place,
              line: bad.line,
              why: `${name}.${bad.name} is of a type that is not known here`,
            },
          ]
        : []
    }),
    ...functions.flatMap(({ name, library, parameters, result, place }): NotFollowed[] => {
      if (library !== undefined && !isWindowsLibrary(library, table)) return []
      // What an FFI passes whole, whatever its type says, has a width.
      const bad = [result, ...parameters]
        .map(type => type(8))
        .find(({ kind, bytes }) => kind === 'unknown' && bytes === 0)
      return bad ? [{ ...place, why: `${name} uses ${bad.spelled}, which is not known here` }] : []
    }),
  ]
  return [...new Map(found.map(one => [`${one.file}:${one.line} ${one.why}`, one])).values()]
}

/** The export that a name stands for where an FFI tries the names with A and W, too. */
export function exportOf(name: string, suffix: 'A' | 'W'): string {
  const table = openWidthTable()
  const has = (one: string): FunctionInfo | undefined => table.function(one, 'x64')
  return !has(name) && has(`${name}${suffix}`) ? `${name}${suffix}` : name
}

/** `kernel32.dll` of `Kernel32`, `KERNEL32.DLL`, and a path. */
export function libraryName(spelled: string): string {
  const name = spelled.toLowerCase().replace(/^.*[\\/]/, '')
  return /\.\w{2,4}$/.test(name) ? name : `${name}.dll`
}
