import type { DeclaredType } from '../declare/model.ts'
import type { TypeObject } from '../os/koffi.ts'
import { closesFirst, opensHandle, writesHandles } from '../declare/widths/handle-life.ts'
import { familyAt } from '../declare/widths/handles.ts'
import type { FunctionInfo, TypeInfo, WidthTable } from '../declare/widths/table.ts'
import type { Architecture } from '../declare/win32/architecture.ts'

/** Where the real function reads handles in the memory it is passed. */
export interface TrueMemory {
  /** Name of the handle at an offset, or undefined where there is none. */
  handleAt(offset: number): string | undefined
  /** The handle of a struct with exactly one: a handle at another offset was meant to be there. */
  readonly only?: { readonly name: string; readonly offset: number }
  /** The size of the struct, if the function requires all of it. */
  readonly bytes?: number
}

/** The meaning of a parameter for the function that is called. */
export interface ParameterPlan {
  readonly name: string
  /** `cookie` is returned to the program unchanged; `unknown` may be used in any way. */
  readonly role: 'handle' | 'memory' | 'cookie' | 'plain' | 'unknown'
  /** Whether the declared type holds all 64 bits of a handle. */
  readonly carries: boolean
  readonly declared: DeclaredType
  /** In koffi's own form, to find the fields of objects. */
  readonly type: TypeObject
  readonly memory?: TrueMemory
  /** The function writes handles of this process there. */
  readonly givesHandles?: true
}

/** What the guard does for the calls of one declared function. */
export interface CallPlan {
  readonly name: string
  /** False where nothing is known of the function. */
  readonly known: boolean
  readonly parameters: readonly ParameterPlan[]
  readonly result: {
    readonly role: 'handle' | 'borrowed' | 'plain'
    readonly carries: boolean
    readonly declared: DeclaredType
  }
  /** The parameter whose handle is closed, and what the function then returns. */
  readonly closes?: {
    readonly parameter: number
    succeeded(result: unknown, values: readonly unknown[]): boolean
  }
  /** False where the handles that are written belong to another process. */
  ownsHandles(values: readonly unknown[]): boolean
}

/** A declared function in the form that the rules use, with koffi's own types. */
export interface GuardedCall {
  readonly name: string
  readonly result: DeclaredType
  readonly resultIsDisposable: boolean
  readonly parameters: readonly { readonly declared: DeclaredType; readonly type: TypeObject }[]
}

/** Names of numbers that a function stores for the program and returns to it; they must be returned unchanged. */
const cookies = /key|lparam|context|lpparameter|dwdata|userdata|cookie/i

const DUPLICATE_CLOSE_SOURCE = 1

/** Whether a declared type holds a whole handle. */
export function carriesHandle({ kind, bytes }: DeclaredType): boolean {
  return bytes === 8 && (kind === 'signed' || kind === 'unsigned' || kind === 'pointer')
}

/** The plan for the calls of a function; `truth` is undefined for functions that are not part of Windows. */
export function planCalls(
  declared: GuardedCall,
  truth: FunctionInfo | undefined,
  table: WidthTable,
  architecture: Architecture,
): CallPlan {
  const closes = truth && planClosing(truth)
  return {
    name: declared.name,
    known: truth !== undefined,
    parameters: declared.parameters.map((own, index) =>
      planParameter(own, truth, index, table, architecture),
    ),
    result: {
      role: roleOfResult(declared, truth),
      carries: carriesHandle(declared.result),
      declared: declared.result,
    },
    ...(closes && { closes }),
    ownsHandles:
      truth?.name === 'DuplicateHandle' ? values => isCurrentProcess(values[2]) : () => true,
  }
}

function roleOfResult(
  { resultIsDisposable }: GuardedCall,
  truth: FunctionInfo | undefined,
): CallPlan['result']['role'] {
  // koffi closes a disposable result before the program sees it.
  if (
    !truth ||
    resultIsDisposable ||
    familyAt(truth.name, 'return', truth.result.chain) !== 'kernel'
  )
    return 'plain'
  return opensHandle(truth.name) ? 'handle' : 'borrowed'
}

function planParameter(
  own: GuardedCall['parameters'][number],
  truth: FunctionInfo | undefined,
  index: number,
  table: WidthTable,
  architecture: Architecture,
): ParameterPlan {
  const known = truth?.parameters[index]
  const name = known?.name || `parameter ${index + 1}`
  const shared = { name, carries: carriesHandle(own.declared), ...own }
  if (!truth || !known) return { ...shared, role: 'unknown' }
  if (familyAt(truth.name, name, known.type.chain) === 'kernel')
    return { ...shared, role: 'handle' }
  const memory = trueMemoryOf(truth.name, name, known.type, table, architecture)
  if (memory)
    return {
      ...shared,
      role: 'memory',
      memory,
      ...(writesHandles(truth.name) && { givesHandles: true as const }),
    }
  if (cookies.test(name)) return { ...shared, role: 'cookie' }
  // Raw memory may hold anything, and the function may keep its address.
  const isRaw =
    known.type.kind === 'pointer' &&
    table.type(known.type.target ?? '', architecture)?.kind === 'void'
  return { ...shared, role: isRaw ? 'unknown' : 'plain' }
}

function trueMemoryOf(
  functionName: string,
  position: string,
  type: TypeInfo,
  table: WidthTable,
  architecture: Architecture,
): TrueMemory | undefined {
  const target =
    type.kind === 'pointer' && type.target ? table.type(type.target, architecture) : undefined
  if (!target) return undefined
  if (familyAt(functionName, `${position}*`, target.chain) === 'kernel')
    return { handleAt: offset => (offset % 8 === 0 ? `[${offset / 8}]` : undefined) }
  return target.kind === 'struct'
    ? handlesOfStruct(type.target ?? '', table, architecture)
    : undefined
}

/** Where a struct of Windows holds kernel handles; undefined for other structs. */
export function handlesOfStruct(
  name: string,
  table: WidthTable,
  architecture: Architecture,
): TrueMemory | undefined {
  const struct = table.struct(name, architecture)
  const fields =
    struct?.fields.filter(field => field.type.family === 'kernel' && field.bytes === 8) ?? []
  if (!struct || fields.length === 0) return undefined
  const names = new Map(fields.map(field => [field.offset, `.${field.name}`]))
  const [first] = fields
  return {
    handleAt: offset => names.get(offset),
    ...(fields.length === 1 && first && { only: { name: first.name, offset: first.offset } }),
    ...(table.type(name, architecture)?.chain.includes('_OVERLAPPED') && { bytes: struct.bytes }),
  }
}

function planClosing({ name, parameters, result }: FunctionInfo): CallPlan['closes'] | undefined {
  if (name === 'DuplicateHandle')
    return {
      parameter: 1,
      // The source is closed even if the duplication fails.
      succeeded: (_, values) =>
        (Number(values[6]) & DUPLICATE_CLOSE_SOURCE) !== 0 && isCurrentProcess(values[0]),
    }
  const [first] = parameters
  if (!closesFirst(name) || !first || familyAt(name, first.name, first.type.chain) !== 'kernel')
    return undefined
  const returnsStatus = result.name === 'NTSTATUS'
  return {
    parameter: 0,
    succeeded: value => (returnsStatus ? value === 0 : Boolean(value)),
  }
}

function isCurrentProcess(value: unknown): boolean {
  return (
    (typeof value === 'number' || typeof value === 'bigint') &&
    BigInt.asIntN(64, BigInt(value)) === -1n
  )
}
