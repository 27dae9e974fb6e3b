import type {
  Comparison,
  Declaration,
  DeclaredAlias,
  DeclaredField,
  DeclaredFunction,
  DeclaredStruct,
  DeclaredType,
  StatedSize,
  Undeclared,
  Value,
  Vocabulary,
} from './model.ts'
import type { Deviation, SlotPlace } from './deviation.ts'
import { sentinelOf } from './failures.ts'
import type {
  CallbackInfo,
  FieldInfo,
  FunctionInfo,
  StructInfo,
  TypeInfo,
  WidthTable,
} from './widths/table.ts'
import { pointerBytesOf, type Architecture, type PointerBytes } from './win32/architecture.ts'

/** What is true on one architecture. Lookups give undefined for what is not known. */
export interface Truth {
  readonly architecture: Architecture
  readonly pointerBytes: PointerBytes
  function(name: string): FunctionInfo | undefined
  struct(name: string): StructInfo | undefined
  type(name: string): TypeInfo | undefined
  callback(name: string): CallbackInfo | undefined
}

/** What the headers say on one architecture. */
export function truthOn(table: WidthTable, architecture: Architecture): Truth {
  return {
    architecture,
    pointerBytes: pointerBytesOf(architecture),
    function: name => table.function(name, architecture),
    struct: name => table.struct(name, architecture),
    type: name => table.type(name, architecture),
    callback: name => table.callback(name, architecture),
  }
}

/** What of an FFI decides how a failure value is seen by the program. */
export type FailureValues = Pick<Vocabulary, 'failureValues'>

/**
 * Every place where declarations differ from the truth, in the order of the declarations. What the truth does not
 * know, and types of unknown width, deviate from nothing. A sign deviates only where widths do: at equal width both
 * read the same bits. Comparisons need `ffi`, which says how it shows a failure value.
 */
export function compare(
  declared: readonly Declaration[],
  truth: Truth,
  ffi?: FailureValues,
): Deviation[] {
  return declared.flatMap(declaration => compareOne(declaration, truth, ffi))
}

function compareOne(declaration: Declaration, truth: Truth, ffi?: FailureValues): Deviation[] {
  switch (declaration.kind) {
    case 'function': {
      const found = truth.function(declaration.name)
      return found ? compareFunction(declaration, found, truth) : []
    }
    case 'callback': {
      const found = truth.callback(declaration.name)
      // A callback that does not say its parameters (FARPROC) fits everything.
      if (!found || (found.parameters.length === 0 && found.result.bytes <= 8)) return []
      const { name } = declaration
      return compareValues(declaration, { ...found, name, library: '' }, truth)
    }
    case 'struct': {
      const found = truth.struct(declaration.name)
      return found ? compareStruct(declaration, found) : []
    }
    case 'alias':
      return compareAlias(declaration, truth)
    case 'size':
      return compareStatedSize(declaration, truth)
    case 'comparison':
      return ffi ? compareFailureTest(declaration, truth, ffi) : []
    default:
      return declaration satisfies never
  }
}

/** Everything in which a function is declared otherwise than it is. */
export function compareFunction(
  declared: DeclaredFunction,
  found: FunctionInfo,
  truth: Truth,
): Deviation[] {
  return [...compareConvention(declared, found, truth), ...compareValues(declared, found, truth)]
}

function compareConvention(
  { name, convention, variadic }: DeclaredFunction,
  found: FunctionInfo,
  { architecture }: Truth,
): Deviation[] {
  const right = found.convention === 'stdcall' ? 'stdcall' : 'cdecl'
  return architecture === 'ia32' && convention && !variadic && convention !== right
    ? [{ kind: 'convention', function: name, declared: convention, true: right }]
    : []
}

/** A function or callback without its calling convention. */
type Values = Pick<DeclaredFunction, 'name' | 'result' | 'parameters' | 'variadic'>

