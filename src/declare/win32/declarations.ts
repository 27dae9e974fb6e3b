import type { Declaration, DeclaredType } from '../model.ts'
import type { Abi, AbiFunction, AbiParameter, AbiSlot, AbiStruct } from './abi.ts'
import type { PointerBytes } from './architecture.ts'
import { bytesOf, cTypes, type CType } from './c-types.ts'
import { functionNames, type FunctionName } from './functions.ts'
import { layoutOf } from './layout.ts'
import { structNames, type StructName } from './structs.ts'

/** What a C type is, as far as it decides how a value of it travels. */
export function kindOf(type: CType): 'void' | 'signed' | 'unsigned' | 'pointer' {
  if (type === 'void') return 'void'
  if (type === 'void *') return 'pointer'
  return cTypes[type].signed ? 'signed' : 'unsigned'
}

/** A C type as a declared type, in a process with pointers of this width. */
export function declaredType(type: CType, pointerBytes: PointerBytes): DeclaredType {
  return { spelled: type, kind: kindOf(type), bytes: bytesOf(type, pointerBytes) }
}

function declareSlot({ declared, passing }: AbiSlot, pointerBytes: PointerBytes): DeclaredType {
  return { ...declaredType(declared, pointerBytes), passing }
}

function declareParameter(parameter: AbiParameter, pointerBytes: PointerBytes): DeclaredType {
  const { variable } = parameter
  const own = declareSlot(parameter, pointerBytes)
  return variable === undefined ? own : { ...own, to: declaredType(variable, pointerBytes) }
}

function declareFunction(
  name: FunctionName,
  { convention, returns, parameters }: AbiFunction,
  pointerBytes: PointerBytes,
): Declaration {
  return {
    kind: 'function',
    name,
    convention: convention === '__stdcall' ? 'stdcall' : 'cdecl',
    result: declareSlot(returns, pointerBytes),
    parameters: parameters.map(parameter => declareParameter(parameter, pointerBytes)),
    place: {},
  }
}

function declareStruct(
  name: StructName,
  struct: AbiStruct,
  pointerBytes: PointerBytes,
): Declaration[] {
  const layout = layoutOf(struct, pointerBytes)
  const fields = Object.entries(layout.fields).map(([field, { offset, bytes, type }]) => ({
    name: field,
    type: { ...declaredType(type, pointerBytes), bytes },
    offset,
  }))
  const [first] = fields
  return [
    { kind: 'struct', name, bytes: layout.size, fields, place: {} },
    ...(struct.statedSize === undefined || !first
      ? []
      : [
          {
            kind: 'size' as const,
            struct: name,
            field: first.name,
            value: struct.statedSize,
            place: {},
          },
        ]),
  ]
}

/**
 * The functions and structs of an ABI as declarations, in a process with pointers of this width: the one way from what a
 * probe, a fault or a binding changed to what is compared and audited. With `except`, those that are the same there
 * are left out.
 */
export function declarationsOf(
  abi: Abi,
  pointerBytes: PointerBytes,
  except?: Abi,
): readonly Declaration[] {
  return [
    ...functionNames.flatMap(name =>
      abi.functions[name] === except?.functions[name]
        ? []
        : [declareFunction(name, abi.functions[name], pointerBytes)],
    ),
    ...structNames.flatMap(name =>
      abi.structs[name] === except?.structs[name]
        ? []
        : declareStruct(name, abi.structs[name], pointerBytes),
    ),
  ]
}
