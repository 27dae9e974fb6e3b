import { type Architecture } from '../win32/architecture.ts'
import { conventions, shapeCodes, type EncodedShape, type EncodedTable } from './encode.ts'
import { type Convention } from './describe.ts'
import { correctionOf } from './differences.ts'
import { readMetadata, type FunctionFlags } from './flags.ts'
import { familyOf, type Family } from './handles.ts'
import { narrowNameOf } from './plain-names.ts'
import { pick, type LineList } from './rows.ts'
import { readTable, type OpenedTable } from './table-file.ts'

/** A type as the headers name it, resolved for one architecture. Widths in bytes. */
export interface TypeInfo {
  /** The name as spelled, for example `LPDWORD`. */
  readonly name: string
  /** The name and what it is an alias of, in order, for example `HDEVINFO`, `PVOID`, `void *`. */
  readonly chain: readonly string[]
  readonly kind:
    | 'void'
    | 'signed'
    | 'unsigned'
    | 'float'
    | 'pointer'
    | 'array'
    | 'struct'
    | 'function'
  readonly bytes: number
  /** What kind of handle, where it is one. */
  readonly family?: Family
  /** Pointee of a pointer, element of an array. */
  readonly target?: string
  /** Whether what the pointer points at is constant, and so an input. */
  readonly targetIsConst?: true
}

/** One parameter; headers leave some without a name. */
interface ParameterInfo {
  readonly name: string
  readonly type: TypeInfo
}

/** A prototype resolved for one architecture. */
export interface FunctionInfo extends FunctionFlags {
  readonly name: string
  /** DLL in lower case; empty where no import library of mingw-w64 has the function. */
  readonly library: string
  readonly convention: Convention
  readonly result: TypeInfo
  readonly parameters: readonly ParameterInfo[]
  /** N of `_Name@N` in the 32-bit import library, where it has one. */
  readonly stackBytes?: number
}

/** A member of a struct; members of anonymous structs and unions count as its own. */
export interface FieldInfo {
  readonly name: string
  readonly type: TypeInfo
  readonly offset: number
  readonly bytes: number
  /** First bit and width in bits, for a bit field. */
  readonly bitField?: { readonly offset: number; readonly width: number }
}

export interface StructInfo {
  readonly name: string
  readonly bytes: number
  readonly align: number
  readonly fields: readonly FieldInfo[]
}

/** The prototype behind a callback type. */
export interface CallbackInfo {
  readonly convention: Convention
  readonly result: TypeInfo
  readonly parameters: readonly ParameterInfo[]
}

/** True widths of the Win32 API. All lookups give undefined for what the headers do not have. */
export interface WidthTable {
  readonly source: EncodedTable['source']
  readonly disagreements: EncodedTable['disagreements']
  readonly functionNames: readonly string[]
  /** DLLs that the table knows functions of, in lower case. */
  readonly libraries: ReadonlySet<string>
  readonly typeNames: readonly string[]
  /** Only the name of the export; see `resolveFunctionName` for names without A or W. */
  function(name: string, architecture: Architecture): FunctionInfo | undefined
  type(name: string, architecture: Architecture): TypeInfo | undefined
  /** By the name of the struct, of a typedef, or of a pointer to it. */
  struct(name: string, architecture: Architecture): StructInfo | undefined
  /** By the name of a function pointer type. */
  callback(name: string, architecture: Architecture): CallbackInfo | undefined
  /** `CreateFile` stands for `CreateFileW`, as it does in a program compiled for Unicode. */
  resolveFunctionName(name: string): string | undefined
  /** The function that closes a handle of a type, such as `HKEY` (win32metadata). */
  closerOf(typeName: string): string | undefined
}

/** The table as the headers have it, where Microsoft has it otherwise too: for those who compare. */
export function readHeaderTable(): WidthTable {
  return makeTable(readTable(), () => undefined)
}

let opened: WidthTable | undefined

/** The table that the package carries, with what the headers have wrong put right. Read once. */
export function openWidthTable(): WidthTable {
  opened ??= makeTable(readTable(), correctionOf)
  return opened
}

/** Whether a DLL is one of Windows: a function of another library may bear any name. */
export function isWindowsLibrary(library: string, table: WidthTable): boolean {
  return (
    table.libraries.has(library) || /^(api-ms-win-|ext-ms-|kernelbase\.|wsock32\.)/.test(library)
  )
}

