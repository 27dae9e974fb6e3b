import { placeOf, type DeclaredPlace, type Deviation } from './deviation.ts'

/** `_OVERLAPPED` and `tagOVERLAPPED` declare OVERLAPPED; `CreateFileA` is measured as CreateFileW. */
function plainName(name: string): string {
  return name.replace(/^(_+|tag)/, '').replace(/[AW]$/, '')
}

/** Whether two names of a function or a struct mean the same one of Windows. */
function isSameSubject(one: string, other: string): boolean {
  return plainName(one) === plainName(other)
}

/** Whether two places are the same; there is one test of a failed open, whatever it compares with. */
export function isSamePlace(one: DeclaredPlace, other: DeclaredPlace): boolean {
  return (
    isSameSubject(one.subject, other.subject) &&
    (one.position === other.position || one.subject === 'sentinel')
  )
}

/** What says something about a deviation: a finding of an audit, a row of a run. */
interface About {
  readonly deviation?: Deviation
}

/**
 * Joins what an audit says with what a lane showed: the first statement about the deviation at a place. Places are
 * compared as deviations have them, so both sides have to carry theirs.
 */
export function statementAt<Statement extends About>(
  statements: readonly Statement[],
  place: DeclaredPlace,
): Statement | undefined {
  return statements.find(({ deviation }) => deviation && isSamePlace(placeOf(deviation), place))
}

/** The statements about any place of a function or a struct. */
export function statementsOn<Statement extends About>(
  statements: readonly Statement[],
  subject: string,
): readonly Statement[] {
  return statements.filter(
    ({ deviation }) => deviation && isSameSubject(placeOf(deviation).subject, subject),
  )
}
