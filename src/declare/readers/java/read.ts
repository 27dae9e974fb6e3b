import type { Reading } from '../../reading.ts'
import { openWidthTable } from '../../widths/table.ts'
import type { PointerBytes } from '../../win32/architecture.ts'
import { plainTypeIn, windowsType, type PlainTypes } from '../common/plain-types.ts'
import {
  emptyProgram,
  layStruct,
  libraryName,
  scalar,
  unknown,
  voidType,
  wideExportOf,
  type Sized,
  type SourceCallback,
  type SourceField,
} from '../common/program.ts'
import { readingOf } from '../common/reading.ts'
import { readSources } from '../common/sources.ts'
import type { ReadOptions } from '../language.ts'
import { invokedFunctions } from './functions.ts'
import { addLooks } from './looks.ts'
import {
  librariesIn,
  parseJava,
  type JavaCallback,
  type JavaFile,
  type JavaVariable,
} from './syntax.ts'
import { jnaVocabulary } from './vocabulary.ts'

/** Reads Java files without running them and collects what they declare with JNA. */
export async function readJava(
  files: readonly string[],
  { architectures }: ReadOptions,
): Promise<Reading> {
  const { read, failures } = readSources(files)
  const own = read.filter(({ text }) => /com\.sun\.jna\b/.test(text))
  const libraries = librariesIn(own)
  const parsed = own.map(source => parseJava(source, libraries))
  const types = new JavaTypes(parsed)
  const program = emptyProgram()
  for (const { file, methods, structs } of parsed) {
    for (const { name, type, parameters, line, owner = '', convention } of methods) {
      const library = libraries.get(owner)
      program.functions.push({
        name: wideExportOf(name),
        library: library === undefined ? undefined : libraryName(library),
        convention,
        place: { file, line },
        result: pointerBytes => types.passed(type, pointerBytes),
        parameters: parameters.map(one => pointerBytes => types.passed(one.type, pointerBytes)),
        callbacks: types.callbacksAt(parameters),
      })
    }
    for (const { name, isUnion, fields, line, packedFor } of structs) {
      const place = { file, line }
      // A class with the name of a pointer type holds the pointer.
      if (openWidthTable().type(name, 'x64')?.kind === 'pointer') continue
      if (fields)
        for (const only of [4, 8] as const)
          program.structs.push({
            name,
            isUnion,
            only,
            pack: packedFor.includes(only) ? 1 : undefined,
            fields: types.fields(fields),
            place,
          })
      else if (openWidthTable().struct(name, 'x64'))
        program.notFollowed.push({
          ...place,
          why: `the fields of ${name} and their order are not literal`,
        })
    }
  }
  for (const source of own) {
    const invoked = invokedFunctions(
      source,
      type => pointerBytes => types.passed(type, pointerBytes),
    )
    program.functions.push(...invoked.functions)
    program.notFollowed.push(...invoked.notFollowed)
  }
  addLooks(program, own)
  return readingOf(program, {
    architectures,
    vocabulary: jnaVocabulary,
    failures,
    files: read.map(({ file }) => file),
  })
}

/** https://github.com/java-native-access/jna/blob/master/www/Mappings.md: boolean is an int, char a wchar_t, NativeLong a long, which has 32 bits in Windows. */
const plain: PlainTypes = {
  boolean: ['signed', 4],
  byte: ['signed', 1],
  char: ['unsigned', 2],
  short: ['signed', 2],
  int: ['signed', 4],
  long: ['signed', 8],
  float: ['float', 4],
  double: ['float', 8],
  NativeLong: ['signed', 4],
  Pointer: ['pointer', 'pointer'],
  String: ['pointer', 'pointer'],
  Object: ['pointer', 'pointer'],
  Buffer: ['pointer', 'pointer'],
  ByteBuffer: ['pointer', 'pointer'],
  Memory: ['pointer', 'pointer'],
  Callback: ['pointer', 'pointer'],
}

const references: Readonly<Record<string, string>> = {
  Int: 'int',
  Long: 'long',
  Short: 'short',
  Double: 'double',
  Float: 'float',
  NativeLong: 'NativeLong',
  Pointer: 'Pointer',
}

class JavaTypes {
  private readonly structs: ReadonlyMap<string, JavaFile['structs'][number]>
  private readonly repeated: ReadonlySet<string>
  private readonly constants: ReadonlyMap<string, string>
  private readonly callbacks: ReadonlyMap<string, JavaCallback & { readonly file: string }>
  private readonly open = new Set<string>()