function compareValues(declared: Values, found: FunctionInfo, truth: Truth): Deviation[] {
  const { name, result, parameters } = declared
  const place: SlotPlace = { at: 'result', function: name }
  const own = result.kind === 'undeclared' ? result.fallback : result
  return [
    ...compareSlot(own, found.result, place, truth, result.kind === 'undeclared'),
    ...('kind' in parameters
      ? compareUndeclared(name, parameters, found, truth)
      : compareParameters(declared, parameters, found, truth)),
  ]
}

function compareParameters(
  { name, variadic }: Values,
  parameters: readonly DeclaredType[],
  found: FunctionInfo,
  truth: Truth,
): Deviation[] {
  const most = found.parameters.length
  const count = parameters.length
  // A function that takes any number of arguments is declared with as many as the program needs.
  if (!variadic && (found.convention === 'variadic' ? count < most : count !== most))
    return [{ kind: 'count', function: name, declared: count, true: most }]
  return found.parameters.flatMap(({ type }, index) => {
    const own = parameters[index]
    const parameter = parameterName(found, index)
    return own
      ? [
          ...compareSlot(own, type, { at: 'parameter', function: name, parameter }, truth),
          ...comparePointee(own, type, { at: 'pointee', function: name, parameter }, truth),
        ]
      : []
  })
}

/** The name of a parameter; headers leave some without one. */
export function parameterName(
  { parameters }: Pick<FunctionInfo, 'parameters'>,
  index: number,
): string {
  return parameters[index]?.name || `parameter ${index + 1}`
}

/**
 * Only what the default of the FFI cannot carry: a pointer is passed as an object that the FFI knows to be one; a
 * number has to be a handle or wider than the default.
 */
function compareUndeclared(
  name: string,
  { fallback, positions }: Undeclared,
  found: FunctionInfo,
  truth: Truth,
): Deviation[] {
  return found.parameters.flatMap(({ type }, index) => {
    if (positions && !positions.includes(index)) return []
    if (!type.family && !(type.kind !== 'pointer' && type.bytes > fallback.bytes)) return []
    const parameter = parameterName(found, index)
    return compareSlot(fallback, type, { at: 'parameter', function: name, parameter }, truth, true)
  })
}

function isFloat({ kind }: DeclaredType | TypeInfo): boolean {
  return kind === 'float'
}

/** How a value deviates from its true type: at most one deviation. */
function compareSlot(
  declared: DeclaredType,
  found: TypeInfo,
  place: SlotPlace,
  { pointerBytes }: Truth,
  isUndeclared = false,
): Deviation[] {
  // An array as a parameter is a pointer.
  const bytes = found.kind === 'array' ? pointerBytes : found.bytes
  const kind = slotKind(declared, found, bytes, pointerBytes)
  if (kind === undefined) return []
  const passing = pointerBytes === 8 ? declared.passing : undefined
  return [
    {
      kind,
      place,
      declared: {
        ...sideOf(declared),
        ...(passing && passing !== 'plain' && { passing }),
        ...(isUndeclared && { undeclared: true }),
      },
      true: { ...trueSideOf(found), bytes },
    },
  ]
}

function slotKind(
  declared: DeclaredType,
  found: TypeInfo,
  bytes: number,
  pointerBytes: PointerBytes,
): 'width' | 'class' | 'passing' | undefined {
  if (declared.kind === 'unknown') return undefined
  if (found.kind === 'void') return declared.kind === 'void' ? undefined : 'class'
  if (found.kind === 'struct' || declared.kind === 'struct')
    return declared.bytes === found.bytes ? undefined : 'class'
  if (declared.kind !== 'void' && isFloat(declared) !== isFloat(found)) return 'class'
  if (declared.bytes !== bytes) return 'width'
  // The upper half of a slot exists where pointers have one.
  return pointerBytes === 8 && (declared.passing ?? 'plain') !== 'plain' ? 'passing' : undefined
}

