import { measuredWith } from '../declare/ffi/probed.ts'
import type { Vocabulary } from '../declare/model.ts'
import type { Architecture } from '../declare/win32/architecture.ts'
import type { Finding } from './finding.ts'

/** Says behind the probes that a consequence names in brackets with which FFI they were measured. */
function citing(
  consequence: string,
  arch: readonly Architecture[],
  { ffi, name, unmeasured }: Vocabulary,
): string {
  return consequence.replace(/\[([\w.-]+(?:, [\w.-]+)*)\]/g, (brackets, names: string) => {
    const source = measuredWith(
      ffi,
      unmeasured === undefined ? name : undefined,
      names.split(', '),
      arch,
    )
    return source === undefined ? brackets : `${brackets}, ${source}`
  })
}

/** A finding that names the FFI in which what it says was measured: its own where there is a recording. */
export function cite(finding: Finding, vocabulary: Vocabulary): Finding {
  const { consequence, arch, lesser } = finding
  return {
    ...finding,
    consequence: citing(consequence, arch, vocabulary),
    ...(lesser && {
      lesser: lesser.map(one => ({
        ...one,
        consequence: citing(one.consequence, one.arch, vocabulary),
      })),
    }),
  }
}