  constructor(files: readonly JavaFile[]) {
    const all = files.flatMap(({ structs }) => structs)
    const count = (name: string): number => all.filter(one => one.name === name).length
    // A name that several classes have, such as UNION, means another one in each.
    const repeated = new Set(all.map(({ name }) => name).filter(name => count(name) > 1))
    this.repeated = repeated
    this.structs = new Map(
      all.flatMap(struct => (repeated.has(struct.name) ? [] : [[struct.name, struct] as const])),
    )
    this.callbacks = new Map(
      files.flatMap(({ file, callbacks }) =>
        callbacks.map(one => [one.name, { ...one, file }] as const),
      ),
    )
    this.constants = new Map(files.flatMap(({ constants }) => [...constants]))
  }

  /** The callbacks among the parameters of a method, by position. */
  callbacksAt(parameters: readonly JavaVariable[]): Map<number, SourceCallback> {
    return new Map(
      parameters.flatMap(({ type }, index) => {
        const found = this.callbacks.get(type.split('.').at(-1) ?? type)
        return found
          ? [
              [
                index,
                {
                  name: found.name,
                  convention: found.convention,
                  place: { file: found.file, line: found.line },
                  result: pointerBytes => this.passed(found.type, pointerBytes),
                  parameters: found.parameters.map(
                    one => pointerBytes => this.passed(one.type, pointerBytes),
                  ),
                },
              ] as const,
            ]
          : []
      }),
    )
  }

  /** A type as it is passed or returned: a struct goes by its address. */
  passed(type: string, pointerBytes: PointerBytes): Sized {
    const value = this.value(type, pointerBytes)
    return value.kind === 'struct' && !type.endsWith('.ByValue')
      ? { ...scalar(type, 'pointer', pointerBytes), to: value }
      : value
  }

  value(type: string, pointerBytes: PointerBytes, depth = 0): Sized {
    if (depth > 16) return unknown(type)
    const array = /^(.*?)\s*\[\s*\]$/.exec(type)
    if (array) {
      const element = this.value(array[1] ?? '', pointerBytes, depth + 1)
      return {
        ...scalar(type, 'pointer', pointerBytes),
        ...(element.kind !== 'unknown' && { to: element }),
      }
    }
    const parts = type.split('.')
    const last = parts.at(-1) ?? type
    const isNested = /^By(Value|Reference)$/.test(last) && parts.length > 1
    const name = isNested ? (parts.at(-2) ?? last) : last
    if (name === 'void' || name === 'Void') return voidType
    if (name === 'WString') return { ...scalar(type, 'pointer', pointerBytes), text: 2 }
    const own = plainTypeIn(plain, name, type, pointerBytes)
    if (own) return own
    const reference = /^(\w+)ByReference$/.exec(name)?.[1]
    if (reference !== undefined) {
      const to = this.value(references[reference] ?? reference, pointerBytes, depth + 1)
      return { ...scalar(type, 'pointer', pointerBytes), ...(to.kind !== 'unknown' && { to }) }
    }
    if (this.callbacks.has(name)) return scalar(type, 'pointer', pointerBytes)
    const struct = this.structs.get(name)
    if (struct)
      return isNested && last === 'ByReference'
        ? scalar(type, 'pointer', pointerBytes)
        : this.structValue(struct, type, pointerBytes, depth)
    // JNA's package `platform` names its classes after the types of Windows.
    return this.repeated.has(name) ? unknown(type) : windowsType(name, type, pointerBytes)
  }

  private structValue(
    struct: JavaFile['structs'][number],
    spelled: string,
    pointerBytes: PointerBytes,
    depth: number,
  ): Sized {
    if (!struct.fields || this.open.has(struct.name)) return unknown(spelled)
    this.open.add(struct.name)
    const laid = layStruct(
      {
        fields: this.fields(struct.fields, depth + 1),
        isUnion: struct.isUnion,
        pack: struct.packedFor.includes(pointerBytes) ? 1 : undefined,
      },
      pointerBytes,
    )
    this.open.delete(struct.name)
    return laid && laid.fields.length > 0
      ? { spelled, kind: 'struct', bytes: laid.bytes, align: laid.align }
      : unknown(spelled)
  }

  fields(fields: readonly JavaVariable[], depth = 0): SourceField[] {
    return fields.map(({ name, type, line, count }) => ({
      name,
      line,
      type: pointerBytes => {
        const [, element] = /^(.*?)\s*\[\s*\]$/.exec(type) ?? []
        if (element === undefined) return this.value(type, pointerBytes, depth)
        const one = this.value(element, pointerBytes, depth)
        const number = Number(this.constants.get(count?.split('.').at(-1) ?? '') ?? count)
        return Number.isSafeInteger(number) && one.kind !== 'unknown'
          ? {
              spelled: `${element}[${number}]`,
              kind: 'struct',
              bytes: one.bytes * number,
              align: one.align,
            }
          : unknown(type)
      },
    }))
  }
}