/** Puts lookups over the numbers of a table. */
function makeTable(encoded: OpenedTable, correct: typeof correctionOf): WidthTable {
  const { names, typeNames, types, functionNames, functions } = encoded
  const shapeAt = (index: number, architecture: Architecture): EncodedShape =>
    pick(types(index), architecture)

  const typeAt = (start: number, architecture: Architecture): TypeInfo => {
    const chain: string[] = []
    let index = start
    let shape = shapeAt(index, architecture)
    chain.push(typeNames.at(index) ?? '')
    while (shape[0] === shapeCodes.alias) {
      index = shape[1] ?? -1
      shape = shapeAt(index, architecture)
      chain.push(typeNames.at(index) ?? '')
    }
    const family = familyOf(chain)
    return {
      name: chain[0] ?? '',
      chain,
      ...resolveShape(shape, architecture, typeNames, bytesAt),
      ...(family && { family }),
    }
  }
  const bytesAt = (index: number, architecture: Architecture): number =>
    typeAt(index, architecture).bytes

  const callbackOf = (shape: EncodedShape, architecture: Architecture): CallbackInfo => {
    const parameters: ParameterInfo[] = []
    for (let at = 3; at < shape.length; at += 2)
      parameters.push({
        name: names.at(shape[at] ?? -1) ?? '',
        type: typeAt(shape[at + 1] ?? -1, architecture),
      })
    return {
      convention: conventions[shape[1] ?? 0] ?? 'stdcall',
      result: typeAt(shape[2] ?? -1, architecture),
      parameters,
    }
  }

  const indexOf = (name: string): number =>
    functionNames.indexOf(functionNames.indexOf(name) === -1 ? (narrowNameOf(name) ?? '') : name)
  let joined: ReadonlyMap<number, FunctionFlags> | undefined
  const isPointer = (name: string, architecture: Architecture): boolean =>
    table.type(name, architecture)?.kind === 'pointer'

  const table: WidthTable = {
    source: encoded.source,
    disagreements: encoded.disagreements,
    get functionNames() {
      return functionNames.all()
    },
    libraries: new Set(encoded.libraries),
    get typeNames() {
      return typeNames.all()
    },
    function(name, architecture) {
      const index = indexOf(name)
      const row = functions(index)
      if (!row) return undefined
      const [library, stackBytes, x64, ia32] = row
      const shape = architecture === 'ia32' ? (ia32 ?? x64) : x64
      if (shape.length === 0) return undefined
      const read = callbackOf(shape, architecture)
      const corrected = (place: string, own: TypeInfo): TypeInfo =>
        table.type(correct(name, place) ?? '', architecture) ?? own
      return {
        name,
        library: encoded.libraries[library] ?? '',
        convention: read.convention,
        result: corrected('result', read.result),
        parameters: read.parameters.map(own => ({ ...own, type: corrected(own.name, own.type) })),
        ...(stackBytes >= 0 && { stackBytes }),
        ...(joined ??= readMetadata(encoded.metadata)).get(index),
      }
    },
    type(name, architecture) {
      const index = typeNames.indexOf(name)
      return index === -1 || !shapeAt(index, architecture).length
        ? undefined
        : typeAt(index, architecture)
    },
    struct(name, architecture) {
      const type = table.type(name, architecture)
      // Some pointers of the headers lead back to themselves.
      if (type?.kind === 'pointer' && type.target)
        return isPointer(type.target, architecture)
          ? undefined
          : table.struct(type.target, architecture)
      // One of no bytes was declared and not defined: nothing is known of it.
      if (type?.kind !== 'struct' || type.bytes === 0) return undefined
      const shape = shapeAt(typeNames.indexOf(type.chain.at(-1) ?? ''), architecture)
      return {
        name,
        bytes: shape[1] ?? 0,
        align: shape[2] ?? 0,
        fields: fieldsOf(shape, names, index => typeAt(index, architecture)),
      }
    },
    callback(name, architecture) {
      const type = table.type(name, architecture)
      if (type?.kind === 'pointer' && type.target)
        return isPointer(type.target, architecture)
          ? undefined
          : table.callback(type.target, architecture)
      if (type?.kind !== 'function') return undefined
      return callbackOf(
        shapeAt(typeNames.indexOf(type.chain.at(-1) ?? ''), architecture),
        architecture,
      )
    },
    resolveFunctionName: name =>
      [name, `${name}W`, `${name}A`].find(candidate => functionNames.indexOf(candidate) !== -1),
    closerOf: typeName =>
      Object.hasOwn(encoded.metadata.closers, typeName)
        ? encoded.metadata.closers[typeName]
        : undefined,
  }
  return table
}

function resolveShape(
  shape: EncodedShape,
  architecture: Architecture,
  typeNames: LineList,
  bytesAt: (index: number, architecture: Architecture) => number,
): Pick<TypeInfo, 'kind' | 'bytes' | 'target' | 'targetIsConst'> {
  const pointerBytes = architecture === 'ia32' ? 4 : 8
  const [code, first = 0, second = 0] = shape
  const target = typeNames.at(first) ?? ''
  switch (code) {
    case shapeCodes.signed:
      return { kind: 'signed', bytes: first }
    case shapeCodes.unsigned:
      return { kind: 'unsigned', bytes: first }
    case shapeCodes.float:
      return { kind: 'float', bytes: first }
    case shapeCodes.pointer:
      return {
        kind: 'pointer',
        bytes: pointerBytes,
        target,
        ...(target.startsWith('const ') && { targetIsConst: true }),
      }
    case shapeCodes.array:
      return { kind: 'array', bytes: second * bytesAt(first, architecture), target }
    case shapeCodes.struct:
      return { kind: 'struct', bytes: first }
    case shapeCodes.function:
      return { kind: 'function', bytes: 0 }
    default:
      return { kind: 'void', bytes: 0 }
  }
}

function fieldsOf(
  shape: EncodedShape,
  names: LineList,
  typeOf: (index: number) => TypeInfo,
): FieldInfo[] {
  const fields: FieldInfo[] = []
  for (let at = 3; at < shape.length; at += 4) {
    const [name = -1, typeNumber = -1, offsetBits = 0, width = 0] = shape.slice(at, at + 4)
    const type = typeOf(typeNumber)
    // A bit field lies in the unit of its declared type that its first bit falls into.
    const unit = type.bytes * 8 || 8
    const offset = width ? Math.floor(offsetBits / unit) * type.bytes : offsetBits / 8
    fields.push({
      name: names.at(name) ?? '',
      type,
      offset,
      bytes: type.bytes,
      ...(width && { bitField: { offset: offsetBits - offset * 8, width } }),
    })
  }
  return fields
}
