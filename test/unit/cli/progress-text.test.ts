import stringWidth from 'string-width'
import t from 'tap'
import { liveText, progressText, type ProgressState } from '../../../src/cli/progress-text.ts'

const state: ProgressState = {
  lane: 'wine-x64',
  probe: 'overlapped-32',
  step: 'read-wait',
  cells: 500,
  milliseconds: 0,
  planned: { cells: 2000, milliseconds: 0 },
  startedAt: 1000,
  left: { at: 11_000, endsAt: 41_000, shownMs: 30_000 },
}

const cases: readonly {
  readonly title: string
  readonly state: Partial<ProgressState>
  readonly text: string
}[] = [
  { title: 'a quarter', state: {}, text: '500 of 2000 cells (25 %), about 30 s left' },
  {
    title: 'minutes',
    state: { left: { at: 0, endsAt: 0, shownMs: 540_000 } },
    text: '500 of 2000 cells (25 %), about 9 min 0 s left',
  },
  { title: 'the end', state: { cells: 2000 }, text: '2000 of 2000 cells (100 %)' },
  {
    title: 'the time before anything is planned',
    state: { cells: 0, planned: { cells: 0, milliseconds: 0 } },
    text: 'preparing the lanes, 10 s',
  },
]
for (const { title, state: change, text } of cases) {
  t.test(`progressText() of ${title}`, async t => {
    t.equal(progressText({ ...state, ...change }, 11_000), text)
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
