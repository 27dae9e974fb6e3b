import process from 'node:process'
import t from 'tap'
import { parseText } from '../../src/diagnose/text/parse-text.ts'
import { readSymptom } from '../../src/diagnose/text/read-text.ts'
import { isFullSuite } from '../support/full-suite.ts'

/** Beginnings that a pattern knows, each of which is followed by what the pattern may look through. */
const beginnings = [
  'ok last error',
  "run-time error '6'",
  'GetLastError()',
  'error code',
  'errno',
  'failed with',
  "OSError(1, '",
  'LastErrorException',
  'at (/',
  'at a(b) in ',
  'at node:',
  'at a.b(c.java:',
  'File "',
  "thread '",
  'works fine ',
  'handle ',
  'reading ',
  '32-bit ',
  'python ',
  'error 6 ',
]
const fillings = [' ', '\t', '(', '/', ':', '=', '0', 'a', '"', "'", 'at (/', 'a.', 'word ']

function seconds(line: string, lines: number): number {
  const text = `${line}\n`.repeat(lines)
  const before = process.cpuUsage()
  parseText(text)
  return process.cpuUsage(before).user / 1e6
}

/** Four times as much text may take four times as long, and what a busy machine adds; the square of it would be sixteen times. */
const maxGrowth = 8
/** What takes less than this is far below the square of 2000 characters, which some patterns would try. Seconds of the processor. */
const enough = 0.02
/** Lines of the first measurement, and of the one that is compared: its short texts take some 20 ms. */
const [few, many] = [27, 100]

for (const [number, beginning] of beginnings.entries()) {
  // One filling of each beginning on every commit, each in the full suite.
  const tried = fillings.filter((_, index) => isFullSuite || index === number % fillings.length)
  t.test(
    `a text of ${JSON.stringify(beginning)} and anything takes time in proportion`,
    async t => {
      for (const filling of [...tried, ...(isFullSuite ? [beginning] : [])]) {
        const line = (length: number): string =>
          (beginning + filling.repeat(length)).slice(0, length)
        const title = JSON.stringify(filling)
        const first = seconds(line(2000), few)
        const isFast = first < enough
        const [short, long] = isFast
          ? [first, first]
          : [seconds(line(500), many), seconds(line(2000), many)]
        t.ok(isFast || long < maxGrowth * short, `${title}: ${short} s, then ${long} s`)
      }
    },
  )
}

/** Seconds of the processor for a log of so many lines. */
async function secondsOfLog(lineAt: (index: number) => string, lines: number): Promise<number> {
  const log = Buffer.from(Array.from({ length: lines }, (_, index) => lineAt(index)).join('\n'))
  const before = process.cpuUsage()
  await readSymptom([log], 'log')
  return process.cpuUsage(before).user / 1e6
}

t.test('a log in which every line fails takes no longer than one in which few do', async t => {
  const failing = (index: number): string =>
    `10:00:${index % 60} worker-${index % 17}: ReadFile failed with error 6 (request ${index}, 0x${(index * 7919).toString(16)})`
  const quiet = (index: number): string =>
    index % 100 === 0 ? failing(index) : failing(index).replace('failed with error', 'read item')
  await secondsOfLog(quiet, 3000)
  const [few, all] = [await secondsOfLog(quiet, 15_000), await secondsOfLog(failing, 15_000)]
  t.ok(all < 1.5 * few, `${few} s, and ${all} s`)
})

for (const line of [
  'error 0x80070006 in a module',
  'ReadFile failed: error 6',
  'it crashed, and nothing is told of the call',
  '>>> ctypes.get_last_error()',
  'CreateFileW works, but ReadFile returns FALSE',
])
  t.test(`many lines of ${JSON.stringify(line)} take time in proportion`, async t => {
    seconds(line, 500)
    const [short, long] = [seconds(line, 750), seconds(line, 3000)]
    t.ok(long < enough || long < maxGrowth * Math.max(short, enough), `${short} s, ${long} s`)
  })
