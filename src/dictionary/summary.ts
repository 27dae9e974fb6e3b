import { harmlessReasonNames, harmlessReasons } from '../result/harmless.ts'
import { ERROR_INVALID_HANDLE } from '../declare/win32/errors.ts'
import type { Dictionary, Difference } from './dictionary-file.ts'
import { groupFaults, signatureIn } from './groups.ts'
import { signatureKey } from './signature.ts'
import { countingLanes, scoreFaults, type ScoredFault } from './score.ts'

/** The rows of a table and its header. */
export interface Rows {
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** The summary of a dictionary. */
export interface Summary {
  /** The mutation score in a few sentences: how many faults there are, how many were found, and where. Lanes have their plain names. */
  readonly score: {
    readonly faults: number
    readonly found: number
    readonly share: string
    readonly lanes: readonly string[]
    readonly withoutEquivalent: string
    readonly equivalent: number
    readonly groups: number
    readonly unstable: number
  }
  readonly lanes: Rows
  readonly classes: Rows
  readonly harmless: Rows
  /** Faults that no lane noticed, by the reason, the most frequent first. */
  readonly unfound: readonly { readonly reason: string; readonly faults: readonly string[] }[]
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`
}

function laneRows(dictionary: Dictionary): string[][] {
  return dictionary.lanes.map(lane => {
    const signatures = dictionary.faults.flatMap((_, position) => {
      const signature = signatureIn(dictionary, lane, position)
      return signature === undefined ? [] : [signature]
    })
    const found = signatures.filter(({ length }) => length > 0)
    const ending = (wanted: Difference['outcome']): number =>
      found.filter(signature => signature.some(({ outcome }) => outcome === wanted)).length
    return [
      lane.id,
      String(signatures.length),
      String(found.length),
      percent(found.length, signatures.length),
      String(ending(ERROR_INVALID_HANDLE)),
      String(ending('crashed')),
      String(new Set(signatures.map(signatureKey)).size),
    ]
  })
}

function classRows(scored: readonly ScoredFault[]): string[][] {
  const classes = [...new Set(scored.map(({ fault }) => fault.class))].sort()
  return classes.map(name => {
    const all = scored.filter(({ fault }) => fault.class === name)
    const found = all.filter(({ foundBy }) => foundBy.length > 0)
    return [name, String(all.length), String(found.length), percent(found.length, all.length)]
  })
}

/** Reasons why faults may do no harm, and the lanes that notice them anyway. */
function harmlessRows(dictionary: Dictionary, scored: readonly ScoredFault[]): string[][] {
  const tagged = new Set(
    dictionary.lanes.filter(({ kernel }) => kernel === 'tagged').map(({ id }) => id),
  )
  return harmlessReasonNames.flatMap(reason => {
    const { verdict, says } = harmlessReasons[reason]
    const own = scored.filter(({ fault }) =>
      [...(fault.luck4 ?? []), ...(fault.luck8 ?? [])].some(name => name === reason),
    )
    const plain = own.filter(({ foundBy }) => foundBy.some(id => !tagged.has(id)))
    const withTags = own.filter(
      ({ foundBy }) => foundBy.length > 0 && foundBy.every(id => tagged.has(id)),
    )
    return own.length === 0
      ? []
      : [
          [
            `${verdict}: ${says}`,
            String(own.length),
            String(plain.length),
            String(withTags.length),
            String(own.length - plain.length - withTags.length),
          ],
        ]
  })
}

function unfoundIn(scored: readonly ScoredFault[]): Summary['unfound'] {
  const reasons = new Map<string, string[]>()
  for (const { fault, reason } of scored)
    if (reason !== undefined) reasons.set(reason, [...(reasons.get(reason) ?? []), fault.id])
  return [...reasons]
    .map(([reason, faults]) => ({ reason, faults }))
    .sort((one, other) => other.faults.length - one.faults.length)
}

/** Summarises a dictionary: the mutation score, by lane and by class, and what no lane notices. Pure. */
export function summarise(dictionary: Dictionary): Summary {
  const scored = scoreFaults(dictionary)
  const found = scored.filter(({ foundBy }) => foundBy.length > 0)
  const telling = scored.filter(({ equivalent }) => !equivalent)
  return {
    score: {
      faults: scored.length,
      found: found.length,
      share: percent(found.length, scored.length),
      lanes: countingLanes(dictionary).map(({ id }) => id),
      withoutEquivalent: percent(found.length, telling.length),
      equivalent: scored.length - telling.length,
      groups: groupFaults(dictionary).length,
      unstable: Object.values(dictionary.unstable).reduce(
        (sum, faults) => sum + Object.keys(faults).length,
        0,
      ),
    },
    lanes: {
      head: [
        'lane',
        'faults',
        'noticed',
        'share',
        'with an error 6',
        'with a crash',
        'distinct signatures',
      ],
      rows: laneRows(dictionary),
    },
    classes: { head: ['class', 'faults', 'found', 'share'], rows: classRows(scored) },
    harmless: {
      head: [
        'why it may do no harm',
        'faults',
        'noticed without tags',
        'with tags alone',
        'not noticed',
      ],
      rows: harmlessRows(dictionary, scored),
    },
    unfound: unfoundIn(scored),
  }
}
