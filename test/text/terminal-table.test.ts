import t from 'tap'
import { layOutTable } from '../../src/text/terminal-table.ts'
import { wrapWords } from '../../src/text/wrap.ts'

const head = ['name', 'what it is']
const rows = [
  ['short', 'a sentence of several words that is wider than a narrow screen'],
  ['much-longer', 'brief'],
]
const bold = (text: string): string => text

t.test('layOutTable() keeps within the width and loses no word', async t => {
  for (const width of [24, 30, 40, 60, 80, 200]) {
    const lines = layOutTable(head, rows, width, bold)
    t.ok(
      lines.every(line => line.length <= width),
      `${width} columns`,
    )
    for (const word of rows.flat().join(' ').split(' '))
      t.ok(
        lines.some(line => line.includes(word)),
        `${word} at ${width}`,
      )
  }
})

t.test('layOutTable() gives each cell its natural width where there is room', async t => {
  t.same(layOutTable(head, [['a', 'b']], 80, bold), ['name  what it is', 'a     b'])
})

t.test('layOutTable() lists head and cell where columns do not fit', async t => {
  t.same(
    layOutTable(
      head,
      [
        ['alpha', 'b'],
        ['gamma', 'd'],
      ],
      8,
      bold,
    ),
    ['name:', 'alpha', 'what it', 'is: b', '', 'name:', 'gamma', 'what it', 'is: d'],
  )
})

t.test('layOutTable() counts columns, not characters', async t => {
  t.same(layOutTable(['x', 'y'], [['日本', 'z']], 80, bold), ['x     y', '日本  z'])
})

t.test('wrapWords() breaks between words only', async t => {
  for (const { text, width, lines } of [
    { text: 'one two three', width: 7, lines: ['one two', 'three'] },
    { text: 'unbreakable', width: 4, lines: ['unbreakable'] },
    { text: '', width: 10, lines: [''] },
  ])
    t.same(wrapWords(text, width), lines, JSON.stringify(text))
})
