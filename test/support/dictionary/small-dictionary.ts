import { faultKinds, type FaultKind } from '../../../src/dictionary/fault.ts'
import type { FaultSignature } from '../../../src/dictionary/signature.ts'
import {
  dictionarySchemaVersion,
  type Dictionary,
  type DictionaryFault,
  type DictionaryLane,
  type Difference,
} from '../../../src/dictionary/dictionary-file.ts'

/** A signature in one line: `missing:read=6 close=crashed`. */
export function spellSignature(signature: FaultSignature): string {
  return signature
    .map(
      ({ scene, step, outcome }) => `${scene === undefined ? '' : `${scene}:`}${step}=${outcome}`,
    )
    .join(' ')
}

/** Parses a signature from a line. */
function readSignature(line: string): Difference[] {
  return line
    .split(' ')
    .filter(word => word !== '')
    .map(word => {
      const [place = '', outcome = ''] = word.split('=')
      const [step = '', scene] = place.split(':').reverse()
      return {
        ...(scene === undefined ? {} : { scene: scene as NonNullable<Difference['scene']> }),
        step,
        outcome: Number.isNaN(Number(outcome))
          ? (outcome as Difference['outcome'])
          : Number(outcome),
      }
    })
}

/** The id of a fault, split into its parts: `find/FindClose.hFindFile.cut-zero`. */
export function place(id: string): Pick<DictionaryFault, 'id' | 'subject' | 'position' | 'kind'> {
  const [subject = '', ...parts] = id.slice(id.indexOf('/') + 1).split('.')
  const kind = parts.pop() ?? ''
  if (!Object.hasOwn(faultKinds, kind)) throw new RangeError(`no kind of fault: ${kind}`)
  return { id, subject, position: parts.join('.'), kind: kind as FaultKind }
}

/** A lane of an invented dictionary. */
export function lane(
  id: string,
  signatures: readonly number[],
  more: Partial<DictionaryLane> = {},
): DictionaryLane {
  return {
    id,
    engine: 'wine',
    architecture: 'x64',
    kernel: 'native',
    host: 'koffi',
    pointerBytes: 8,
    environment: { facts: { wine: 'x' } },
    signatures: [...signatures],
    ...more,
  }
}

/** A dictionary of three faults: one that is noticed, one that is tolerated, one where only NULL is passed. */
export function smallDictionary(
  lanes: readonly DictionaryLane[],
  more: Partial<Dictionary> = {},
): Dictionary {
  return {
    schemaVersion: dictionarySchemaVersion,
    tool: { name: 'handle-width', version: '0' },
    meta: { startedAt: '2026-01-01T00:00:00.000Z', durationMs: 1 },
    steps: {
      brief: [
        ['open', 'CreateFileW'],
        ['read', 'ReadFile'],
        ['read-result', 'GetOverlappedResult'],
      ],
    },
    faults: [
      {
        ...place('ReadFile.hFile.upper-garbage'),
        at: 'parameter',
        class: 'arg-upper-garbage',
        sequence: 'brief',
      },
      {
        ...place('ReadFile.hFile.cut-zero'),
        at: 'parameter',
        class: 'arg-truncated',
        sequence: 'brief',
        luck8: ['kernel-handle'],
      },
      {
        ...place('CreateFileW.hTemplateFile.cut-zero'),
        at: 'parameter',
        class: 'arg-truncated',
        sequence: 'brief',
      },
    ],
    signatures: ['', 'read=6', 'open=2 above-4gib:read=crashed'].map(readSignature),
    lanes: [...lanes],
    unstable: {},
    ...more,
  }
}
