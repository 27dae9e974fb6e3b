import stringWidth from 'string-width'
import t from 'tap'
import { render } from '../../../src/views/index.ts'
import { reportOf } from '../../../src/views/report.ts'
import { marks } from '../../../src/views/words.ts'
import { everyOutcome } from '../../support/views/every-outcome.ts'

const report = reportOf(everyOutcome)
const escape = /\u001b\[[0-9;]*m/g

for (const width of [60, 80, 120, 200]) {
  t.test(`pretty fits a terminal of ${width} columns`, async t => {
    for (const line of render('pretty', report, { width, colour: false }).split('\n')) {
      // A word longer than the line stays whole, so that it can be copied.
      const unbreakable = line
        .trim()
        .split(' ')
        .some(word => stringWidth(word) > width - 10)
      if (stringWidth(line) > width && !unbreakable) t.fail(`${stringWidth(line)} columns: ${line}`)
    }
  })
}

t.test('pretty has colour only where it is asked for, and the same text', async t => {
  const plain = render('pretty', report, { width: 100, colour: false })
  const coloured = render('pretty', report, { width: 100, colour: true })
  t.notMatch(plain, escape)
  t.match(coloured, escape)
  t.equal(coloured.replace(escape, '').replace(/ +$/gm, ''), plain.replace(/ +$/gm, ''))
})

t.test('every cell has a symbol and a word, and no two verdicts share one', async t => {
  const all = Object.values(marks)
  t.equal(new Set(all.map(mark => mark.symbol)).size, all.length)
  t.equal(new Set(all.map(mark => mark.word)).size, all.length)
  for (const { symbol } of all) t.equal(stringWidth(symbol), 1, symbol)
})
