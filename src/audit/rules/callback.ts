import { compareCallback, parameterName } from '../../declare/compare-function.ts'
import type { Deviation, SlotDeviation } from '../../declare/deviation.ts'
import type { DeclaredFunction, DeclaredType, Place } from '../../declare/model.ts'
import type { FunctionInfo } from '../../declare/widths/table.ts'
import { consequences } from '../consequences.ts'
import type { Observation } from '../finding.ts'
import type { RuleContext } from './context.ts'
import { judgeSlot } from './slot.ts'
import { observe, trueSide } from './observe.ts'

interface Passed {
  readonly type: DeclaredType
  readonly place: Place | undefined
}

/** The callbacks that are declared for a parameter, or passed there where nothing is. */
function passedAt(declared: DeclaredFunction, index: number): Passed[] {
  const own = 'kind' in declared.parameters ? undefined : declared.parameters[index]
  if (own?.callback) return [{ type: own, place: declared.parametersPlace }]
  return (declared.calls ?? []).flatMap(({ values, place }) => {
    const type = values[index]
    return type?.callback ? [{ type, place }] : []
  })
}

/** Callbacks with names of the program's own, judged by the function that takes them. */
export function judgePassedCallbacks(
  declared: DeclaredFunction,
  found: FunctionInfo,
  context: RuleContext,
): Observation[] {
  return found.parameters.flatMap(({ type }, index) => {
    const expected = context.truth.callback(type.name)
    if (!expected) return []
    const position = parameterName(found, index)
    return passedAt(declared, index).flatMap(({ type: { callback, spelled }, place }) => {
      // One that has a name of Windows is judged where it is declared.
      if (!callback || context.truth.callback(spelled)) return []
      const info: FunctionInfo = { ...expected, name: type.name, library: '' }
      const own: DeclaredFunction = {
        ...declared,
        ...(place && { place, parametersPlace: place, resultPlace: place }),
      }
      return compareCallback({ ...callback, name: type.name }, expected, context.truth).flatMap(
        deviation => observeInner(deviation, position, own, info, context),
      )
    })
  })
}

/** What is wrong with a callback at a position, as observations of what holds it. */
export function observeInner(
  deviation: Deviation,
  position: string,
  declared: DeclaredFunction,
  found: FunctionInfo,
  context: RuleContext,
): Observation[] {
  if (deviation.kind === 'convention')
    return [observeConvention(deviation, `${position}.convention`, declared, found.name, context)]
  if (deviation.kind === 'count')
    return [observeCount(deviation, `${position}.parameters`, declared, found, context)]
  return deviation.kind === 'width' || deviation.kind === 'class'
    ? observeValue(deviation, position, declared, found, context)
    : []
}

/** A callback that Windows calls otherwise than it is declared: what follows is the same in each FFI. */
export function observeConvention(
  deviation: Extract<Deviation, { readonly kind: 'convention' }>,
  position: string,
  declared: DeclaredFunction,
  callback: string,
  { vocabulary }: RuleContext,
): Observation {
  const startsThread = callback.endsWith('THREAD_START_ROUTINE')
  return observe(declared, {
    rule: 'convention',
    level: startsThread ? 'warning' : 'error',
    position,
    declared: { type: deviation.declared, bytes: 0 },
    true: { type: deviation.true, bytes: 0 },
    consequence: startsThread ? consequences.threadConvention : consequences.callbackConvention,
    fix: vocabulary.declareConvention(deviation.true, 'callback'),
    deviation,
  })
}

/** A callback that Windows calls with another number of arguments: in 64-bit processes more do no harm. */
export function observeCount(
  deviation: Extract<Deviation, { readonly kind: 'count' }>,
  position: string,
  declared: DeclaredFunction,
  found: FunctionInfo,
  { vocabulary, truth }: RuleContext,
): Observation {
  return observe(declared, {
    rule: 'parameter-count',
    level:
      truth.architecture === 'ia32' || deviation.declared > deviation.true ? 'error' : 'warning',
    position,
    declared: { type: `${deviation.declared} parameters`, bytes: 0 },
    true: { type: `${deviation.true} parameters`, bytes: 0 },
    consequence: consequences.callbackCount,
    fix: found.parameters.map(({ type }) => vocabulary.spell(type, truth.pointerBytes)).join(', '),
    deviation,
  })
}

function observeValue(
  deviation: SlotDeviation,
  position: string,
  declared: DeclaredFunction,
  found: FunctionInfo,
  context: RuleContext,
): Observation[] {
  const { vocabulary, truth } = context
  const isResult = deviation.place.at === 'result'
  const parameter = 'parameter' in deviation.place ? deviation.place.parameter : 'return'
  const type = isResult
    ? found.result
    : found.parameters.find((_, index) => parameterName(found, index) === parameter)?.type
  if (!type) return []
  // What Windows hands to the program is cut as a result is; what the program gives back, as a parameter.
  const turned = {
    ...deviation,
    place: isResult
      ? { at: 'parameter' as const, function: found.name, parameter: 'return' }
      : deviation.place,
  }
  const problem = judgeSlot(turned, type, context)
  // Of a wider result the caller takes the lower part; nothing is shifted by it.
  if (!problem || (isResult && problem.rule === 'arguments-shifted')) return []
  return [
    observe(declared, {
      ...problem,
      position: `${position}.${parameter}`,
      declared: { type: deviation.declared.type, bytes: deviation.declared.bytes },
      true: trueSide(type),
      fix: vocabulary.spell(type, truth.pointerBytes),
      deviation,
    }),
  ]
}
