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

/** Which places of the prototypes a change is about. What is not named is not restricted. */
export interface Places {
  readonly types?: readonly Win32TypeName[]
  readonly functions?: readonly FunctionName[]
  readonly position?: 'returns' | 'parameters'
  /** Only from this parameter on, counted from 1. */
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

function mapSlots(
  declared: AbiFunction,
  places: Places,
  change: (slot: AbiSlot) => AbiSlot,
): AbiFunction {
  const parameters = declared.parameters.map((slot, index): AbiParameter =>
    matches(places, slot, { name: slot.name, index }) ? { ...slot, ...change(slot) } : slot,
  )
  return {
    ...declared,
    returns: matches(places, declared.returns) ? change(declared.returns) : declared.returns,
    parameters,
  }
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

/** Declares the chosen places with another C type. */
export function retype(places: Places, declared: CType): Change {
  return abi =>
    mapFunctions(abi, places.functions, declaration =>
      mapSlots(declaration, places, slot => ({ ...slot, declared })),
    )
}

/** Hands values over at the chosen places in another way than by their type alone. */
export function passAs(places: Places, passing: Passing): Change {
  return abi =>
    mapFunctions(abi, places.functions, declaration =>
      mapSlots(declaration, { position: 'parameters', ...places }, slot => ({ ...slot, passing })),
    )
}

/** Calls the chosen functions by another convention. */
export function callAs(
  functions: readonly FunctionName[] | undefined,
  convention: AbiFunction['convention'],
): Change {
  return abi => mapFunctions(abi, functions, declared => ({ ...declared, convention }))
}

/** Declares variables of a type, whose addresses are passed, with another C type. */
export function narrowVariables(type: VariableType, declared: CType): Change {
  return abi => ({ ...abi, variables: { ...abi.variables, [type]: declared } })
}

/** Looks for a failed open in another way. */
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

/** Declares all members of a type in a struct with another C type; what follows moves. */
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

/** Declares one field of a struct with another C type; what follows moves. */
export function reshapeField(struct: StructName, field: string, declared: CType): Change {
  return mapStruct(struct, shape => ({
    ...shape,
    members: shape.members.map(member => retypeField(member, field, declared)),
  }))
}

/** Declares one field narrower and leaves the others where they are, by padding behind it. */
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

/** Lays the alternatives of each union one behind the other. */
export function flattenUnions(struct: StructName): Change {
  return mapStruct(struct, shape => ({
    ...shape,
    members: shape.members.flatMap((member): AbiMember[] =>
      'union' in member ? member.union.flat() : [member],
    ),
  }))
}

/** States a fixed size for a struct where the program has to state one. Bytes. */
export function stateSize(struct: StructName, statedSize: number): Change {
  return mapStruct(struct, shape => ({ ...shape, statedSize }))
}

/** Says what lies in memory behind the program's objects of a struct. */
export function leaveBehind(struct: StructName, behind: AbiStruct['behind']): Change {
  return mapStruct(struct, shape => ({ ...shape, behind }))
}

/** Says what the program's objects of a struct hold before they are filled: ctypes and .NET give zeros, C gives leftovers. */
export function startWith(struct: StructName, initially: AbiStruct['initially']): Change {
  return mapStruct(struct, shape => ({ ...shape, initially }))
}

/** Several changes, one after the other. */
export function compose(...changes: readonly Change[]): Change {
  return abi => changes.reduce((changed, change) => change(changed), abi)
}

/** No change: the control. */
export const unchanged: Change = abi => abi
