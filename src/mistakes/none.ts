import type { Explanation } from './mistake.ts'

/** What a probe is called that makes no mistake. */
export interface NoMistake extends Explanation {
  readonly width: false
  readonly title: string
}

/** The two kinds of probe that make no mistake. */
export const noMistakes = {
  control: {
    width: false,
    title: 'nothing is wrong',
    means:
      'Everything is declared right. Every other probe is compared with what the control did on the same lane and device.',
    how: ['The harness runs it first in each scene.'],
    tell: [
      'If it is not clean (another error than the device explains, wrong data, a crash), nothing in that lane is judged.',
    ],
    cures: [],
  },
  'as-published': {
    width: false,
    title: 'declared right, as a library publishes it',
    means: 'The declarations and the order of calls of a published library, which are right.',
    how: ['pyserial 2.6 and pywin32, the two cures for the bug of pyserial 2.5.'],
    tell: ['They end as the control does: that the cures work is measured, not assumed.'],
    cures: [],
  },
} as const satisfies Record<string, NoMistake>
