import { groupBy, type View } from './view.ts'

/** Probes of which nothing was measured in some lanes, and the one reason. */
export interface UnmeasuredProbe {
  readonly probes: readonly string[]
  readonly lanes: readonly string[]
  /** One sentence, without its stop. */
  readonly reason: string
}

function reasonOf(view: View, lane: string, probe: string): string | undefined {
  const reasons = new Set(
    view
      .cells(lane, probe)
      .map(({ outcome }) => (outcome.kind === 'not-declared' ? outcome.reason : '')),
  )
  const [reason] = reasons
  return reasons.size === 1 && reason !== '' ? reason : undefined
}

/** Probes that a lane planned and could not make at all, such as a device that this system does not have; alike ones joined. */
export function unmeasuredProbes(view: View): UnmeasuredProbe[] {
  const places = view.lanes.flatMap(lane =>
    view.probes.flatMap(probe => {
      const reason = reasonOf(view, lane.id, probe.id)
      return reason === undefined ? [] : [{ lane: lane.id, probe: probe.id, reason }]
    }),
  )
  return [...groupBy(places, ({ reason }) => reason)].map(([reason, own]) => ({
    reason,
    lanes: [...new Set(own.map(({ lane }) => lane))],
    probes: [...new Set(own.map(({ probe }) => probe))],
  }))
}