function sideOf({ spelled, kind, bytes }: DeclaredType) {
  return { type: spelled, kind, bytes }
}

function trueSideOf(found: TypeInfo) {
  const cType = cTypeOf(found)
  return {
    type: found.name === 'WINBOOL' ? 'BOOL' : found.name,
    kind: found.kind,
    bytes: found.bytes,
    ...(cType !== undefined && { cType }),
  }
}

/** The C type of the width of a true type; undefined for what is no integer or pointer. */
function cTypeOf({ kind, bytes, chain }: TypeInfo): string | undefined {
  if (kind === 'pointer') return 'void *'
  if (kind !== 'signed' && kind !== 'unsigned') return undefined
  const sign = kind === 'signed' ? '' : 'u'
  return chain.some(name => /_PTR$|^S?SIZE_T$/.test(name))
    ? `${sign}intptr_t`
    : `${sign}int${8 * bytes}_t`
}

const scalars: ReadonlySet<string> = new Set(['signed', 'unsigned', 'float', 'pointer'])

/** Whether a type is a character. */
function isCharacter({ chain }: TypeInfo): boolean {
  return chain.some(name => /^(W?CHAR|char|wchar_t)$/.test(name))
}

/**
 * The variable behind a declared pointer against what the function reads or writes there. Bytes and void are raw memory
 * and fit everything; so do pointers of which the headers do not say what they point at.
 */
function comparePointee(
  declared: DeclaredType,
  found: TypeInfo,
  place: SlotPlace,
  truth: Truth,
): Deviation[] {
  if (found.kind !== 'pointer' || !found.target) return []
  const target = truth.type(found.target)
  if (!target || target.kind === 'void' || target.kind === 'function') return []
  const { text, to, spelled } = declared
  if (text)
    return isCharacter(target) && target.bytes !== text
      ? [
          {
            kind: 'text',
            place,
            declared: { type: spelled, bytes: text },
            true: { type: found.name, bytes: target.bytes },
          },
        ]
      : []
  return to && pointeeDeviates(to, target, truth)
    ? [{ kind: 'width', place, declared: sideOf(to), true: trueSideOf(target) }]
    : []
}

function pointeeDeviates(to: DeclaredType, target: TypeInfo, truth: Truth): boolean {
  // A struct that Windows knows by name is compared where it is declared.
  if (to.kind === 'struct')
    return (
      target.kind === 'struct' &&
      !truth.struct(to.spelled) &&
      to.bytes < target.bytes &&
      to.bytes !== 0
    )
  return (
    scalars.has(to.kind) &&
    scalars.has(target.kind) &&
    to.bytes > 1 &&
    target.bytes > 1 &&
    !isCharacter(target) &&
    to.bytes !== target.bytes
  )
}

/**
 * Everything in which a struct is declared otherwise than it is. Fields are found by name and, where the program calls
 * them otherwise, by place: several true fields under one declared field are right when they fill the same bytes.
 */
export function compareStruct(declared: DeclaredStruct, found: StructInfo): Deviation[] {
  const fields = declared.fields.flatMap(field => compareField(field, declared.name, found))
  return declared.bytes === found.bytes
    ? fields
    : [
        ...fields,
        { kind: 'size', struct: declared.name, declared: declared.bytes, true: found.bytes },
      ]
}

/** A field by its name, in the spelling of the headers where they have it. */
export function findField(fields: readonly FieldInfo[], name: string): FieldInfo | undefined {
  return (
    fields.find(field => field.name === name) ??
    fields.find(field => field.name.toLowerCase() === name.toLowerCase())
  )
}

