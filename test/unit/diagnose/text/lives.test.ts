import t from 'tap'
import { releasedOverlapped, uncleared, usedAfter } from '../../../../src/diagnose/phrases/lives.ts'

t.test('a handle that was good once', async t => {
  for (const line of [
    'The cached handle is no longer valid after the screen was locked',
    'My pipeHandle variable became invalid',
    'We kept a stale file handle',
    'reading from an already closed serial port raises this',
    'The port was closed, and the timer still polls it',
  ])
    t.ok(usedAfter.test(line), line)
  for (const line of [
    'The handle is invalid.',
    'invalid handle value',
    'the issue was closed as stale',
    'Is this handle valid?',
  ])
    t.notOk(usedAfter.test(line), line)
})

t.test('an OVERLAPPED that is given back too early, or was never cleared', async t => {
  for (const line of [
    'The OVERLAPPED is freed while the read is still pending',
    'we were releasing the overlapped too early',
  ])
    t.ok(releasedOverlapped.test(line), line)
  t.notOk(releasedOverlapped.test('The OVERLAPPED struct is declared with Pack = 1'))
  for (const line of [
    'The code forgets to zero the OVERLAPPED struct',
    'it crashes without a memset of OVERLAPPED',
  ])
    t.ok(uncleared.test(line), line)
  t.notOk(uncleared.test('The OVERLAPPED is zeroed before each call'))
})
