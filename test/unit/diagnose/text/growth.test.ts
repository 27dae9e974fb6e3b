import process from 'node:process'
import t from 'tap'
import { parseText } from '../../../../src/diagnose/text/parse-text.ts'

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
/** What takes less than this is not measured well enough to compare. Seconds of the processor. */
const enough = 0.15
/** Two ticks of the clock by which Windows counts the time of a processor: a shorter time may be shown as one tick or none. */
const resolution = 0.032

for (const beginning of beginnings) {
  t.test(
    `a text of ${JSON.stringify(beginning)} and anything takes time in proportion`,
    async t => {
      for (const filling of [...fillings, beginning]) {
        const line = (length: number): string =>
          (beginning + filling.repeat(length)).slice(0, length)
        const title = JSON.stringify(filling)
        const [short, long] = [seconds(line(500), 40), seconds(line(2000), 40)]
        t.ok(
          long < enough || long < maxGrowth * Math.max(short, resolution),
          `${title}: ${short} s, then ${long} s`,
        )
      }
    },
  )
}
