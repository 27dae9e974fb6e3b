import t from 'tap'
import { driveOutsideCi } from '../../../support/cli/drive.ts'

t.test('explain 6 says what it means and how to fix it in four languages', async t => {
  const { exitCode, stdout, stderr } = await driveOutsideCi(['explain', '6'])
  t.equal(exitCode, 0, stderr)
  for (const part of [
    'ERROR_INVALID_HANDLE (6)',
    'STATUS_INVALID_HANDLE (0xC0000008)',
    'wintypes.HANDLE',
    "'void *'",
    'SafeFileHandle',
    'LongPtr',
  ])
    t.ok(stdout.includes(part), part)
})

t.test('explain joins its words and takes negative numbers', async t => {
  const [words, negative, hex] = await Promise.all([
    driveOutsideCi(['explain', 'win32', '6']),
    driveOutsideCi(['explain', '-2147024890']),
    driveOutsideCi(['explain', '0x80070006']),
  ])
  t.match(words.stdout, /^ERROR_INVALID_HANDLE \(6\)/)
  t.equal(negative.stdout, words.stdout)
  t.equal(hex.stdout, words.stdout)
})

t.test('explain --format markdown gives headings, tables and fenced code', async t => {
  const { exitCode, stdout } = await driveOutsideCi([
    'explain',
    'overlapped-32',
    '--format',
    'markdown',
  ])
  t.equal(exitCode, 0)
  t.match(stdout, /^# overlapped-32 \(probe\)/)
  t.match(stdout, '| OVERLAPPED hEvent | 8 bytes at 16 | 8 bytes at 24 |')
  const cause = await driveOutsideCi(['explain', 'struct-layout', '--format', 'markdown'])
  t.match(cause.stdout, /^```python\nULONG_PTR = ctypes\.c_size_t/m)
})

t.test('explain of something unknown offers what is near, in one sentence', async t => {
  const near = await driveOutsideCi(['explain', 'overlaped-32'])
  t.equal(near.exitCode, 2)
  t.equal(near.stdout, '')
  t.match(near.stderr, /^handle-width: [^\n]*did you mean overlapped-32\?[^\n]*$/)
  const { exitCode, stdout, stderr } = await driveOutsideCi(['explain', 'overlaped-32\u001b[2J'])
  t.equal(exitCode, 2)
  t.equal(stdout, '')
  t.match(stderr, /Nothing is known about "overlaped-32/)
  t.equal(stderr.split('\n').length, 1)
  t.notMatch(stderr, '\u001b')
})
