import type { RunProbe, Seen } from '../result/run-file.ts'
import type { View } from './view.ts'

/** The result of repeating an error 6 under strict handle checks. */
export const strictTexts = {
  confirmed: 'borne out: run again, the system ended the process in this call for a bad handle',
  'not-confirmed': 'not borne out: run again, the system raised nothing in this call',
} as const satisfies Record<NonNullable<Seen['strict']>, string>

/** The results of strict handle checks in a lane: the system's support, and the repeated calls. */
export interface Witness {
  readonly lane: string
  /** How the system supports the checks. */
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

/** The lanes in which errors 6 were repeated under strict handle checks (`run --strict`). Empty where that was not requested. */
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
