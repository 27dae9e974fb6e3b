import type {
  CallbackInfo,
  FunctionInfo,
  TypeInfo,
  WidthTable,
} from '../../declare/widths/table.ts'
import { consequences } from '../consequences.ts'
import type { Level, Observation, RuleId, Side } from '../finding.ts'
import type {
  DeclaredCallback,
  DeclaredFunction,
  DeclaredType,
  Place,
  Undeclared,
} from '../../declare/model.ts'
import type { RuleContext } from './context.ts'
import { judgePointee } from './pointee.ts'
import { judgeSlot, type Slot } from './slot.ts'

/** Everything that is wrong with a declared function. */
export function judgeFunction(declared: DeclaredFunction, context: RuleContext): Observation[] {
  if (declared.library && !isWindowsLibrary(declared.library, context.table)) return []
  const truth = context.table.function(declared.name, context.architecture)
  if (!truth) return judgeMissing(declared, context)
  return [
    ...judgeConvention(declared, truth, context),
    ...judgeResult(declared, truth, context),
    ...judgeParameters(declared, truth, context),
  ]
}

/** A function of a library that is none of Windows' own may bear any name. */
export function isWindowsLibrary(library: string, table: WidthTable): boolean {
  return table.libraries.has(library) || /^(api-ms-win-|ext-ms-|kernelbase\.)/.test(library)
}

/** A callback type by a name that Windows knows, for example WNDPROC: the same questions as for a function. */
export function judgeCallback(declared: DeclaredCallback, context: RuleContext): Observation[] {
  const known = context.table.callback(declared.name, context.architecture)
  if (!known) return []
  // A callback that does not say its parameters (FARPROC) fits everything.
  const truth: FunctionInfo = { name: declared.name, library: '', ...known }
  if (isUnprototyped(known)) return []
  return [
    ...judgeResult({ ...declared, kind: 'function' }, truth, context),
    ...judgeParameters({ ...declared, kind: 'function' }, truth, context),
  ]
}

function isUnprototyped({ parameters, result }: CallbackInfo): boolean {
  return parameters.length === 0 && result.bytes <= 8
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
}

function observe(declared: DeclaredFunction, { place, ...detail }: Detail): Observation {
  return { ...detail, function: declared.name, ...declared.place, ...place }
}

