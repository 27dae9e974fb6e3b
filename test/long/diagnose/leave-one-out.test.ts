import t from 'tap'
import { confident, leaveOneOut, summary } from '../../support/diagnose/leave-one-out.ts'
import { mistakes } from '../../../src/mistakes/index.ts'

const heldOut = leaveOneOut()

t.test(
  'a case that the method does not know is found as often as docs/diagnose.md says',
  async t => {
    t.ok(heldOut.length >= 60)
    const first = heldOut.filter(({ rank }) => rank === 1).length
    const firstThree = heldOut.filter(({ rank }) => rank >= 1 && rank <= 3).length
    t.ok(first >= 0.6 * heldOut.length, summary(heldOut))
    t.ok(firstThree >= 0.75 * heldOut.length, summary(heldOut))
  },
)

t.test('no look-alike is taken for a mistake of width with confidence', async t => {
  const misled = heldOut.filter(
    item => !mistakes[item.case.class].width && item.result.width >= confident,
  )
  t.same(
    misled.map(item => item.case.id),
    [],
  )
})

t.test('width or not is decided right for nearly all', async t => {
  const right = heldOut.filter(item => item.result.width >= 0.5 === mistakes[item.case.class].width)
  t.ok(right.length >= 0.9 * heldOut.length, `${right.length} of ${heldOut.length}`)
})
