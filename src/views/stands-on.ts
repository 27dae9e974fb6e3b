import { evidenceOf, evidences, type EvidenceStrength } from '../result/evidence.ts'
import { groupBy, type View } from './view.ts'

/** The evidence for some cells, and the places where it applies. */
export interface Stand {
  readonly evidence: EvidenceStrength
  /** The evidence as text. */
  readonly text: string
  /** Lanes, with the devices of the probes where the evidence differs within the lane. */
  readonly places: readonly string[]
}

/** The evidence for the cells of each lane: a native port, a surrogate, Wine or the simulation; the strongest first. */
export function standsOf(view: View): Stand[] {
  const found = new Map<EvidenceStrength, string[]>()
  for (const lane of view.lanes) {
    const devices = new Set(
      view.probes
        .filter(probe => view.cells(lane.id, probe.id).length > 0)
        .map(({ device }) => device),
    )
    const byEvidence = groupBy(devices, device => evidenceOf(lane, device))
    for (const [evidence, on] of byEvidence) {
      const place = byEvidence.size === 1 ? lane.id : `${lane.id} (${on.join(', ')})`
      found.set(evidence, [...(found.get(evidence) ?? []), place])
    }
  }
  return (Object.keys(evidences) as EvidenceStrength[]).flatMap(evidence => {
    const places = found.get(evidence)
    return places ? [{ evidence, text: evidences[evidence], places }] : []
  })
}
