import process from 'node:process'
import t from 'tap'
import { parseText } from '../../src/diagnose/text/parse-text.ts'
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
