import stringWidth from 'string-width'
import t from 'tap'
import {
  liveText,
  progressText,
  timeLeft,
  type ProgressState,
} from '../../../src/cli/progress-text.ts'

const state: ProgressState = {
  lane: 'wine-x64',
  probe: 'overlapped-32',
  step: 'read-wait',
  done: 500,
  planned: 2000,
  startedAt: 1000,
}

const cases: readonly {
  readonly title: string
  readonly state: Partial<ProgressState>
  readonly now: number
  readonly text: string
}[] = [
  {
    title: 'a quarter after ten seconds',
    state: {},
    now: 11_000,
    text: '500 of 2000 cells (25 %), about 30 s left',
  },
  { title: 'too early for an estimate', state: {}, now: 2000, text: '500 of 2000 cells (25 %)' },
  {
    title: 'too little for an estimate',
    state: { done: 20 },
    now: 60_000,
    text: '20 of 2000 cells (1 %)',
  },
  {
    title: 'minutes',
    state: { done: 200 },
    now: 61_000,
    text: '200 of 2000 cells (10 %), about 9 min 0 s left',
  },
  { title: 'the end', state: { done: 2000 }, now: 60_000, text: '2000 of 2000 cells (100 %)' },
  {
    title: 'nothing planned',
    state: { done: 0, planned: 0 },
    now: 60_000,
    text: '0 of 0 cells (0 %)',
  },
]
for (const { title, state: change, now, text } of cases) {
  t.test(`progressText() of ${title}`, async t => {
    t.equal(progressText({ ...state, ...change }, now), text)
  })
}

t.test('liveText() names lane, probe and step, and fits the terminal', async t => {
  t.equal(
    liveText(state, 11_000, 200),
    '500 of 2000 cells (25 %), about 30 s left  wine-x64 / overlapped-32 / read-wait',
  )
  for (const width of [1, 10, 40, 79])
    t.ok(
      stringWidth(liveText({ ...state, step: '読み取り待ち'.repeat(9) }, 11_000, width)) <= width,
      `${width} columns`,
    )
})

t.test('timeLeft() never divides by nothing', async t => {
  t.equal(timeLeft({ ...state, done: 0, planned: 10 }, 90_000), '')
})
