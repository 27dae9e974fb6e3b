import type { AbiFunction, AbiMember, AbiStruct } from '../declare/win32/abi.ts'
import { trueAbi } from '../declare/win32/abi.ts'
import type { PointerBytes } from '../declare/win32/architecture.ts'
import { functionNames, type FunctionName } from '../declare/win32/functions.ts'
import { layoutOf } from '../declare/win32/layout.ts'
import { structNames, type StructName } from '../declare/win32/structs.ts'
import type { Plan } from './plan.ts'

/** Padding that keeps later fields in place. Bytes. */
const maxPadding = 64

interface FlatField {
  readonly name: string
  readonly type: string
  readonly count: number
}

function flatten(members: readonly AbiMember[]): FlatField[] {
  return members
    .flatMap(member => ('union' in member ? member.union.flat() : [member]))
    .map(({ name, type, count = 1 }) => ({ name, type, count }))
}

function isPadding({ name, type, count }: FlatField): boolean {
  return name.endsWith('Padding') && type === 'BYTE' && count <= maxPadding
}

/** How a declared function differs from the names, order and Win32 types of its true parameters; `undefined` where it does not. */
function functionProblem(name: FunctionName, declared: AbiFunction): string | undefined {
  const truth = trueAbi.functions[name]
  const own = declared.parameters.map(parameter => `${parameter.type} ${parameter.name}`).join(', ')
  const right = truth.parameters.map(parameter => `${parameter.type} ${parameter.name}`).join(', ')
  if (own !== right) return `abi.functions.${name}: the parameters (${right}) were expected`
  return declared.returns.type === truth.returns.type
    ? undefined
    : `abi.functions.${name}: the result ${truth.returns.type} was expected`
}

/** The same for a struct: every true field in order, and padding. */
function structProblem(
  name: StructName,
  declared: AbiStruct,
  pointerBytes: PointerBytes,
): string | undefined {
  const own = flatten(declared.members).filter(field => !isPadding(field))
  const right = flatten(trueAbi.structs[name].members)
  const fits =
    own.length === right.length &&
    own.every((field, index) => JSON.stringify(field) === JSON.stringify(right[index]))
  if (!fits)
    return `abi.structs.${name}: the fields ${right.map(field => field.name).join(', ')} were expected`
  const { size, fields } = layoutOf(declared, pointerBytes)
  const outside = Object.entries(fields).find(([, { offset, bytes }]) => offset + bytes > size)
  return (
    outside &&
    `abi.structs.${name}: ${outside[0]} does not lie within the ${size} bytes of the struct`
  )
}

/** The first declaration of a plan that is not about a known function or struct; `undefined` where there is none. */
export function declarationProblem(plan: Plan): string | undefined {
  for (const name of functionNames) {
    const declared = plan.abi.functions[name]
    const problem = declared && functionProblem(name, declared)
    if (problem) return problem
  }
  for (const name of structNames) {
    const declared = plan.abi.structs[name]
    const problem = declared && structProblem(name, declared, plan.pointerBytes)
    if (problem) return problem
  }
  return undefined
}
