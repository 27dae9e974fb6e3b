import type { SlotDeviation } from '../../declare/deviation.ts'
import type { DeclaredFunction, Undeclared } from '../../declare/model.ts'
import type { FunctionInfo, TypeInfo } from '../../declare/widths/table.ts'
import { consequences } from '../consequences.ts'
import type { Observation } from '../finding.ts'
import type { Level } from '../../declare/level.ts'
import type { Problem, RuleContext } from './context.ts'
import { declareParameters, observe, parameterOf, trueSide } from './observe.ts'
import { basedOn } from '../shown-by.ts'
import { judgeSlot } from './slot.ts'

interface UndeclaredProblem {
  readonly deviation: SlotDeviation
  readonly position: string
  readonly type: TypeInfo
  readonly problem: Problem
  /** Whether a plain number is passed there for certain: a handle object passed without declaration is right. */
  readonly isCertain: boolean
  /** Whether it is -1, which the FFI fills up with zeros there. */
  readonly isLost: boolean
}

function worstOf(wide: readonly UndeclaredProblem[]): UndeclaredProblem | undefined {
  return (
    wide.find(({ isLost }) => isLost) ??
    wide.find(({ problem, isCertain }) => problem.level === 'error' && isCertain) ??
    wide.find(({ isCertain }) => isCertain) ??
    wide.find(({ problem }) => problem.level === 'error') ??
    wide[0]
  )
}

/** What follows where a negative number lost its upper half. */
export function judgeLost({ family }: TypeInfo): Pick<Problem, 'level' | 'consequence'> {
  if (family === 'kernel') return { level: 'error', consequence: consequences.negativeUndeclared }
  return {
    level: 'warning',
    consequence: family === 'user' ? consequences.negativeWindow : consequences.negativeNumber,
  }
}

/** What is passed is not known where it is not certain: it may well be an object that has a width of its own. */
function levelOf({ problem, isCertain, isLost, type }: UndeclaredProblem): Level {
  if (isLost) return judgeLost(type).level
  return isCertain ? (problem.level === 'error' ? 'error' : 'warning') : 'note'
}

/** Parameters that nothing is declared for: one observation for all of them, of the worst. */
export function judgeUndeclared(
  deviations: readonly SlotDeviation[],
  declared: DeclaredFunction,
  found: FunctionInfo,
  context: RuleContext,
): Observation[] {
  const { certain, negative } =
    'kind' in declared.parameters ? declared.parameters : ({} as Partial<Undeclared>)
  const isZeroed = context.vocabulary.widening?.(context.truth.architecture) === 'zero'
  const worst = worstOf(
    deviations.flatMap(deviation => {
      const { index, position, type } = parameterOf(deviation, found)
      const problem = judgeSlot(deviation, type, context)
      return problem
        ? [
            {
              deviation,
              position,
              type,
              problem,
              isCertain: certain?.includes(index) ?? false,
              isLost: isZeroed && (negative?.includes(index) ?? false),
            },
          ]
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
      true: trueSide(type),
      consequence: worst.isLost
        ? judgeLost(type).consequence
        : context.vocabulary.undeclaredParameters,
      ...(!worst.isLost && basedOn(worst.problem)),
      fix: declareParameters(declared, found, context),
      place: declared.parametersPlace,
      deviation,
    }),
  ]
}
