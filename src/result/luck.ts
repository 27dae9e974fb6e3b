/** Why a wrong declaration did no harm. */
export const lucks = {
  'kernel-handle':
    'a kernel handle has 32 significant bits, so a cut loses nothing (a guarantee of the platform)',
  'low-address': 'the address lay below 4 GiB, so the cut lost nothing this time',
  'not-looked-at': 'the callee did not look at the displaced member this time',
  'unused-width': 'the callee does not use the part that is wrong',
  'sentinel-shape': 'the value happened to have the shape the comparison expects',
} as const satisfies Record<string, string>

export type Luck = keyof typeof lucks
