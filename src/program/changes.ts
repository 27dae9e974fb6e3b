import type {
  Abi,
  AbiFunction,
  AbiMember,
  AbiStruct,
  AbiParameter,
  Passing,
  SentinelCheck,
  AbiSlot,
  VariableType,
} from '../declare/win32/abi.ts'
import type { CType } from '../declare/win32/c-types.ts'
import { functionNames, type FunctionName } from '../declare/win32/functions.ts'
import type { StructName } from '../declare/win32/structs.ts'
import type { Win32TypeName } from '../declare/win32/types.ts'

/** Makes one thing of an ABI wrong. Pure. */
export type Change = (abi: Abi) => Abi

/** The places of the prototypes that a change applies to. What is absent is not restricted. */
export interface Places {
  readonly types?: readonly Win32TypeName[]
  readonly functions?: readonly FunctionName[]
  readonly position?: 'returns' | 'parameters'
  /** Only parameters from this one on, counted from 1. */
  readonly from?: number
  /** Only parameters of these names. */
  readonly parameters?: readonly string[]
}

function matches(
  places: Places,
  slot: AbiSlot,
  parameter?: { readonly name: string; readonly index: number },
): boolean {
  if (places.types && !places.types.includes(slot.type)) return false
  if (places.position && places.position !== (parameter ? 'parameters' : 'returns')) return false
  if (places.from !== undefined && (!parameter || parameter.index + 1 < places.from)) return false
  return (
    !places.parameters || (parameter !== undefined && places.parameters.includes(parameter.name))
  )
}

/** The function with its slots changed; itself where none is at these places, which is then known to be right. */
function mapSlots(
  declared: AbiFunction,
  places: Places,
  change: (slot: AbiSlot) => AbiSlot,
): AbiFunction {
  const parameters = declared.parameters.map((slot, index): AbiParameter =>
    matches(places, slot, { name: slot.name, index }) ? { ...slot, ...change(slot) } : slot,
  )
  const returns = matches(places, declared.returns) ? change(declared.returns) : declared.returns
  return returns === declared.returns &&
    parameters.every((slot, index) => slot === declared.parameters[index])
    ? declared
    : { ...declared, returns, parameters }
}

function mapFunctions(
  abi: Abi,
  only: readonly FunctionName[] | undefined,
  change: (declared: AbiFunction) => AbiFunction,
): Abi {
  const functions = { ...abi.functions }
  for (const name of only ?? functionNames) functions[name] = change(functions[name])
  return { ...abi, functions }
}

/** Declares the selected places with another C type. */
export function retype(places: Places, declared: CType): Change {
  return abi =>
    mapFunctions(abi, places.functions, declaration =>
      mapSlots(declaration, places, slot => ({ ...slot, declared })),
    )
}

/** Passes values at the selected places in a different way than their type implies. */
export function passAs(places: Places, passing: Passing): Change {
  return abi =>
    mapFunctions(abi, places.functions, declaration =>
      mapSlots(declaration, { position: 'parameters', ...places }, slot => ({ ...slot, passing })),
    )
}

/** Declares the selected functions with another calling convention. */
export function callAs(
  functions: readonly FunctionName[] | undefined,
  convention: AbiFunction['convention'],
): Change {
  return abi => mapFunctions(abi, functions, declared => ({ ...declared, convention }))
}

/** Declares variables of a type whose addresses are passed with another C type. */
export function narrowVariables(type: VariableType, declared: CType): Change {
  return abi => ({ ...abi, variables: { ...abi.variables, [type]: declared } })
}

/** Changes how a failed open is detected. */
export function resentinel(sentinel: SentinelCheck): Change {
  return abi => ({ ...abi, sentinel })
}

function mapStruct(name: StructName, change: (struct: AbiStruct) => AbiStruct): Change {
  return abi => ({ ...abi, structs: { ...abi.structs, [name]: change(abi.structs[name]) } })
}

function retypeMember(member: AbiMember, type: Win32TypeName, declared: CType): AbiMember {
  if ('union' in member)
    return {
      union: member.union.map(fields =>
        fields.map(field => (field.type === type ? { ...field, declared } : field)),
      ),
    }
  return member.type === type ? { ...member, declared } : member
}

/** Declares all members of a type in a struct with another C type; later members move. */
export function reshape(struct: StructName, type: Win32TypeName, declared: CType): Change {
  return mapStruct(struct, shape => ({
    ...shape,
    members: shape.members.map(member => retypeMember(member, type, declared)),
  }))
}

function retypeField(member: AbiMember, field: string, declared: CType): AbiMember {
  if ('union' in member)
    return {
      union: member.union.map(fields =>
        fields.map(own => (own.name === field ? { ...own, declared } : own)),
      ),
    }
  return member.name === field ? { ...member, declared } : member
}

/** Declares one field of a struct with another C type; later fields move. */
export function reshapeField(struct: StructName, field: string, declared: CType): Change {
  return mapStruct(struct, shape => ({
    ...shape,
    members: shape.members.map(member => retypeField(member, field, declared)),
  }))
}

/** Declares one field narrower, with padding after it, so that later fields stay in place. */
export function narrowField(
  struct: StructName,
  field: string,
  declared: CType,
  padding: number,
): Change {
  return mapStruct(struct, shape => ({
    ...shape,
    members: shape.members.flatMap((member): AbiMember[] => {
      if ('union' in member || member.name !== field) return [member]
      const fill = {
        name: `${field}Padding`,
        type: 'BYTE',
        declared: 'uint8_t',
        count: padding,
      } as const
      return [{ ...member, declared }, fill]
    }),
  }))
}

/** Places the alternatives of each union one after the other. */
export function flattenUnions(struct: StructName): Change {
  return mapStruct(struct, shape => ({
    ...shape,
    members: shape.members.flatMap((member): AbiMember[] =>
      'union' in member ? member.union.flat() : [member],
    ),
  }))
}

/** Sets a fixed value for the size that the program states for a struct. Bytes. */
export function stateSize(struct: StructName, statedSize: number): Change {
  return mapStruct(struct, shape => ({ ...shape, statedSize }))
}

/** Sets the content of the memory after the program's objects of a struct. */
export function leaveBehind(struct: StructName, behind: AbiStruct['behind']): Change {
  return mapStruct(struct, shape => ({ ...shape, behind }))
}

/** Sets the initial content of the program's objects of a struct: ctypes and .NET start with zeros, C with leftovers. */
export function startWith(struct: StructName, initially: AbiStruct['initially']): Change {
  return mapStruct(struct, shape => ({ ...shape, initially }))
}

/** Applies several changes in order. */
export function compose(...changes: readonly Change[]): Change {
  return abi => changes.reduce((changed, change) => change(changed), abi)
}

/** No change: the control. */
export const unchanged: Change = abi => abi
