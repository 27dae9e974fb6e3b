import t from 'tap'
import { withinBudget } from './budget.ts'

const megabyte = 1024 ** 2

/** Allocates so much in pieces of which none is kept. Bytes. */
function allocate(bytes: number): void {
  for (let done = 0; done < bytes; done += megabyte) {
    const piece: number[] = []
    piece.length = megabyte / 8
    piece.fill(0)
  }
}

t.test('what allocates more than an input is worth fails, though all was collected', async t => {
  await withinBudget('short', () => allocate(16 * megabyte))
  await t.rejects(
    withinBudget('short', () => allocate(600 * megabyte)),
    /it allocated \d+ bytes, and may allocate \d+/,
  )
  await withinBudget('x'.repeat(64 * 1024), () => allocate(600 * megabyte))
})

t.test('a buffer that is kept counts', async t => {
  let kept: Uint8Array | undefined
  await t.rejects(
    withinBudget('short', () => {
      kept = new Uint8Array(600 * megabyte)
    }),
    /it allocated/,
  )
  t.equal(kept?.length, 600 * megabyte)
})
