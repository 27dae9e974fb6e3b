/**
 * Why a wrong declaration did no harm. `tolerated`: guaranteed by the platform, every time. `lucky`: it worked
 * this time, without any guarantee.
 */
export const harmlessReasons = {
  'kernel-handle': {
    verdict: 'tolerated',
    says: 'a kernel handle has 32 significant bits, so a cut loses nothing (a guarantee of the platform)',
  },
  'low-address': {
    verdict: 'lucky',
    says: 'the address lay below 4 GiB, so the cut lost nothing this time',
  },
  'not-looked-at': {
    verdict: 'lucky',
    says: 'the callee did not look at the displaced member this time',
  },
  'unused-width': {
    verdict: 'lucky',
    says: 'the callee does not use the part that is wrong',
  },
  'sentinel-shape': {
    verdict: 'lucky',
    says: 'the value happened to have the shape the comparison expects',
  },
} as const satisfies Record<
  string,
  { readonly verdict: 'tolerated' | 'lucky'; readonly says: string }
>

export type HarmlessReason = keyof typeof harmlessReasons

/** Every reason, in the order of the table. */
export const harmlessReasonNames = Object.keys(harmlessReasons) as HarmlessReason[]
