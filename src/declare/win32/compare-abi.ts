import { compare } from '../compare.ts'
import type { Truth } from '../truth.ts'
import type { Deviation } from '../deviation.ts'
import type { StructInfo, TypeInfo } from '../widths/table.ts'
import { trueAbi, variableTypes, type Abi } from './abi.ts'
import type { PointerBytes } from './architecture.ts'
import { bytesOf } from './c-types.ts'
import { declarationsOf, declaredType, kindOf } from './declarations.ts'
import { isFunctionName, prototypeOf } from './functions.ts'
import { layoutOf } from './layout.ts'
import { isStructName, type StructName } from './structs.ts'
import { isWin32Type, win32Type, type Win32TypeName } from './types.ts'

function typeInfo(name: Win32TypeName, pointerBytes: PointerBytes): TypeInfo {
  const { c, pointsTo } = win32Type(name)
  return {
    name,
    chain: [name],
    kind: kindOf(c),
    bytes: bytesOf(c, pointerBytes),
    ...(pointsTo !== undefined && { target: pointsTo }),
  }
}

function structInfo(name: StructName, pointerBytes: PointerBytes): StructInfo {
  const { size, alignment, fields } = layoutOf(trueAbi.structs[name], pointerBytes)
  return {
    name,
    bytes: size,
    align: alignment,
    fields: Object.entries(fields).map(([field, { offset, bytes, type }]) => ({
      name: field,
      type: { name: type, chain: [type], kind: kindOf(type), bytes },
      offset,
      bytes,
    })),
  }
}

/** A function of a name that keeps what it made. */
function once<Name, Made>(make: (name: Name) => Made): (name: Name) => Made {
  const made = new Map<Name, Made>()
  return name => {
    const found = made.get(name) ?? make(name)
    made.set(name, found)
    return found
  }
}

function makeTruth(pointerBytes: PointerBytes): Truth {
  const typeOf = once((name: Win32TypeName) => typeInfo(name, pointerBytes))
  const structOf = once((name: StructName) => structInfo(name, pointerBytes))
  return {
    architecture: pointerBytes === 4 ? 'ia32' : 'x64',
    pointerBytes,
    function(name) {
      if (!isFunctionName(name)) return undefined
      const { library, returns, parameters } = prototypeOf(name)
      return {
        name,
        library,
        convention: 'stdcall',
        result: typeOf(returns),
        parameters: Object.entries(parameters).map(([parameter, type]) => ({
          name: parameter,
          type: typeOf(type),
        })),
      }
    },
    struct: name => (isStructName(name) ? structOf(name) : undefined),
    type: name => (isWin32Type(name) ? typeOf(name) : undefined),
    callback: () => undefined,
  }
}

const truths = { 4: makeTruth(4), 8: makeTruth(8) } as const

function compareVariables(abi: Abi, pointerBytes: PointerBytes): Deviation[] {
  return variableTypes.flatMap((type): Deviation[] => {
    const own = abi.variables[type]
    const right = trueAbi.variables[type]
    if (bytesOf(own, pointerBytes) === bytesOf(right, pointerBytes)) return []
    const { kind, bytes } = declaredType(own, pointerBytes)
    const truth = typeInfo(type, pointerBytes)
    return [
      {
        kind: 'width',
        place: { at: 'variable', type },
        declared: { type: own, kind, bytes },
        true: { type, kind: truth.kind, bytes: truth.bytes, cType: right },
      },
    ]
  })
}

const known = {
  4: new WeakMap<Abi, readonly Deviation[]>(),
  8: new WeakMap<Abi, readonly Deviation[]>(),
} as const

/**
 * Everything in which an ABI deviates from the true one in a process with pointers of this width. Empty for a disguised
 * control. Found once for each ABI: every step of a plan asks.
 */
export function compareAbi(abi: Abi, pointerBytes: PointerBytes): readonly Deviation[] {
  const found = known[pointerBytes].get(abi)
  if (found) return found
  const deviations: Deviation[] = [
    ...compare(declarationsOf(abi, pointerBytes, trueAbi), truths[pointerBytes]),
    ...compareVariables(abi, pointerBytes),
    ...(abi.sentinel === trueAbi.sentinel
      ? []
      : [{ kind: 'sentinel' as const, declared: abi.sentinel, true: 'all-ones' as const }]),
  ]
  known[pointerBytes].set(abi, deviations)
  return deviations
}
