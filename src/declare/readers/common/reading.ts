import type { Declaration, DeclaredStruct } from '../../model.ts'
import type { NotFollowed, Reading } from '../../reading.ts'
import { isWindowsLibrary, openWidthTable } from '../../widths/table.ts'
import { pointerBytesOf, type Architecture, type PointerBytes } from '../../win32/architecture.ts'
import {
  layStruct,
  type Item,
  type SourceCallback,
  type SourceFunction,
  type SourceProgram,
  type SourceStruct,
} from './program.ts'

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
      const result = one.result ?? results.get(one.function)
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
    ...program.sizes.filter(isMeant).map(({ only: _, ...size }): Declaration => ({
      kind: 'size',
      ...size,
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
      ...(struct.isOwn && { isOwn: true as const }),
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
