import { measuredWith } from '../declare/ffi/probed.ts'
import type { Vocabulary } from '../declare/model.ts'
import type { Architecture } from '../declare/win32/architecture.ts'
import type { Finding } from './finding.ts'

/** What a reader of one language says of an effect. */
interface Said {
  readonly consequence: string
  readonly measured: readonly string[]
}

/** Says behind the probes that an effect names in brackets with which FFI they were measured. */
function citing(
  effect: string,
  arch: readonly Architecture[],
  { ffi, name, unmeasured }: Vocabulary,
): Said {
  const measured: string[] = []
  const cited = effect.replace(/\[([\w.-]+(?:, [\w.-]+)*)\]/g, (brackets, names: string) => {
    const source = measuredWith(
      ffi,
      unmeasured === undefined ? name : undefined,
      names.split(', '),
      arch,
    )
    if (source === undefined) return brackets
    measured.push(source)
    return `${brackets}, ${source}`
  })
  return { consequence: unmeasured ? `${cited}; ${unmeasured}` : cited, measured }
}

/** A finding that names the FFI in which what it says was measured: its own where there is a recording. */
export function cite(
  finding: Omit<Finding, 'effect' | 'measured' | 'expected'>,
  vocabulary: Vocabulary,
): Finding {
  const { consequence: effect, arch, lesser } = finding
  const { unmeasured } = vocabulary
  const { consequence, measured } = citing(effect, arch, vocabulary)
  return {
    ...finding,
    consequence,
    effect,
    ...(measured.length > 0 && { measured: [...new Set(measured)].join('; ') }),
    ...(unmeasured && { expected: unmeasured }),
    ...(lesser && {
      lesser: lesser.map(one => ({
        ...one,
        consequence: citing(one.consequence, one.arch, vocabulary).consequence,
      })),
    }),
  }
}
