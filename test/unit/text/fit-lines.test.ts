import t from 'tap'
import { fitLines } from '../../../src/text/fit-lines.ts'

const text =
  '  error   line 3  OVERLAPPED\n    declared uint16_t (2 bytes), is HANDLE (8 bytes) on x64, ia32, arm64\nerrors'

t.test('fitLines() continues a long line under its beginning', async t => {
  t.same(fitLines(text, { width: 60, colour: false }, {}).split('\n'), [
    '  error   line 3  OVERLAPPED',
    '    declared uint16_t (2 bytes), is HANDLE (8 bytes) on',
    '        x64, ia32, arm64',
    'errors',
  ])
})

t.test('fitLines() colours a word at the beginning of a line, and no part of another', async t => {
  const lines = fitLines(text, { width: Infinity, colour: true }, { error: 'red' }).split('\n')
  t.equal(lines[0], '  \u001b[31merror\u001b[39m   line 3  OVERLAPPED')
  t.equal(lines[2], 'errors')
})
