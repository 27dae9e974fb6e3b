import {
  dictionarySchemaVersion,
  notAFault,
  unmeasured,
  type Dictionary,
  type DictionaryFault,
  type DictionaryLane,
} from './dictionary-file.ts'
import { numberSignatures } from './number-signatures.ts'
import { signatureKey, type FaultSignature } from './signature.ts'

interface Joined {
  readonly lane: Omit<DictionaryLane, 'signatures'>
  /** Fault → observed signatures, the latest last; only `notAFault` where it has no effect. */
  readonly seen: Map<string, FaultSignature[] | typeof notAFault>
}

function note(joined: Joined, fault: string, value: FaultSignature | typeof notAFault): void {
  if (value === notAFault) {
    joined.seen.set(fault, notAFault)
    return
  }
  const earlier = joined.seen.get(fault)
  const list = Array.isArray(earlier)
    ? earlier.filter(one => signatureKey(one) !== signatureKey(value))
    : []
  joined.seen.set(fault, [...list, value])
}

/** Own properties only: a name may be one of Object.prototype, such as `constructor`. */
function unstableIn({ unstable }: Dictionary, lane: string, fault: string): readonly number[] {
  const faults = Object.hasOwn(unstable, lane) ? unstable[lane] : undefined
  return faults && Object.hasOwn(faults, fault) ? (faults[fault] ?? []) : []
}

function addLane(lanes: Map<string, Joined>, dictionary: Dictionary, lane: DictionaryLane): void {
  const { signatures, ...described } = lane
  const earlier = lanes.get(lane.id)
  const useful = signatures.some(index => index >= 0)
  const joined: Joined = earlier
    ? { lane: useful ? described : earlier.lane, seen: earlier.seen }
    : { lane: described, seen: new Map() }
  lanes.set(lane.id, joined)
  for (const [position, index] of signatures.entries()) {
    const fault = dictionary.faults[position]
    if (!fault || index === unmeasured) continue
    for (const other of unstableIn(dictionary, lane.id, fault.id))
      note(joined, fault.id, dictionary.signatures[other] ?? [])
    note(joined, fault.id, index === notAFault ? notAFault : (dictionary.signatures[index] ?? []))
  }
}

function unstableOf(
  joined: readonly Joined[],
  indexOf: (signature: FaultSignature) => number,
): Dictionary['unstable'] {
  const entries = joined.flatMap(({ lane, seen }) => {
    const several = [...seen].flatMap(([fault, list]) =>
      Array.isArray(list) && list.length > 1
        ? [[fault, list.map(indexOf).sort((one, other) => one - other)] as const]
        : [],
    )
    return several.length > 0 ? [[lane.id, Object.fromEntries(several)] as const] : []
  })
  return Object.fromEntries(entries)
}

/**
 * Combines dictionaries of several machines, shards or dates. Where recordings of a lane differ, the latest counts
 * and all are kept as unstable. Throws on an empty list.
 */
export function mergeDictionaries(dictionaries: readonly Dictionary[]): Dictionary {
  const inOrder = [...dictionaries].sort((one, other) =>
    one.meta.startedAt < other.meta.startedAt ? -1 : 1,
  )
  const latest = inOrder.at(-1)
  if (!latest) throw new RangeError('Nothing to merge')
  const faults = new Map<string, DictionaryFault>(
    inOrder.flatMap(dictionary => dictionary.faults.map(fault => [fault.id, fault] as const)),
  )
  const lanes = new Map<string, Joined>()
  for (const dictionary of inOrder)
    for (const lane of dictionary.lanes) addLane(lanes, dictionary, lane)
  const joined = [...lanes.values()].sort((one, other) => (one.lane.id < other.lane.id ? -1 : 1))
  const { list: signatures, indexOf } = numberSignatures(
    joined.flatMap(({ seen }) =>
      [...seen.values()].flatMap(list => (list === notAFault ? [] : list)),
    ),
  )
  const list = [...faults.values()]
  return {
    schemaVersion: dictionarySchemaVersion,
    tool: latest.tool,
    meta: {
      startedAt: inOrder[0]?.meta.startedAt ?? latest.meta.startedAt,
      durationMs: inOrder.reduce((sum, { meta }) => sum + meta.durationMs, 0),
    },
    steps: Object.assign({}, ...inOrder.map(({ steps }) => steps)) as Dictionary['steps'],
    faults: list,
    signatures,
    lanes: joined.map(({ lane, seen }) => ({
      ...lane,
      signatures: list.map(({ id }) => {
        const known = seen.get(id)
        if (known === undefined) return unmeasured
        return known === notAFault ? notAFault : indexOf(known.at(-1) ?? [])
      }),
    })),
    unstable: unstableOf(joined, indexOf),
  }
}
