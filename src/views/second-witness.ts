import type { RunProbe, Seen } from '../result/run-file.ts'
import type { View } from './view.ts'

/** What an error 6 came to when it was run again under strict handle checks. */
export const strictTexts = {
  confirmed: 'borne out: run again, the system ended the process in this call for a bad handle',
  'not-confirmed': 'not borne out: run again, the system raised nothing in this call',
} as const satisfies Record<NonNullable<Seen['strict']>, string>

/** What a system made of the checks in a lane, and of the calls that were run again. */
export interface Witness {
  readonly lane: string
  /** How the system takes the checks. */
  readonly system: string
  readonly probes: readonly {
    readonly probe: string
    readonly confirmed: readonly string[]
    readonly not: readonly string[]
  }[]
}

function callsOf(
  view: View,
  lane: string,
  probe: RunProbe,
  strict: NonNullable<Seen['strict']>,
): string[] {
  return view
    .cells(lane, probe.id)
    .filter(({ seen }) => seen?.strict === strict)
    .map(({ step }) => `${view.operation(probe, step)} (${step})`)
}

/** The lanes in which errors 6 were run again under strict handle checks (`run --strict`). Empty where that was not asked for. */
export function witnessesOf(view: View): Witness[] {
  return view.lanes.flatMap(lane => {
    const system = [
      ...new Set(lane.environments.flatMap(({ strictHandles }) => strictHandles ?? [])),
    ].join('; ')
    const probes = view.probes
      .map(probe => ({
        probe: probe.id,
        confirmed: callsOf(view, lane.id, probe, 'confirmed'),
        not: callsOf(view, lane.id, probe, 'not-confirmed'),
      }))
      .filter(({ confirmed, not }) => confirmed.length + not.length > 0)
    return system === '' && probes.length === 0
      ? []
      : [
          {
            lane: lane.id,
            system: system === '' ? 'how the system takes the checks was not recorded' : system,
            probes,
          },
        ]
  })
}
