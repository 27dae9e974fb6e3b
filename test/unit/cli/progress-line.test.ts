import t from 'tap'
import { progressStates } from '../../../src/cli/progress-line.ts'
import { progressText } from '../../../src/cli/progress-text.ts'

t.test('progressStates() shows something before anything is planned, and on each tick', async t => {
  let now = 0
  const texts: string[] = []
  const states = progressStates(
    state => texts.push(progressText(state, now)),
    () => now,
  )
  t.same(texts, ['preparing the lanes, 0 s'], 'at once')
  now = 1000
  states.tick()
  now = 4000
  states.planned({ cells: 200, milliseconds: 1000 })
  now = 5000
  states.began('wine-x64', 'correct', 'open')
  states.done({ cells: 20, milliseconds: 200 })
  now = 9000
  states.tick()
  states.done({ cells: 180, milliseconds: 800 })
  t.same(texts.slice(1), [
    'preparing the lanes, 1 s',
    '0 of 200 cells (0 %)',
    '0 of 200 cells (0 %)',
    '20 of 200 cells (10 %)',
    '20 of 200 cells (10 %), about 20 s left',
    '200 of 200 cells (100 %)',
  ])
})
