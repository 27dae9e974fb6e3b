import type { Dictionary, DictionaryFault } from './dictionary-file.ts'
import { dictionarySchemaVersion, notAFault, unmeasured } from './dictionary-file.ts'
import { isFaultAt } from './enumerate.ts'
import type { Fault } from './fault.ts'
import { lucksOf } from './fault-probes.ts'
import type { MeasuredLane } from './measure.ts'
import { numberSignatures } from './number-signatures.ts'

/** The input of a dictionary. */
export interface Recording {
  readonly version: string
  readonly startedAt: string
  readonly durationMs: number
  readonly faults: readonly Fault[]
  readonly lanes: readonly MeasuredLane[]
}

function describeFault(fault: Fault): DictionaryFault {
  const luck4 = lucksOf(fault, 4)
  const luck8 = lucksOf(fault, 8)
  return {
    id: fault.id,
    subject: fault.subject,
    position: fault.position,
    kind: fault.kind,
    at: fault.positionKind,
    class: fault.mistake,
    sequence: fault.sequence.id,
    ...(luck4.length > 0 ? { luck4: [...luck4] } : {}),
    ...(luck8.length > 0 ? { luck8: [...luck8] } : {}),
  }
}

/** Combines the results of the lanes into a dictionary. Pure. */
export function assemble({ version, startedAt, durationMs, faults, lanes }: Recording): Dictionary {
  const { list: used, indexOf } = numberSignatures(
    lanes.flatMap(({ signatures }) => [...signatures.values()]),
  )
  const sequences = new Map(faults.map(({ sequence }) => [sequence.id, sequence]))
  return {
    schemaVersion: dictionarySchemaVersion,
    tool: { name: 'handle-width', version },
    meta: { startedAt, durationMs },
    steps: Object.fromEntries(
      [...sequences].map(([id, { steps }]) => [id, steps.map(step => [step.id, step.function])]),
    ),
    faults: faults.map(describeFault),
    signatures: used,
    lanes: lanes.map(({ lane, environment, reason, signatures }) => ({
      ...lane,
      ...(environment && {
        environment: {
          facts: environment.facts,
          ...(environment.calibration && { calibration: environment.calibration }),
        },
      }),
      ...(reason === undefined ? {} : { reason }),
      signatures: faults.map(fault => {
        if (!isFaultAt(fault, lane.pointerBytes)) return notAFault
        const signature = signatures.get(fault.id)
        return signature === undefined ? unmeasured : indexOf(signature)
      }),
    })),
    unstable: {},
  }
}
