import { compareFunction, parameterName } from '../../declare/compare-function.ts'
import { compare } from '../../declare/compare.ts'
import type { Deviation, SlotDeviation } from '../../declare/deviation.ts'
import type { DeclaredCallback, DeclaredFunction, Place } from '../../declare/model.ts'
import { isWindowsLibrary, type FunctionInfo, type TypeInfo } from '../../declare/widths/table.ts'
import { consequences } from '../consequences.ts'
import type { Level, Observation, RuleId, Side } from '../finding.ts'
import type { Problem, RuleContext } from './context.ts'
import { judgePointee } from './pointee.ts'
import { judgeSlot } from './slot.ts'

/** Everything that is wrong with a declared function. */
export function judgeFunction(declared: DeclaredFunction, context: RuleContext): Observation[] {
  if (declared.library && !isWindowsLibrary(declared.library, context.table)) return []
  const found = context.truth.function(declared.name)
  return found
    ? judgeAll(declared, compareFunction(declared, found, context.truth), found, context)
    : judgeMissing(declared, context)
}

/** A callback type by a name that Windows knows, for example WNDPROC: the same questions as for a function. */
export function judgeCallback(declared: DeclaredCallback, context: RuleContext): Observation[] {
  const found = context.truth.callback(declared.name)
  if (!found) return []
  return judgeAll(
    { ...declared, kind: 'function' },
    compare([declared], context.truth),
    { ...found, name: declared.name, library: '' },
    context,
  )
}

/** A value at a parameter for which nothing was declared. */
function isUndeclared(deviation: Deviation): deviation is SlotDeviation {
  return 'place' in deviation && deviation.place.at === 'parameter' && isDefault(deviation)
}

function isDefault(deviation: Deviation): boolean {
  return deviation.kind !== 'text' && 'place' in deviation && deviation.declared.undeclared === true
}

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

interface Detail {
  readonly rule: RuleId
  readonly level: Level
  readonly position: string
  readonly declared: Side
  readonly true: Side
  readonly consequence: string
  readonly fix: string
  readonly place?: Place | undefined
  readonly deviation?: Deviation
}

function observe(declared: DeclaredFunction, { place, ...detail }: Detail): Observation {
  return { ...detail, function: declared.name, ...declared.place, ...place }
}

function judgeMissing(
  declared: DeclaredFunction,
  { table, truth: { architecture } }: RuleContext,
): Observation[] {
  const nothing = { type: 'not exported', bytes: 0 }
  const side = { type: declared.name, bytes: 0 }
  if (architecture === 'ia32' && table.function(declared.name, 'x64')) {
    // The Ptr functions of user32 are the only ones that a program meets: on ia32 they are macros.
    if (!/Ptr[AW]?$/.test(declared.name)) return []
    const plain = declared.name.replace(/Ptr([AW]?)$/, '$1')
    return [
      observe(declared, {
        rule: 'not-on-ia32',
        level: 'warning',
        position: 'name',
        declared: side,
        true: nothing,
        consequence: consequences.notOnIa32,
        fix: `on ia32 use ${plain}`,
      }),
    ]
  }
  const resolved = table.resolveFunctionName(declared.name)
  if (!resolved || resolved === declared.name) return []
  return [
    observe(declared, {
      rule: 'no-such-export',
      level: 'error',
      position: 'name',
      declared: side,
      true: { type: resolved, bytes: 0 },
      consequence: consequences.noExport,
      fix: resolved,
    }),
  ]
}

