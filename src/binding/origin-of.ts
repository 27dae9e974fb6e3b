import type { Finding } from '../audit/finding.ts'

/** A place in the files of a binding, and what to write there. */
export interface Origin {
  readonly file: string
  readonly line?: number
  readonly fix: string
}

/** `_OVERLAPPED` and `tagOVERLAPPED` declare OVERLAPPED; `CreateFileA` was measured as CreateFileW. */
function plainName(name: string): string {
  return name.replace(/^(_+|tag)/, '').replace(/[AW]$/, '')
}

/**
 * Where a binding makes a wrong declaration: the finding of the audit on that place, or on its struct, and
 * rather the definition of the type that it stands for, since that is where it is put right.
 */
export function originOf(
  findings: readonly Finding[],
  { function: subject, position }: { readonly function: string; readonly position: string },
): Origin | undefined {
  const about = findings.filter(
    finding =>
      finding.position !== 'alias' &&
      plainName(finding.function ?? finding.struct ?? '') === plainName(subject),
  )
  const exact = about.find(
    finding => finding.position === (position === 'returns' ? 'return' : position),
  )
  const finding =
    subject === 'sentinel'
      ? findings.find(({ rule }) => rule === 'sentinel')
      : // A field lies elsewhere because of an earlier one; a parameter has only itself to blame.
        (exact ?? about.find(({ struct }) => struct !== undefined))
  if (!finding) return undefined
  const alias = findings.find(
    one =>
      one.position === 'alias' &&
      (one.function ?? one.struct) === finding.true.type &&
      one.file !== undefined,
  )
  const { file, line, fix } = alias ?? finding
  return file === undefined ? undefined : { file, ...(line === undefined ? {} : { line }), fix }
}
