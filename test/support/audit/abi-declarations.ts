import type { Declaration, DeclaredType, FailureTest } from '../../../src/declare/model.ts'
import type { Abi, AbiFunction, SentinelCheck, AbiSlot } from '../../../src/declare/win32/abi.ts'
import type { PointerBytes } from '../../../src/declare/win32/architecture.ts'
import { bytesOf, cTypes, type CType } from '../../../src/declare/win32/c-types.ts'
import { functionNames } from '../../../src/declare/win32/functions.ts'
import { layoutOf } from '../../../src/declare/win32/layout.ts'
import { structNames } from '../../../src/declare/win32/structs.ts'
import { win32Type } from '../../../src/declare/win32/types.ts'

/** The declarations of the harness's own tables, as a program that writes them down for koffi would declare them. */
export function declarationsOf(abi: Abi, pointerBytes: PointerBytes): Declaration[] {
  const functions = functionNames.map(name =>
    declareFunction(name, abi.functions[name], abi, pointerBytes),
  )
  return [
    ...functions,
    ...functions.flatMap(({ name, result }) => declareComparison(name, result, abi.sentinel)),
    ...structNames.flatMap(name => declareStruct(name, abi, pointerBytes)),
  ]
}

function declareType(declared: CType, pointerBytes: PointerBytes): DeclaredType {
  const kind =
    declared === 'void'
      ? 'void'
      : declared === 'void *'
        ? 'pointer'
        : cTypes[declared].signed
          ? 'signed'
          : 'unsigned'
  return { spelled: declared, kind, bytes: bytesOf(declared, pointerBytes) }
}

function declareFunction(
  name: string,
  declared: AbiFunction,
  abi: Abi,
  pointerBytes: PointerBytes,
): Extract<Declaration, { kind: 'function' }> & { result: DeclaredType } {
  const parameter = ({ type, declared: own }: AbiSlot): DeclaredType => {
    const cell = abi.variables[win32Type(type).pointsTo as keyof Abi['variables']]
    return {
      ...declareType(own, pointerBytes),
      ...(cell && own === 'void *' && { to: declareType(cell, pointerBytes) }),
    }
  }
  return {
    kind: 'function',
    name,
    convention: declared.convention === '__stdcall' ? 'stdcall' : 'cdecl',
    result: declareType(declared.returns.declared, pointerBytes),
    parameters: declared.parameters.map(parameter),
    place: {},
  }
}

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

function declareComparison(
  name: string,
  result: DeclaredType,
  check: SentinelCheck,
): Declaration[] {
  const test = tests[check]
  return test && name === 'CreateFileW'
    ? [{ kind: 'comparison', function: name, tests: [test], result, place: {} }]
    : []
}

function declareStruct(
  name: (typeof structNames)[number],
  abi: Abi,
  pointerBytes: PointerBytes,
): Declaration[] {
  const struct = abi.structs[name]
  const layout = layoutOf(struct, pointerBytes)
  const fields = Object.entries(layout.fields).map(([field, { offset, bytes, type }]) => ({
    name: field,
    type: { ...declareType(type, pointerBytes), bytes },
    offset,
  }))
  return [
    { kind: 'struct', name, bytes: layout.size, fields, place: {} },
    ...(struct.statedSize === undefined
      ? []
      : [
          {
            kind: 'size' as const,
            struct: name,
            field: 'cbSize',
            value: struct.statedSize,
            place: {},
          },
        ]),
  ]
}
