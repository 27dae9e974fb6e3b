import type { Declaration, DeclaredType, FailureTest } from '../../../src/declare/model.ts'
import type { Abi, SentinelCheck } from '../../../src/declare/win32/abi.ts'
import type { PointerBytes } from '../../../src/declare/win32/architecture.ts'
import { declarationsOf, declaredType } from '../../../src/declare/win32/declarations.ts'
import { isFunctionName, prototypeOf } from '../../../src/declare/win32/functions.ts'
import { win32Type } from '../../../src/declare/win32/types.ts'

const tests: Readonly<Record<SentinelCheck, FailureTest | undefined>> = {
  'all-ones': undefined,
  unchecked: undefined,
  'uint32-ones': {
    spelled: 'handle === 0xFFFFFFFF',
    value: { kind: 'number', value: 0xffffffffn },
    loose: true,
  },
  zero: { spelled: 'handle == 0', value: { kind: 'number', value: 0n }, loose: true },
  'strict-minus-one': {
    spelled: 'handle === -1',
    value: { kind: 'number', value: -1n },
    loose: false,
  },
}

/** A parameter with the variable it points to. Declarations do not contain the passing mode. */
function written(
  { passing: _, ...own }: DeclaredType,
  pointsTo: string | undefined,
  abi: Abi,
  pointerBytes: PointerBytes,
): DeclaredType {
  const variable = abi.variables[pointsTo as keyof Abi['variables']]
  return variable && own.kind === 'pointer' && !own.to
    ? { ...own, to: declaredType(variable, pointerBytes) }
    : own
}

function writeDown(declaration: Declaration, abi: Abi, pointerBytes: PointerBytes): Declaration[] {
  if (declaration.kind !== 'function' || !isFunctionName(declaration.name)) return [declaration]
  const { name, result, parameters } = declaration
  if (result.kind === 'undeclared' || 'kind' in parameters) return [declaration]
  const types = Object.values(prototypeOf(name).parameters)
  const own = written(result, undefined, abi, pointerBytes)
  const test = name === 'CreateFileW' ? tests[abi.sentinel] : undefined
  return [
    {
      ...declaration,
      result: own,
      parameters: parameters.map((parameter, index) => {
        const type = types[index]
        return written(parameter, type && win32Type(type).pointsTo, abi, pointerBytes)
      }),
    },
    ...(test
      ? [{ kind: 'comparison' as const, function: name, tests: [test], result: own, place: {} }]
      : []),
  ]
}

/** The declarations of an ABI as a koffi program would write them: with its variables and its test of a failed open. */
export function writtenDeclarations(abi: Abi, pointerBytes: PointerBytes): Declaration[] {
  return declarationsOf(abi, pointerBytes).flatMap(one => writeDown(one, abi, pointerBytes))
}
