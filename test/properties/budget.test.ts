import process from 'node:process'
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
    withinBudget('short', () => allocate(400 * megabyte)),
    /it allocated \d+ bytes, and may allocate \d+/,
  )
  await withinBudget('x'.repeat(64 * 1024), () => allocate(400 * megabyte))
})

t.test('a buffer that is kept counts', async t => {
  let kept: Uint8Array | undefined
  await t.rejects(
    withinBudget('short', () => {
      kept = new Uint8Array(400 * megabyte)
    }),
    /it allocated/,
  )
  t.equal(kept?.length, 400 * megabyte)
})

/** Keeps the processor busy. Milliseconds of the processor. */
function work(ms: number): void {
  const before = process.cpuUsage()
  for (let spent = 0; spent < ms * 1000;) {
    // To ask for it takes time of the system, so there is some work in between.
    for (let count = 0; count < 1e6; count++);
    const { user, system } = process.cpuUsage(before)
    spent = user + system
  }
}

t.test('what takes the processor for longer than an input is worth fails', async t => {
  await t.rejects(
    withinBudget('short', () => work(100), 20),
    /it took \d+\S* ms of the processor, and may take 21 ms/,
  )
})
