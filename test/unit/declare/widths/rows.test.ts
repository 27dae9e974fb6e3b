import t from 'tap'
import { linesOf, rowsOf, startsOf } from '../../../../src/declare/widths/rows.ts'
import { openWidthTable } from '../../../../src/declare/widths/table.ts'

for (const count of [1, 63, 64, 65, 128, 200])
  t.test(`${count} lines: each is found by its number, and its number by the line`, async t => {
    const own = Array.from({ length: count }, (_, index) => `name${String(index).padStart(3, '0')}`)
    const text = own.join('\n')
    const lines = linesOf(text, startsOf(text))
    t.same(
      own.map((_, index) => lines.at(index)),
      own,
    )
    t.same(
      own.map(line => lines.indexOf(line)),
      own.map((_, index) => index),
    )
    t.same(
      [-1, count, count + 1, count + 64].map(index => lines.at(index)),
      [undefined, undefined, undefined, undefined],
      'no line before the first and behind the last',
    )
    t.same(
      ['', 'name', 'name000a', 'zzz'].map(line => lines.indexOf(line)),
      [-1, -1, -1, -1],
      'what is none of them has no number',
    )
    t.same(lines.all(), own)
  })

t.test('rows are parsed when they are asked for', async t => {
  const text = '[1]\nbroken\n{"two":2}'
  const rows = rowsOf<unknown>(linesOf(text, startsOf(text)))
  t.same([rows(0), rows(2), rows(3)], [[1], { two: 2 }, undefined])
  t.throws(() => rows(1), SyntaxError)
})

t.test('each name of the table is found', async t => {
  const table = openWidthTable()
  t.same(
    table.functionNames.filter(name => table.resolveFunctionName(name) !== name),
    [],
  )
  t.same(
    table.typeNames.filter(name => !table.type(name, 'x64') && !table.type(name, 'ia32')),
    [],
  )
})
