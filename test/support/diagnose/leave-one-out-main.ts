import { ablation, leaveOneOut, summary } from './leave-one-out.ts'

/**
 * `node dist/test/support/diagnose/leave-one-out-main.js`: prints the figures of docs/diagnose.md, the
 * contribution of each part, and the missed cases.
 */
const heldOut = leaveOneOut()
console.log(summary(heldOut))
console.log(`\n${ablation()}\n`)
for (const { case: held, result, rank } of heldOut.filter(item => item.rank !== 1)) {
  console.log(
    `  ${held.id} (${held.class}): ${rank === 0 ? 'not listed' : `place ${rank}`}; first ${result.ranking[0]?.class} ${result.ranking[0]?.score.toFixed(2)}; width ${result.width.toFixed(2)}`,
  )
}
