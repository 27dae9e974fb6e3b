import { groupBy, type View } from './view.ts'

/** Probes that were not measured at all in some lanes, with the common reason. */
export interface UnmeasuredProbe {
  readonly probes: readonly string[]
  readonly lanes: readonly string[]
  /** One sentence, without its full stop. */
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

/**
 * Probes that were planned in a lane but could not be measured at all there, for example for lack of a device;
 * those with the same reason are combined.
 */
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
