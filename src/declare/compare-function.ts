import { comparePointee, compareSlot } from './compare-slot.ts'
import type { Deviation, SlotPlace } from './deviation.ts'
import type {
  DeclaredCall,
  DeclaredCallback,
  DeclaredFunction,
  DeclaredType,
  Undeclared,
} from './model.ts'
import type { Truth } from './truth.ts'
import type { CallbackInfo, FunctionInfo } from './widths/table.ts'

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

/** Everything in which a callback type is declared otherwise than Windows calls it. */
export function compareCallback(
  declared: Pick<DeclaredCallback, 'name' | 'convention' | 'result' | 'parameters'>,
  found: CallbackInfo,
  truth: Truth,
): Deviation[] {
  // A callback that does not say its parameters (FARPROC) fits everything.
  if (found.parameters.length === 0 && found.result.bytes <= 8) return []
  const { name } = declared
  const right = found.convention === 'stdcall' ? 'stdcall' : 'cdecl'
  const isWrong =
    truth.architecture === 'ia32' &&
    declared.convention !== undefined &&
    declared.convention !== right
  return [
    ...(isWrong
      ? [
          {
            kind: 'convention' as const,
            function: name,
            declared: declared.convention,
            true: right,
          } satisfies Deviation,
        ]
      : []),
    ...compareValues(declared, { ...found, name, library: '' }, truth),
  ]
}

/**
 * What a call passes where the program declares no parameters, or no more than `void *`: the values that have types of
 * their own.
 */
export function compareCall(
  { name, parameters }: DeclaredFunction,
  { values }: DeclaredCall,
  found: FunctionInfo,
  truth: Truth,
): Deviation[] {
  const declared = 'kind' in parameters ? undefined : parameters
  return found.parameters.flatMap(({ type }, index) => {
    const value = values[index]
    const own = declared?.[index]
    if (!value || own?.to || own?.text || own?.callback) return []
    const parameter = parameterName(found, index)
    return [
      ...(declared
        ? []
        : compareSlot(value, type, { at: 'parameter', function: name, parameter }, truth)),
      ...comparePointee(value, type, { at: 'pointee', function: name, parameter }, truth),
    ]
  })
}

/** A function or callback without its calling convention. */
type ComparedValues = Pick<DeclaredFunction, 'name' | 'result' | 'parameters' | 'variadic'>

function compareValues(declared: ComparedValues, found: FunctionInfo, truth: Truth): Deviation[] {
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
  { name, variadic }: ComparedValues,
  parameters: readonly DeclaredType[],
  found: FunctionInfo,
  truth: Truth,
): Deviation[] {
  const most = found.parameters.length
  const count = parameters.length
  // A function that takes any number of arguments is declared with as many as the program needs.
  if (!variadic && (found.convention === 'variadic' ? count < most : count !== most))
    return isInWords(parameters, found, truth)
      ? []
      : [{ kind: 'count', function: name, declared: count, true: most }]
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

/** Whether what is wider than a word, such as a POINT by value, is declared as the words that it is on the stack of ia32. */
function isInWords(
  parameters: readonly DeclaredType[],
  found: FunctionInfo,
  { architecture }: Truth,
): boolean {
  const wordsOf = (types: readonly { readonly bytes: number }[]): number =>
    types.reduce((sum, { bytes }) => sum + Math.ceil(bytes / 4), 0)
  const taken = found.parameters.map(({ type }) => type)
  const least = taken.some(({ kind }) => kind === 'struct') ? 8 : 4
  return (
    architecture === 'ia32' &&
    wordsOf(parameters) === wordsOf(taken) &&
    parameters.every(({ kind, bytes }) => kind !== 'struct' && kind !== 'float' && bytes <= least)
  )
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
