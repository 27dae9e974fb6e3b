import t from 'tap'
import { findTopics, parseCode } from '../../../src/explain/find-topic.ts'
import { topicsOf } from '../../../src/explain/topics/index.ts'
import { loadProbes } from '../../../src/program/load.ts'

const topics = topicsOf(await loadProbes())

for (const { words, expected } of [
  { words: '6', expected: ['code ERROR_INVALID_HANDLE'] },
  { words: 'win32 87', expected: ['code ERROR_INVALID_PARAMETER'] },
  { words: 'error 6', expected: ['code ERROR_INVALID_HANDLE'] },
  { words: '[Error 6]', expected: ['code ERROR_INVALID_HANDLE'] },
  { words: '[WinError 6]', expected: ['code ERROR_INVALID_HANDLE'] },
  { words: '0x80070006', expected: ['code ERROR_INVALID_HANDLE'] },
  { words: '-2147024890', expected: ['code ERROR_INVALID_HANDLE'] },
  { words: '0x6', expected: ['code ERROR_INVALID_HANDLE'] },
  { words: 'error_invalid_handle', expected: ['code ERROR_INVALID_HANDLE'] },
  { words: 'C0000024', expected: ['status STATUS_OBJECT_TYPE_MISMATCH'] },
  { words: '0xc0000008', expected: ['status STATUS_INVALID_HANDLE'] },
  { words: '0xD0000008', expected: ['status STATUS_INVALID_HANDLE'] },
  { words: 'STATUS_PENDING', expected: ['status STATUS_PENDING'] },
  { words: '3221225477', expected: ['status STATUS_ACCESS_VIOLATION'] },
  { words: '-1073741819', expected: ['status STATUS_ACCESS_VIOLATION'] },
  { words: '0xe0000206', expected: ['code ERROR_INVALID_CLASS'] },
  { words: '259', expected: ['code ERROR_NO_MORE_ITEMS', 'status STATUS_PENDING'] },
  { words: '6.', expected: ['code ERROR_INVALID_HANDLE'] },
  { words: '6L', expected: ['code ERROR_INVALID_HANDLE'] },
  { words: '"6"', expected: ['code ERROR_INVALID_HANDLE'] },
  { words: '&h80070006', expected: ['code ERROR_INVALID_HANDLE'] },
  { words: 'error code 6', expected: ['code ERROR_INVALID_HANDLE'] },
  { words: 'GetLastError() = 6', expected: ['code ERROR_INVALID_HANDLE'] },
  { words: 'exit code 3221225477', expected: ['status STATUS_ACCESS_VIOLATION'] },
  { words: '0xc0000008L', expected: ['status STATUS_INVALID_HANDLE'] },
  { words: 'errno 6', expected: [] },
  { words: 'INVALID_HANDLE_VALUE', expected: ['word sentinel', 'rule sentinel'] },
  { words: '`struct_layout`', expected: ['cause struct-layout'] },
  { words: 'Lanes', expected: ['word lane'] },
  { words: "'pseudo-handles'", expected: ['mistake pseudo-handle'] },
  { words: 'E_HANDLE', expected: ['code ERROR_INVALID_HANDLE'] },
  { words: 'tagged', expected: ['word tag'] },
  { words: 'ReadFile', expected: ['operation ReadFile'] },
  { words: 'handle-narrowed', expected: ['rule handle-narrowed'] },
  { words: 'surprise', expected: ['word surprise'] },
  { words: 'struct-layout', expected: ['cause struct-layout'] },
  { words: 'Kernel-Handle', expected: ['tolerated kernel-handle'] },
  { words: 'wrong-kind', expected: ['cause wrong-kind', 'mistake wrong-kind', 'probe wrong-kind'] },
  { words: 'crashed', expected: ['verdict crashed', 'outcome crashed'] },
  { words: ' overlapped-32 ', expected: ['probe overlapped-32'] },
  { words: 'heap-i32@above-4gib', expected: ['probe heap-i32'] },
  { words: '999999', expected: [] },
  { words: '', expected: [] },
  { words: '99999999999', expected: [] },
  { words: 'nothing', expected: [] },
]) {
  t.test(
    `findTopics() takes ${JSON.stringify(words)} for ${expected.join(', ') || 'nothing'}`,
    async t => {
      t.same(
        findTopics(topics, words).map(({ kind, name }) => `${kind} ${name}`),
        expected,
      )
    },
  )
}

t.test('every topic is found by its name, every code by its number', async t => {
  for (const topic of topics) {
    t.ok(findTopics(topics, topic.name).includes(topic), topic.name)
    if (topic.number !== undefined)
      t.ok(
        findTopics(topics, `0x${topic.number.toString(16)}`).includes(topic),
        `${topic.name} by number`,
      )
  }
})

t.test('parseCode() takes no other text for a number', async t => {
  for (const words of ['', 'abc', '0x', '1e5', '6.5', '0x1234567890', 'error', '6 7'])
    t.equal(parseCode(words), undefined, words)
})
