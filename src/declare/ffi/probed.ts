import type { Architecture } from '../win32/architecture.ts'
import { recordedOn, standInFor } from './measured.ts'

/** The FFI that measures the whole catalogue, and is cited where the FFI in question was not measured. */
const usual = 'koffi'

/** Which FFI measured probes on an architecture, and in whose place. */
interface Prober {
  readonly title: string
  /** The end of the sentence where it is not the FFI that was asked about. */
  readonly instead: string
}

function proberOf(
  ffi: string | undefined,
  name: string | undefined,
  probes: readonly string[],
  architecture: Architecture,
): Prober | undefined {
  const titleOf = (host: string): string | undefined => {
    const found = recordedOn(architecture, host)
    return found && probes.every(probe => found.probes.includes(probe)) ? found.title : undefined
  }
  const own = ffi === undefined ? undefined : titleOf(ffi)
  if (own !== undefined) return { title: own, instead: '' }
  const standIn = ffi === undefined ? undefined : standInFor(ffi)
  for (const host of standIn?.hosts ?? []) {
    const title = titleOf(host)
    if (standIn && title !== undefined) return { title, instead: ` (${standIn.why})` }
  }
  const title = titleOf(usual)
  return title === undefined
    ? undefined
    : { title, instead: name === undefined ? '' : `, not with ${name}` }
}

/**
 * Names the FFI that measured probes, as the end of a sentence about declarations of an FFI: that FFI where it was
 * measured, else one that uses the same library, else koffi. `undefined` where none did.
 *
 * @param ffi a name of `list hosts`; `undefined` for what is no host
 * @param name the FFI in words; `undefined` where it is said elsewhere that it was not measured
 * @example
 * measuredWith('ctypes', 'ctypes', ['handle-i32'], ['x64'])
 * // 'measured with ffi-napi 4.0.3 (libffi) in Node.js (libffi, on which ctypes stands; ctypes itself was not measured)'
 */
export function measuredWith(
  ffi: string | undefined,
  name: string | undefined,
  probes: readonly string[],
  architectures: readonly Architecture[],
): string | undefined {
  const byTail = new Map<string, Map<string, Architecture[]>>()
  for (const architecture of architectures) {
    const prober = proberOf(ffi, name, probes, architecture)
    if (!prober) continue
    const titles = byTail.get(prober.instead) ?? new Map<string, Architecture[]>()
    byTail.set(prober.instead, titles)
    titles.set(prober.title, [...(titles.get(prober.title) ?? []), architecture])
  }
  const isOne = byTail.size === 1 && [...byTail.values()].every(({ size }) => size === 1)
  const parts = [...byTail].map(([instead, titles]) => {
    const where = [...titles].map(([title, on]) =>
      isOne ? title : `${title} on ${on.join(' and ')}`,
    )
    return `${where.join(', ')}${instead}`
  })
  return parts.length === 0 ? undefined : `measured with ${parts.join('; with ')}`
}
