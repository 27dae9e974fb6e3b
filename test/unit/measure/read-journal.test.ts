import t from 'tap'
import { readJournal } from '../../../src/measure/read-journal.ts'
import { journalOf, journalText } from '../../support/measure/journals.ts'

t.test('readJournal() leaves out a line that was cut', async t => {
  t.same(
    journalOf('cut-in-mid-line').map(({ at }) => at),
    ['hello', 'plan', 'begin', 'end', 'begin'],
  )
  t.same(readJournal('{"at":"bye"}'), [], 'whole, but without its end')
  t.same(readJournal('{"at":"bye"}\n'), [{ at: 'bye' }])
  t.same(readJournal(''), [])
  t.same(readJournal('\n\n'), [])
})

t.test('readJournal() leaves out what is no journal line', async t => {
  t.same(journalOf('noise-between-the-lines'), journalOf('clean'))
  t.same(
    journalOf('lines-that-lack-fields').map(({ at }) => at),
    ['hello', 'plan', 'begin'],
  )
})

const end =
  '{"at":"end","step":"a","returned":"0x1","shape":"number","failed":false,"lastError":0,"ntStatus":0,"atUs":1,"elapsedUs":1,"memory":{},"fences":{}'
const refused = [
  ['a returned value that is no hexadecimal number', `${end.replace('"0x1"', '"-1"')}}`],
  ['a shape nobody knows', `${end.replace('"number"', '"circle"')}}`],
  [
    'memory that is no hexadecimal text',
    `${end.replace('"memory":{}', '"memory":{"value":"zz"}')}}`,
  ],
  ['half a byte of memory', `${end.replace('"memory":{}', '"memory":{"value":"abc"}')}}`],
  ['an infinite error', `${end.replace('"lastError":0', '"lastError":1e999')}}`],
  ['evidence of another form', `${end},"evidence":{"handles":[{"position":"hFile"}]}}`],
  ['losses of another form', `${end},"losses":[7]}`],
  ['noticed, but not true', `${end},"noticed":false}`],
  ['a list', '[{"at":"bye"}]'],
  ['two lines in one', '{"at":"bye"}{"at":"bye"}'],
] as const

for (const [title, line] of refused) {
  t.test(`readJournal() refuses ${title}`, async t => {
    t.same(readJournal(`${line}\n`), [])
  })
}

t.test('readJournal() takes a whole end line', async t => {
  t.equal(readJournal(`${end}}\n`).length, 1)
  t.match(
    readJournal(
      `${end},"losses":[{"function":"PurgeComm","position":"hFile","value":"0xd0"}],"noticed":true,"more":1}\n`,
    ),
    [{ losses: [{ value: '0xd0' }], noticed: true }],
  )
})

t.test(
  'readJournal() reads a journal in pieces as it reads it whole, where the pieces end with lines',
  async t => {
    const text = journalText('clean')
    const lines = text.split('\n').slice(0, -1)
    t.same(
      lines.flatMap(line => readJournal(`${line}\n`)),
      readJournal(text),
    )
  },
)
