import type { Finding } from '../audit/finding.ts'
import type { DeclaredPlace } from '../declare/deviation.ts'
import { statementAt, statementsOn } from '../declare/same-place.ts'

/** A place in the files of a binding, and what to write there. */
export interface Origin {
  readonly file: string
  readonly line?: number
  readonly fix: string
}

/**
 * Where a binding makes a wrong declaration: the finding of the audit on that place, or on its struct, and
 * rather the definition of the type that it stands for, since that is where it is put right.
 */
export function originOf(findings: readonly Finding[], place: DeclaredPlace): Origin | undefined {
  const finding =
    statementAt(findings, place) ??
    // A field lies elsewhere because of an earlier one; a parameter has only itself to blame.
    statementsOn(findings, place.subject).find(({ struct }) => struct !== undefined)
  if (!finding) return undefined
  const alias = statementAt(findings, { subject: 'alias', position: finding.true.type })
  const { file, line, fix } = alias?.file === undefined ? finding : alias
  return file === undefined ? undefined : { file, ...(line === undefined ? {} : { line }), fix }
}
