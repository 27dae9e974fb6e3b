import { ablation, leaveOneOut, summary } from './leave-one-out.ts'

/** `node dist/test/support/diagnose/leave-one-out-main.js`: the figures that stand in docs/diagnose.md, what each part contributes, and the cases that were missed. */
const heldOut = leaveOneOut()
console.log(summary(heldOut))
console.log(`\n${ablation()}\n`)
for (const { case: held, result, rank } of heldOut.filter(item => item.rank !== 1)) {
  console.log(
    `  ${held.id} (${held.class}): ${rank === 0 ? 'not listed' : `place ${rank}`}; first ${result.ranking[0]?.class} ${result.ranking[0]?.score.toFixed(2)}; width ${result.width.toFixed(2)}`,
  )
}
