import type { Passing } from '../deviation.ts'
import type { CType } from './c-types.ts'
import { functionNames, prototypeOf, type FunctionName } from './functions.ts'
import type { Win32TypeName } from './types.ts'
import { win32Type } from './types.ts'
import { packedOn32Bits, structNames, type Field, type Member, type StructName } from './structs.ts'
import { structs } from './truth.ts'

export type { Passing } from '../deviation.ts'

/** One place of a declaration: what Windows calls its type, and what the program told its FFI. */
export interface AbiSlot {
  readonly type: Win32TypeName
  readonly declared: CType
  readonly passing: Passing
}

export interface AbiParameter extends AbiSlot {
  readonly name: string
  /** What the variable is declared as whose address is passed, where that differs from other variables of its type. */
  readonly variable?: CType
}

/** A function as a program declared it. */
export interface AbiFunction {
  readonly convention: '__stdcall' | '__cdecl'
  readonly returns: AbiSlot
  readonly parameters: readonly AbiParameter[]
}

export interface AbiField extends Field {
  readonly declared: CType
  /** Where the program puts it, if not where its type and the fields before it lead. Bytes from the start of the struct. */
  readonly offset?: number
}

interface AbiUnion {
  readonly union: readonly (readonly AbiField[])[]
}

export type AbiMember = AbiField | AbiUnion

/** A struct as a program declared it. */
export interface AbiStruct {
  readonly members: readonly AbiMember[]
  /** Packed to 1 byte in processes with pointers of 4 bytes. */
  readonly packedOn32Bits: boolean
  /** What the program's FFI makes of it, if not what the members lead to. Bytes. */
  readonly size?: number
  /** What the program states as size where it has to (cbSize), instead of the size it declared. Bytes. */
  readonly statedSize?: number
  /** What the program's object holds before it fills it. */
  readonly initially: 'leftovers' | 'zeros'
  /** What lies in memory right behind the program's object. */
  readonly behind: 'leftovers' | 'zeros'
}

/** How a program recognises a failed open. */
export type SentinelCheck =
  /** all bits of a pointer are set, whatever shape the FFI gave the value */
  | 'all-ones'
  /** equals 4294967295 */
  | 'uint32-ones'
  /** equals 0 */
  | 'zero'
  /** JavaScript's `value === -1`: a number, not a bigint */
  | 'strict-minus-one'
  /** it does not look */
  | 'unchecked'

/** The types of variables whose addresses are passed. */
export const variableTypes = ['DWORD', 'HANDLE', 'HKEY'] as const
export type VariableType = (typeof variableTypes)[number]

/** The table of everything a program declares: prototypes, structs, types of out variables, sentinels. */
export interface Abi {
  readonly functions: Readonly<Record<FunctionName, AbiFunction>>
  readonly structs: Readonly<Record<StructName, AbiStruct>>
  /** The C type of a variable whose address is passed, by what it holds. */
  readonly variables: Readonly<Record<VariableType, CType>>
  readonly sentinel: SentinelCheck
}

function trueSlot(type: Win32TypeName): AbiSlot {
  return { type, declared: win32Type(type).c, passing: 'plain' }
}

function trueFunction(name: FunctionName): AbiFunction {
  const prototype = prototypeOf(name)
  const parameters = Object.entries(prototype.parameters).map(([parameter, type]) => ({
    name: parameter,
    ...trueSlot(type),
  }))
  return { convention: '__stdcall', returns: trueSlot(prototype.returns), parameters }
}

function trueField(field: Field): AbiField {
  return { ...field, declared: win32Type(field.type).c }
}

function trueMember(member: Member): AbiMember {
  return 'union' in member
    ? { union: member.union.map(fields => fields.map(trueField)) }
    : trueField(member)
}

function trueStruct(name: StructName): AbiStruct {
  return {
    members: structs[name].map(trueMember),
    packedOn32Bits: packedOn32Bits.has(name),
    initially: 'leftovers',
    behind: 'leftovers',
  }
}

/** The true ABI, from which every wrong one is made by a change. */
export const trueAbi: Abi = {
  functions: Object.fromEntries(functionNames.map(name => [name, trueFunction(name)])) as Record<
    FunctionName,
    AbiFunction
  >,
  structs: Object.fromEntries(structNames.map(name => [name, trueStruct(name)])) as Record<
    StructName,
    AbiStruct
  >,
  variables: { DWORD: 'uint32_t', HANDLE: 'void *', HKEY: 'void *' },
  sentinel: 'all-ones',
}
