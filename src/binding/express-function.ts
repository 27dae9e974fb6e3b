import type { DeclaredFunction as Declaration, DeclaredType, Undeclared } from '../declare/model.ts'
import { trueAbi, type AbiFunction, type AbiParameter, type AbiSlot } from '../declare/win32/abi.ts'
import type { FunctionName } from '../declare/win32/functions.ts'
import { familyIn } from '../declare/win32/handles.ts'
import type { DeclaredPlace } from '../declare/deviation.ts'
import { cTypeOf } from './c-type.ts'
import { withOwnVariables } from './express-variables.ts'
import { unmeasured, type Reader, type Remark, type Taken } from './expressed.ts'

type Convention = AbiFunction['convention']

/** koffi takes a function for `__cdecl` where nothing is said; ctypes takes it from the way the library was opened. */
function takeConvention(
  name: FunctionName,
  { convention }: Declaration,
  { vocabulary, pointerBytes }: Reader,
): Taken<Convention> {
  const said = convention ?? (vocabulary.name === 'koffi' ? 'cdecl' : 'stdcall')
  if (said === 'stdcall' || pointerBytes === 8)
    return { value: said === 'cdecl' ? '__cdecl' : '__stdcall', remarks: [] }
  const refused = `${name} is declared with a calling convention for which ${vocabulary.name} does not call it on ia32`
  return said === 'cdecl' && vocabulary.name === 'koffi'
    ? { value: '__cdecl', remarks: [] }
    : { value: '__stdcall', remarks: [unmeasured(refused, name, 'convention')] }
}

/** Characters of another width than the texts of the sequence have, in a function measured under its own name. */
function hasOtherText(
  name: FunctionName,
  declared: Declaration,
  type: DeclaredType,
  truth: AbiSlot,
): boolean {
  return (
    declared.name === name &&
    type.text !== undefined &&
    truth.type.endsWith('WSTR') &&
    type.text !== 2
  )
}

function takeSlot<S extends AbiSlot>(
  { subject: name, position }: DeclaredPlace,
  type: DeclaredType,
  truth: S,
): Taken<S> {
  const place = position === 'returns' ? `the result of ${name}` : `${name}.${position}`
  const declared = cTypeOf(type)
  // Nobody can say of a type that is not known whether it is wrong.
  if (type.kind === 'unknown')
    return {
      value: truth,
      remarks: [
        {
          text: `${place} is declared as ${type.spelled}, whose width is not known; the true declaration was used`,
        },
      ],
    }
  if (declared === 'void' && truth.declared !== 'void')
    return {
      value: truth,
      remarks: [
        {
          text: `${place} is declared as void, so that the program cannot see a failure; the true declaration was used`,
        },
      ],
    }
  if (declared === undefined)
    return {
      value: truth,
      remarks: [unmeasured(`${place} is declared as ${type.spelled}`, name, position)],
    }
  return { value: { ...truth, declared }, remarks: [] }
}

/** What ctypes makes of an argument that nothing is declared for: a number is checked and passed as a C int, objects pass as what they are. */
function takeUndeclared(
  name: FunctionName,
  parameter: AbiParameter,
  index: number,
  { fallback, positions }: Undeclared,
): Taken<AbiParameter> {
  const isNumber = positions ? positions.includes(index) : true
  if (!isNumber || familyIn(name, parameter.type) === undefined)
    return { value: parameter, remarks: [] }
  const { value } = takeSlot({ subject: name, position: parameter.name }, fallback, parameter)
  return { value: { ...value, passing: 'checked-32' }, remarks: [undeclaredRemark] }
}

const undeclaredRemark: Remark = {
  text: 'Handles at undeclared positions were measured as Python 3.8 and newer passes an int: refused where it does not fit into 32 bits; up to 3.7 the upper half is leftover, which the probe upper-half-garbage measures',
}

function takeParameters(name: FunctionName, declared: Declaration): Taken<readonly AbiParameter[]> {
  const truth = trueAbi.functions[name].parameters
  const { parameters } = declared
  if (!('length' in parameters))
    return join(truth.map((parameter, index) => takeUndeclared(name, parameter, index, parameters)))
  if (parameters.length !== truth.length || declared.variadic) {
    const own = declared.variadic ? 'a variable number of parameters' : String(parameters.length)
    return {
      value: truth,
      remarks: [
        unmeasured(
          `${name} takes ${truth.length} parameters and is declared with ${own}`,
          name,
          'parameters',
        ),
      ],
    }
  }
  return join(
    truth.map((parameter, index) => {
      const type = parameters[index]
      const place = `${name}.${parameter.name}`
      if (!type) return { value: parameter, remarks: [] }
      return hasOtherText(name, declared, type, parameter)
        ? {
            value: parameter,
            remarks: [
              unmeasured(
                `${place} is declared as ${type.spelled}, text of another width`,
                name,
                parameter.name,
              ),
            ],
          }
        : takeSlot({ subject: name, position: parameter.name }, type, parameter)
    }),
  )
}

function join<T>(taken: readonly Taken<T>[]): Taken<readonly T[]> {
  return {
    value: taken.map(({ value }) => value),
    remarks: taken.flatMap(({ remarks }) => remarks),
  }
}

/** A function of the sequence as the binding declares it. What cannot be measured keeps its true declaration, and a remark says so. */
export function expressFunction(
  name: FunctionName,
  declared: Declaration,
  reader: Reader,
): Taken<AbiFunction> {
  const truth = trueAbi.functions[name]
  const result = declared.result.kind === 'undeclared' ? declared.result.fallback : declared.result
  const convention = takeConvention(name, declared, reader)
  const returns = takeSlot({ subject: name, position: 'returns' }, result, truth.returns)
  const parameters = takeParameters(name, declared)
  return {
    value: withOwnVariables(
      { convention: convention.value, returns: returns.value, parameters: parameters.value },
      declared,
      reader.pointerBytes,
    ),
    remarks: [...convention.remarks, ...returns.remarks, ...parameters.remarks],
  }
}
