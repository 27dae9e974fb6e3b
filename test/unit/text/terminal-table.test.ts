import t from 'tap'
import { layOutTable } from '../../../src/text/terminal-table.ts'
import { wrapWords } from '../../../src/text/wrap.ts'

const head = ['name', 'what it is']
const rows = [
  ['short', 'a sentence of several words that is wider than a narrow screen'],
  ['much-longer', 'brief'],
]
const bold = (text: string): string => text

t.test('layOutTable() keeps within the width and loses no word', async t => {
  for (const width of [24, 30, 40, 60, 80, 200]) {
    const lines = layOutTable({ head, rows, keys: 1 }, width, bold)
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
  t.same(layOutTable({ head, rows: [['a', 'b']], keys: 1 }, 80, bold), [
    'name  what it is',
    'a     b',
  ])
})

t.test('layOutTable() lists head and cell where columns do not fit', async t => {
  t.same(
    layOutTable(
      {
        head,
        rows: [
          ['alpha', 'b'],
          ['gamma', 'd'],
        ],
        keys: 1,
      },
      8,
      bold,
    ),
    ['name:', 'alpha', 'what it', 'is: b', '', 'name:', 'gamma', 'what it', 'is: d'],
  )
})

t.test('layOutTable() does not wrap a short first column for a long word beside it', async t => {
  const path = `/${'p'.repeat(30)}`
  t.same(layOutTable({ head: [], rows: [['wine x64', `${path} is old`]], keys: 0 }, 45, bold), [
    `wine x64  ${path} is`,
    '          old',
  ])
  t.same(layOutTable({ head: [], rows: [['wine x64', `${path} is old`]], keys: 0 }, 38, bold), [
    'wine x64',
    `${path} is old`,
  ])
})

t.test('layOutTable() counts columns, not characters', async t => {
  t.same(layOutTable({ head: ['x', 'y'], rows: [['日本', 'z']], keys: 1 }, 80, bold), [
    'x     y',
    '日本  z',
  ])
})

t.test('wrapWords() breaks between words only', async t => {
  for (const { text, width, lines } of [
    { text: 'one two three', width: 7, lines: ['one two', 'three'] },
    { text: 'unbreakable', width: 4, lines: ['unbreakable'] },
    { text: '', width: 10, lines: [''] },
  ])
    t.same(wrapWords(text, width), lines, JSON.stringify(text))
})

t.test(
  'layOutTable() cuts columns that do not fit side by side, and repeats the names of the rows',
  async t => {
    const table = {
      head: ['probe', 'lane-one', 'lane-two', 'lane-three'],
      rows: [['handle-u32', 'tolerated', 'error', 'same']],
      keys: 1,
    }
    t.same(layOutTable(table, 32, bold), [
      'probe       lane-one   lane-two',
      'handle-u32  tolerated  error',
      '',
      'probe       lane-three',
      'handle-u32  same',
    ])
  },
)

t.test('layOutTable() needs no head, and breaks a line where a cell has a break', async t => {
  t.same(layOutTable({ head: [], rows: [['✗', 'first\nsecond']], keys: 0 }, 40, bold), [
    '✗  first',
    '   second',
  ])
})
