import {
  dictionarySchemaVersion,
  type Dictionary,
  type DictionaryLane,
} from '../../../src/dictionary/dictionary-file.ts'

/** A lane of a made-up dictionary. */
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
    environment: { wine: 'x' },
    signatures: [...signatures],
    ...more,
  }
}

/** A dictionary of three faults: one that is noticed, one that is tolerated, one that hands over NULL only. */
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
        id: 'ReadFile.hFile.upper-garbage',
        at: 'parameter',
        class: 'arg-upper-garbage',
        sequence: 'brief',
      },
      {
        id: 'ReadFile.hFile.cut-zero',
        at: 'parameter',
        class: 'arg-truncated',
        sequence: 'brief',
        luck8: ['kernel-handle'],
      },
      {
        id: 'CreateFileW.hTemplateFile.cut-zero',
        at: 'parameter',
        class: 'arg-truncated',
        sequence: 'brief',
      },
    ],
    signatures: ['', 'read=6', 'open=2 above-4gib:read=crashed'],
    lanes: [...lanes],
    unstable: {},
    ...more,
  }
}