function judgeDeviation(
  deviation: Deviation,
  declared: DeclaredFunction,
  found: FunctionInfo,
  context: RuleContext,
): Observation[] {
  switch (deviation.kind) {
    case 'convention':
      return [judgeConvention(deviation, declared, context)]
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

function judgeConvention(
  deviation: Extract<Deviation, { readonly kind: 'convention' }>,
  declared: DeclaredFunction,
  { vocabulary }: RuleContext,
): Observation {
  return observe(declared, {
    rule: 'convention',
    ...vocabulary.wrongConvention(deviation.declared),
    position: 'convention',
    declared: { type: deviation.declared, bytes: 0 },
    true: { type: deviation.true, bytes: 0 },
    fix: `__${deviation.true}`,
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
    fix: declareParameters(declared, found, context),
    deviation,
  })
}

function declareParameters(
  { name }: DeclaredFunction,
  found: FunctionInfo,
  { vocabulary, truth }: RuleContext,
): string {
  return vocabulary.declareParameters(
    name,
    found.parameters.map(({ type }) => vocabulary.spell(type, truth.pointerBytes)),
  )
}

/** What is found as the default of an FFI is a mistake; the rest of a default is no declaration that anybody made. */
const defaults: readonly RuleId[] = [
  'pointer-truncated',
  'handle-narrowed',
  'integer-truncated',
  'class-mismatch',
  'struct-by-value',
]

function judgeResult(
  deviation: SlotDeviation,
  declared: DeclaredFunction,
  found: FunctionInfo,
  context: RuleContext,
): Observation[] {
  const { vocabulary, truth } = context
  const problem = judgeSlot(deviation, found.result, context)
  const undeclared = isDefault(deviation)
  if (!problem || (undeclared && !defaults.includes(problem.rule))) return []
  const { type, bytes } = deviation.declared
  const spelled = vocabulary.spell(found.result, truth.pointerBytes)
  return [
    observe(declared, {
      ...problem,
      rule: undeclared ? 'undeclared-result' : problem.rule,
      position: 'return',
      declared: { type: undeclared ? `undeclared (${type})` : type, bytes },
      true: side(found.result),
      fix: undeclared ? vocabulary.declareResult(declared.name, spelled) : spelled,
      place: declared.resultPlace,
      deviation,
    }),
  ]
}

/** The parameter that a deviation is about. */
function parameterOf(
  { place }: Pick<SlotDeviation, 'place'>,
  found: FunctionInfo,
): { readonly index: number; readonly position: string; readonly type: TypeInfo } {
  const position = 'parameter' in place ? place.parameter : ''
  const index = found.parameters.findIndex((_, at) => parameterName(found, at) === position)
  return { index, position, type: found.parameters[index]?.type ?? found.result }
}

function judgeParameter(
  deviation: SlotDeviation,
  declared: DeclaredFunction,
  found: FunctionInfo,
  context: RuleContext,
): Observation[] {
  const { position, type } = parameterOf(deviation, found)
  const problem = judgeSlot(deviation, type, context)
  if (!problem) return []
  return [
    observe(declared, {
      ...problem,
      consequence:
        problem.rule === 'arguments-shifted'
          ? `${problem.consequence}; ${context.vocabulary.unbalanced}`
          : problem.consequence,
      position,
      declared: { type: deviation.declared.type, bytes: deviation.declared.bytes },
      true: side(type),
      fix: context.vocabulary.spell(type, context.truth.pointerBytes),
      place: declared.parametersPlace,
      deviation,
    }),
  ]
}

function judgeVariable(
  deviation: SlotDeviation | Extract<Deviation, { readonly kind: 'text' }>,
  declared: DeclaredFunction,
  found: FunctionInfo,
  { vocabulary, truth }: RuleContext,
): Observation {
  const { position, type } = parameterOf(deviation, found)
  const { declared: own, true: right } = deviation
  return observe(declared, {
    ...judgePointee(deviation, type, vocabulary),
    position,
    declared: { type: own.type, bytes: own.bytes },
    true: { type: right.type, bytes: right.bytes },
    fix: vocabulary.spell(type, truth.pointerBytes),
    place: declared.parametersPlace,
    deviation,
  })
}

interface UndeclaredProblem {
  readonly deviation: SlotDeviation
  readonly position: string
  readonly type: TypeInfo
  readonly problem: Problem
  /** Whether a plain number is passed there for certain: a handle object passed without declaration is right. */
  readonly isCertain: boolean
}

function worstOf(wide: readonly UndeclaredProblem[]): UndeclaredProblem | undefined {
  return (
    wide.find(({ problem, isCertain }) => problem.level === 'error' && isCertain) ??
    wide.find(({ isCertain }) => isCertain) ??
    wide.find(({ problem }) => problem.level === 'error') ??
    wide[0]
  )
}

function levelOf({ problem, isCertain }: UndeclaredProblem): Level {
  const isBad = problem.level === 'error'
  if (isCertain) return isBad ? 'error' : 'warning'
  return isBad ? 'warning' : 'note'
}

/** Parameters that nothing is declared for: one observation for all of them, of the worst. */
function judgeUndeclared(
  deviations: readonly SlotDeviation[],
  declared: DeclaredFunction,
  found: FunctionInfo,
  context: RuleContext,
): Observation[] {
  const certain = 'kind' in declared.parameters ? declared.parameters.certain : undefined
  const worst = worstOf(
    deviations.flatMap(deviation => {
      const { index, position, type } = parameterOf(deviation, found)
      const problem = judgeSlot(deviation, type, context)
      return problem
        ? [{ deviation, position, type, problem, isCertain: certain?.includes(index) ?? false }]
        : []
    }),
  )
  if (!worst) return []
  const { deviation, position, type } = worst
  return [
    observe(declared, {
      rule: 'undeclared-parameters',
      level: levelOf(worst),
      position,
      declared: {
        type: `undeclared (${deviation.declared.type})`,
        bytes: deviation.declared.bytes,
      },
      true: side(type),
      consequence: context.vocabulary.undeclaredParameters,
      fix: declareParameters(declared, found, context),
      place: declared.parametersPlace,
      deviation,
    }),
  ]
}

function side(type: TypeInfo): Side {
  return { type: type.name === 'WINBOOL' ? 'BOOL' : type.name, bytes: type.bytes }
}

function countOf(parameters: number): string {
  return `${parameters} parameter${parameters === 1 ? '' : 's'}`
}
