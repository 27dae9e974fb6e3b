import { type Dictionary, type DictionaryFault, type DictionaryLane } from './dictionary-file.ts'
import type { FaultSignature } from './signature.ts'

/** Faults that no lane can tell apart. */
export interface FaultGroup {
  readonly faults: readonly DictionaryFault[]
  /** Lane → signature; absent where the fault has no effect there or was not measured. */
  readonly signatures: ReadonlyMap<string, FaultSignature>
}

/** The signature of a fault in a lane; `undefined` where it has no effect there, or was not measured. */
export function signatureIn(
  dictionary: Dictionary,
  lane: DictionaryLane,
  position: number,
): FaultSignature | undefined {
  const index = lane.signatures[position] ?? -1
  return index < 0 ? undefined : dictionary.signatures[index]
}

/** Groups the faults that have the same signature in every lane, the largest group first. */
export function groupFaults(dictionary: Dictionary): readonly FaultGroup[] {
  const groups = new Map<
    string,
    { faults: DictionaryFault[]; signatures: Map<string, FaultSignature> }
  >()
  for (const [position, fault] of dictionary.faults.entries()) {
    const entries = dictionary.lanes.flatMap(lane => {
      const signature = signatureIn(dictionary, lane, position)
      return signature === undefined ? [] : [[lane.id, signature] as const]
    })
    const key = JSON.stringify([fault.sequence, entries])
    const group = groups.get(key) ?? { faults: [], signatures: new Map(entries) }
    group.faults.push(fault)
    groups.set(key, group)
  }
  return [...groups.values()].sort((one, other) => other.faults.length - one.faults.length)
}
