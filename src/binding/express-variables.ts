import type { DeclaredFunction as Declaration, DeclaredType } from '../declare/model.ts'
import { trueAbi, type AbiFunction, type AbiParameter } from '../declare/win32/abi.ts'
import { bytesOf, type CType } from '../declare/win32/c-types.ts'
import type { PointerBytes } from '../declare/win32/architecture.ts'
import { win32Type } from '../declare/win32/types.ts'
import { cTypeOf } from './c-type.ts'

/** A pointer to bytes is raw memory, and fits everything. */
function isVariable(to: DeclaredType | undefined): to is DeclaredType {
  return to !== undefined && ['signed', 'unsigned', 'pointer'].includes(to.kind) && to.bytes > 1
}

/** The type of the variable behind a pointer, where it has another width than the true one. */
function wrongVariable(
  parameter: AbiParameter,
  type: DeclaredType | undefined,
  pointerBytes: PointerBytes,
): CType | undefined {
  const { pointsTo } = win32Type(parameter.type)
  const truth = trueAbi.variables[pointsTo as keyof typeof trueAbi.variables]
  const declared = isVariable(type?.to) ? cTypeOf(type.to) : undefined
  return truth && declared && bytesOf(declared, pointerBytes) !== bytesOf(truth, pointerBytes)
    ? declared
    : undefined
}

/** A function with the variables behind its pointers as the binding declares them. */
export function withOwnVariables(
  taken: AbiFunction,
  { parameters }: Declaration,
  pointerBytes: PointerBytes,
): AbiFunction {
  if (!('length' in parameters) || parameters.length !== taken.parameters.length) return taken
  return {
    ...taken,
    parameters: taken.parameters.map((parameter, index) => {
      const variable = wrongVariable(parameter, parameters[index], pointerBytes)
      return variable === undefined ? parameter : { ...parameter, variable }
    }),
  }
}