function compareField(field: DeclaredField, struct: string, found: StructInfo): Deviation[] {
  if (field.bits !== undefined || field.type.kind === 'unknown') return []
  const same = findField(found.fields, field.name)
  const other = same ?? findUnder(field, found)
  if (!other) return []
  // The whole unit of a bit field may be declared under the name of its first bits.
  const bytes = same?.bitField ? field.type.bytes : other.bytes
  if (same && field.type.bytes === bytes && field.offset === same.offset) return []
  return [
    {
      kind: 'field',
      struct,
      field: field.name,
      declared: { type: field.type.spelled, offset: field.offset, bytes: field.type.bytes },
      true: { type: other.type.name, offset: other.offset, bytes },
      ...(!same && { over: other.name }),
    },
  ]
}

/**
 * The true field under a field of another name; undefined where that one is right: where it begins and ends as true
 * fields begin and end, or lies inside one that has parts of its own, or in padding.
 */
function findUnder(field: DeclaredField, { fields, bytes }: StructInfo): FieldInfo | undefined {
  const end = field.offset + field.type.bytes
  const edges = new Set(fields.flatMap(one => [one.offset, one.offset + one.bytes]))
  const inside = fields.some(
    one =>
      (one.type.kind === 'struct' || one.type.kind === 'array') &&
      field.offset >= one.offset &&
      end <= one.offset + one.bytes,
  )
  const covers = fields.some(one => one.offset < end && one.offset + one.bytes > field.offset)
  return !covers || inside || (edges.has(field.offset) && edges.has(end)) || end >= bytes
    ? undefined
    : fields.find(one => one.offset + one.bytes > field.offset)
}

function compareStatedSize({ struct, field, value }: StatedSize, truth: Truth): Deviation[] {
  const name = struct.replace(/^_/, '')
  const found = truth.struct(name)
  return !found || found.bytes === value
    ? []
    : [{ kind: 'stated-size', struct: name, field, declared: value, true: found.bytes }]
}

/** A name of Windows given to a scalar of another width; what is laid out is compared where it is used. */
function compareAlias({ name, type }: DeclaredAlias, truth: Truth): Deviation[] {
  const found = truth.type(name)
  return !found || !scalars.has(found.kind) || !scalars.has(type.kind) || found.bytes === type.bytes
    ? []
    : [
        {
          kind: isFloat(type) === isFloat(found) ? 'width' : 'class',
          place: { at: 'alias', type: name },
          declared: sideOf(type),
          true: trueSideOf(found),
        },
      ]
}

/** What a failure of a function looks like to a program that declares its result so. */
export function arrivingFailures(
  { function: name, result }: Pick<Comparison, 'function' | 'result'>,
  { pointerBytes }: Pick<Truth, 'pointerBytes'>,
  ffi: FailureValues,
): readonly Value[] {
  const known = sentinelOf(name)
  const declared = result.kind === 'undeclared' ? result.fallback : result
  return known ? ffi.failureValues(declared, known, pointerBytes) : []
}

/** Whether a test holds for a value that arrives. */
export function holdsFor({ value, loose }: Comparison['tests'][number], arriving: Value): boolean {
  if (value.kind === 'falsy')
    return arriving.kind === 'null' || ('value' in arriving && arriving.value === 0n)
  if (!('value' in arriving) || !('value' in value)) return arriving.kind === value.kind
  return arriving.value === value.value && (loose || arriving.kind === value.kind)
}

/** A result compared with something that the function never returns when it fails. */
function compareFailureTest(declared: Comparison, truth: Truth, ffi: FailureValues): Deviation[] {
  const known = sentinelOf(declared.function)
  const result = declared.result.kind === 'undeclared' ? declared.result.fallback : declared.result
  if (!truth.function(declared.function) || !known || result.kind === 'unknown') return []
  const arriving = arrivingFailures(declared, truth, ffi)
  return declared.tests.some(test => arriving.some(value => holdsFor(test, value)))
    ? []
    : [
        {
          kind: 'sentinel',
          function: declared.function,
          declared: declared.tests.map(({ spelled }) => spelled).join(' or '),
          true: known,
        },
      ]
}