function judgeMissing(
  declared: DeclaredFunction,
  { table, architecture }: RuleContext,
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

function judgeConvention(
  declared: DeclaredFunction,
  truth: FunctionInfo,
  { architecture, vocabulary }: RuleContext,
): Observation[] {
  const expected = truth.convention === 'stdcall' ? 'stdcall' : 'cdecl'
  if (
    architecture !== 'ia32' ||
    !declared.convention ||
    declared.variadic ||
    declared.convention === expected
  )
    return []
  const { level, consequence } = vocabulary.wrongConvention(declared.convention)
  return [
    observe(declared, {
      rule: 'convention',
      level,
      position: 'convention',
      declared: { type: declared.convention, bytes: 0 },
      true: { type: expected, bytes: 0 },
      consequence,
      fix: `__${expected}`,
    }),
  ]
}

function judgeResult(
  declared: DeclaredFunction,
  truth: FunctionInfo,
  context: RuleContext,
): Observation[] {
  const slot: Slot = { role: 'result', function: truth.name, position: 'return' }
  const undeclared = declared.result.kind === 'undeclared'
  const type = declared.result.kind === 'undeclared' ? declared.result.fallback : declared.result
  const problem = judgeSlot(type, truth.result, slot, context)
  if (!problem) return []
  const spelled = context.vocabulary.spell(truth.result, context.pointerBytes)
  // The default of an FFI for a function that returns nothing or a small number is no declaration that anybody made.
  if (
    undeclared &&
    ![
      'pointer-truncated',
      'handle-narrowed',
      'integer-truncated',
      'class-mismatch',
      'struct-by-value',
    ].includes(problem.rule)
  )
    return []
  return [
    observe(declared, {
      ...problem,
      rule: undeclared ? 'undeclared-result' : problem.rule,
      position: 'return',
      declared: {
        type: undeclared ? `undeclared (${type.spelled})` : type.spelled,
        bytes: type.bytes,
      },
      true: side(truth.result),
      fix: undeclared ? context.vocabulary.declareResult(declared.name, spelled) : spelled,
      place: declared.resultPlace,
    }),
  ]
}

function judgeParameters(
  declared: DeclaredFunction,
  truth: FunctionInfo,
  context: RuleContext,
): Observation[] {
  if ('kind' in declared.parameters)
    return judgeUndeclared(declared, declared.parameters, truth, context)
  const { parameters } = declared
  // A function that takes any number of arguments is declared with as many as the program needs.
  const isWrong = declared.variadic
    ? false
    : truth.convention === 'variadic'
      ? parameters.length < truth.parameters.length
      : parameters.length !== truth.parameters.length
  if (isWrong) {
    return [
      observe(declared, {
        rule: 'parameter-count',
        level: 'error',
        position: 'parameters',
        place: declared.parametersPlace,
        declared: { type: countOf(parameters.length), bytes: 0 },
        true: { type: countOf(truth.parameters.length), bytes: 0 },
        consequence: `${parameters.length < truth.parameters.length ? consequences.tooFew : consequences.tooMany}; ${context.vocabulary.unbalanced}`,
        fix: context.vocabulary.declareParameters(
          declared.name,
          truth.parameters.map(({ type }) => context.vocabulary.spell(type, context.pointerBytes)),
        ),
      }),
    ]
  }
  return truth.parameters.flatMap(({ name, type }, index) => {
    const own = parameters[index]
    return own
      ? judgeParameter(declared, own, name || `parameter ${index + 1}`, type, truth, context)
      : []
  })
}

function judgeParameter(
  declared: DeclaredFunction,
  own: DeclaredType,
  position: string,
  type: TypeInfo,
  truth: FunctionInfo,
  context: RuleContext,
): Observation[] {
  const problem = judgeSlot(
    own,
    type,
    { role: 'parameter', function: truth.name, position },
    context,
  )
  const fix = context.vocabulary.spell(type, context.pointerBytes)
  const place = declared.parametersPlace
  const consequence =
    problem?.rule === 'arguments-shifted'
      ? `${problem.consequence}; ${context.vocabulary.unbalanced}`
      : (problem?.consequence ?? '')
  if (problem)
    return [
      observe(declared, {
        ...problem,
        consequence,
        position,
        declared: { type: own.spelled, bytes: own.bytes },
        true: side(type),
        fix,
        place,
      }),
    ]
  const pointee = judgePointee(own, type, context)
  return pointee ? [observe(declared, { ...pointee, position, fix, place })] : []
}

/** Only what the default of the FFI cannot carry is worth a word: a DWORD passed as int is right. */
function judgeUndeclared(
  declared: DeclaredFunction,
  { fallback, positions, certain }: Undeclared,
  truth: FunctionInfo,
  context: RuleContext,
): Observation[] {
  const wide = truth.parameters.flatMap(({ name, type }, index) => {
    const position = name || `parameter ${index + 1}`
    if (positions && !positions.includes(index)) return []
    // A pointer is passed as an object that the FFI knows to be one; a number has to be a handle or pointer-sized.
    if (!type.family && !(type.kind !== 'pointer' && type.bytes > fallback.bytes)) return []
    const problem = judgeSlot(
      fallback,
      type,
      { role: 'parameter', function: truth.name, position },
      context,
    )
    return problem
      ? [{ position, type, problem, isCertain: certain?.includes(index) ?? false }]
      : []
  })
  const [first] = wide
  if (!first) return []
  // A handle object passed without declaration is right; only a plain number is not.
  const worst =
    wide.find(({ problem, isCertain }) => problem.level === 'error' && isCertain) ??
    wide.find(({ isCertain }) => isCertain) ??
    wide.find(({ problem }) => problem.level === 'error') ??
    first
  const isBad = worst.problem.level === 'error'
  return [
    observe(declared, {
      rule: 'undeclared-parameters',
      level: worst.isCertain ? (isBad ? 'error' : 'warning') : isBad ? 'warning' : 'note',
      position: worst.position,
      declared: { type: `undeclared (${fallback.spelled})`, bytes: fallback.bytes },
      true: side(worst.type),
      consequence: context.vocabulary.undeclaredParameters,
      fix: context.vocabulary.declareParameters(
        declared.name,
        truth.parameters.map(({ type }) => context.vocabulary.spell(type, context.pointerBytes)),
      ),
      place: declared.parametersPlace,
    }),
  ]
}

function side(type: TypeInfo): Side {
  return { type: type.name === 'WINBOOL' ? 'BOOL' : type.name, bytes: type.bytes }
}

function countOf(parameters: number): string {
  return `${parameters} parameter${parameters === 1 ? '' : 's'}`
}
