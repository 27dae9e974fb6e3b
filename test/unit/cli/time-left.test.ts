import t from 'tap'
import { nextTimeLeft, type TimeLeft } from '../../../src/cli/time-left.ts'

/** The work done at a time, as a share. */
type Course = (second: number) => number

/** What is shown each half second of a run that takes `seconds`, in seconds. */
function shownIn(course: Course, seconds: number): number[] {
  const shown: number[] = []
  let left: TimeLeft | undefined
  for (let now = 0; now < 1000 * seconds; now += 500) {
    left = nextTimeLeft(left, { done: course(now / 1000), planned: 1, startedAt: 0 }, now)
    if (left) shown.push(left.shownMs / 1000)
  }
  return shown
}

const courses: readonly (readonly [string, Course, number])[] = [
  ['an even run', second => second / 60, 60],
  ['a slow start', second => (second < 20 ? second / 200 : 0.1 + (0.9 * (second - 20)) / 40), 60],
  ['a slow end', second => (second < 20 ? second / 25 : 0.8 + (0.2 * (second - 20)) / 40), 60],
  [
    'a child that stops for a while',
    second => (second < 30 ? second : second < 45 ? 30 : second - 15) / 60,
    75,
  ],
  ['steps', second => Math.floor(second / 6) / 10, 60],
]

for (const [title, course, seconds] of courses)
  t.test(`the time left of ${title} does not jump`, async t => {
    const shown = shownIn(course, seconds)
    t.ok(shown.length > seconds, 'it is shown most of the time')
    const changes = shown.slice(1).map((next, index) => next - (shown[index] ?? 0))
    t.ok(
      changes.every(change => Math.abs(change) <= 30),
      `never by more than a step of the scale: ${shown.join(' ')}`,
    )
    const ups = changes.filter((change, index) => change > 0 && (changes[index + 1] ?? 0) < 0)
    t.same(ups, [], 'it does not go up and down again')
    t.ok((shown.at(-1) ?? 60) <= 15, `near the end it is short: ${shown.at(-1)}`)
  })

t.test('an even run counts down', async t => {
  const shown = shownIn(second => second / 60, 60)
  t.same(
    shown,
    shown.toSorted((one, other) => other - one),
  )
  t.same([shown[0], shown.at(-1)], [60, 5])
})

t.test('nothing is estimated early, or where nothing is planned', async t => {
  t.equal(nextTimeLeft(undefined, { done: 0.01, planned: 1, startedAt: 0 }, 60_000), undefined)
  t.equal(nextTimeLeft(undefined, { done: 0.5, planned: 1, startedAt: 0 }, 1000), undefined)
  t.equal(nextTimeLeft(undefined, { done: 0, planned: 0, startedAt: 0 }, 60_000), undefined)
})
