/** An outcome compared with the control's outcome in the same lane, on the same device and step. Exactly these. */
export const verdictKinds = [
  'same',
  'tolerated',
  'lucky',
  'invalid-handle',
  'other-error',
  'wrong-data',
  'crashed',
  'timed-out',
  'not-reached',
  'unsupported',
  'not-judged',
] as const
export type VerdictKind = (typeof verdictKinds)[number]
