import t from 'tap'
import { recordedFfis } from '../../../src/declare/ffi/recorded.ts'
import { ffisOf, hostRuns, laneRuns } from '../../../src/tools/ffi-table.ts'

t.test('what the package carries of FFIs is what the recorded runs give', async t => {
  t.strictSame(recordedFfis(), ffisOf(hostRuns(), laneRuns()).ffis, 'else npm run report')
})

t.test('each recorded lane widens in its hello line as in its arrivals', async t => {
  let compared = 0
  for (const lane of hostRuns().flatMap(run => run.lanes))
    for (const { calibration, ffi } of lane.environments)
      for (const { declared, value, cold, position } of ffi?.arrivals ?? []) {
        const isFirst = position === (lane.pointerBytes === 8 ? 'register' : 'stack')
        const isAsked = value === (declared.startsWith('int') ? 'minus-one' : 'uint32-ones')
        if (!isFirst || !isAsked || cold === 'refused' || !calibration) continue
        // Calibration passes -2 or 0xFFFFFFFE: one less, in a slot as wide as a pointer.
        const arrived = BigInt.asUintN(8 * lane.pointerBytes, BigInt(cold)) - 1n
        t.equal(calibration[declared], `0x${arrived.toString(16)}`, `${lane.id} ${declared}`)
        compared++
      }
  t.ok(compared >= 50, `${compared} compared`)
})
