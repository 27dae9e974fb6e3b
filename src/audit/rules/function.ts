import { compareCallback, compareFunction, compareCall } from '../../declare/compare-function.ts'
import type { Deviation, SlotDeviation } from '../../declare/deviation.ts'
import type { DeclaredCallback, DeclaredFunction } from '../../declare/model.ts'
import { isWindowsLibrary, type FunctionInfo } from '../../declare/widths/table.ts'
import { consequences } from '../consequences.ts'
import type { Observation } from '../finding.ts'
import { judgePassedCallbacks, observeConvention, observeCount } from './callback.ts'
import type { RuleContext } from './context.ts'
import { judgeIgnored } from './ignored.ts'
import { judgeMissing } from './missing.ts'
import { declareParameters, isDefault, observe } from './observe.ts'
import { judgePassedStructs } from './passed-struct.ts'
import { judgeUndeclared } from './undeclared.ts'
import { judgeParameter, judgeResult, judgeVariable } from './value.ts'

/** Libraries with functions of C; ntdll has some as well. */
const cLibrary = /^(msvcrt|ucrtbase|ntdll|api-ms-win-crt)/

/** Everything that is wrong with a declared function. */
export function judgeFunction(declared: DeclaredFunction, context: RuleContext): Observation[] {
  if (declared.library && !isWindowsLibrary(declared.library, context.table)) return []
  const found = context.truth.function(declared.name)
  if (!found) return judgeMissing(declared, context)
  // The C library of another system has functions, such as accept, that Windows keeps elsewhere.
  if (declared.library && cLibrary.test(declared.library) && !cLibrary.test(found.library))
    return []
  return [
    ...judgeIgnored(declared),
    ...judgeAll(declared, compareFunction(declared, found, context.truth), found, context),
    ...judgePassedCallbacks(declared, found, context),
    ...judgePassedStructs(declared, found, context),
    ...judgeCalls(declared, found, context),
  ]
}

/** A callback type by a name that Windows knows, for example WNDPROC: the same questions as for a function. */
export function judgeCallback(declared: DeclaredCallback, context: RuleContext): Observation[] {
  const found = context.truth.callback(declared.name)
  if (!found) return []
  const own: DeclaredFunction = { ...declared, kind: 'function' }
  const deviations = compareCallback(declared, found, context.truth)
  const info: FunctionInfo = { ...found, name: declared.name, library: '' }
  return [
    ...deviations.flatMap(deviation =>
      deviation.kind === 'count' ? [observeCount(deviation, 'parameters', own, info, context)] : [],
    ),
    ...deviations.flatMap(deviation =>
      deviation.kind === 'convention' && deviation.true === 'stdcall'
        ? [observeConvention(deviation, 'convention', own, declared.name, context)]
        : [],
    ),
    ...judgeAll(
      own,
      deviations.filter(({ kind }) => kind !== 'convention' && kind !== 'count'),
      info,
      context,
    ),
  ]
}

/** A value at a parameter for which nothing was declared. */
function isUndeclared(deviation: Deviation): deviation is SlotDeviation {
  return 'place' in deviation && deviation.place.at === 'parameter' && isDefault(deviation)
}

/** What each deviation of a function or callback means. */
function judgeAll(
  declared: DeclaredFunction,
  deviations: readonly Deviation[],
  found: FunctionInfo,
  context: RuleContext,
): Observation[] {
  return [
    ...deviations
      .filter(deviation => !isUndeclared(deviation))
      .flatMap(deviation => judgeDeviation(deviation, declared, found, context)),
    ...judgeUndeclared(deviations.filter(isUndeclared), declared, found, context),
  ]
}

/** What calls pass where nothing is declared, or no more than that it is a pointer. */
function judgeCalls(
  declared: DeclaredFunction,
  found: FunctionInfo,
  context: RuleContext,
): Observation[] {
  return (declared.calls ?? []).flatMap(call =>
    compareCall(declared, call, found, context.truth).flatMap(deviation =>
      judgeDeviation(deviation, { ...declared, parametersPlace: call.place }, found, context),
    ),
  )
}

function judgeDeviation(
  deviation: Deviation,
  declared: DeclaredFunction,
  found: FunctionInfo,
  context: RuleContext,
): Observation[] {
  switch (deviation.kind) {
    case 'convention':
      return isCertainlyOther(deviation, found)
        ? [judgeConvention(deviation, declared, context)]
        : []
    case 'count':
      return [judgeCount(deviation, declared, found, context)]
    case 'width':
    case 'class':
    case 'text':
      if (deviation.place.at === 'pointee')
        return [judgeVariable(deviation, declared, found, context)]
      if (deviation.kind === 'text') return []
      return deviation.place.at === 'result'
        ? judgeResult(deviation, declared, found, context)
        : judgeParameter(deviation, declared, found, context)
    default:
      return []
  }
}

/** Some prototypes of the headers lack WINAPI; only the C library and functions of any number of arguments are cdecl. */
function isCertainlyOther(
  deviation: Extract<Deviation, { readonly kind: 'convention' }>,
  { library, convention, parameters }: FunctionInfo,
): boolean {
  // Nothing is taken off the stack where nothing was put on it.
  if (parameters.length === 0 && convention !== 'variadic') return false
  return deviation.true === 'stdcall' || convention === 'variadic' || cLibrary.test(library)
}

function judgeConvention(
  deviation: Extract<Deviation, { readonly kind: 'convention' }>,
  declared: DeclaredFunction,
  { vocabulary }: RuleContext,
): Observation {
  return observe(declared, {
    rule: 'convention',
    ...vocabulary.wrongConvention(deviation.declared),
    basis: 'convention',
    position: 'convention',
    declared: { type: deviation.declared, bytes: 0 },
    true: { type: deviation.true, bytes: 0 },
    fix: vocabulary.declareConvention(deviation.true, 'function'),
    deviation,
  })
}

function judgeCount(
  deviation: Extract<Deviation, { readonly kind: 'count' }>,
  declared: DeclaredFunction,
  found: FunctionInfo,
  context: RuleContext,
): Observation {
  const isFewer = deviation.declared < deviation.true
  return observe(declared, {
    rule: 'parameter-count',
    level: 'error',
    position: 'parameters',
    place: declared.parametersPlace,
    declared: { type: countOf(deviation.declared), bytes: 0 },
    true: { type: countOf(deviation.true), bytes: 0 },
    consequence: `${isFewer ? consequences.tooFew : consequences.tooMany}; ${context.vocabulary.unbalanced}`,
    basis: isFewer ? 'tooFew' : 'tooMany',
    fix: declareParameters(declared, found, context),
    deviation,
  })
}

function countOf(parameters: number): string {
  return `${parameters} parameter${parameters === 1 ? '' : 's'}`
}
