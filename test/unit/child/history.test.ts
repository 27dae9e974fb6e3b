import t from 'tap'
import { createHistory } from '../../../src/child/history.ts'

const made = (value: bigint, openedBy: string) => ({ kept: value, true: value, openedBy })

t.test('a history knows which handles are open', async t => {
  const history = createHistory()
  history.keep('port', made(0xd0n, 'open'))
  history.keep('event', made(0xd4n, 'create'))
  history.keep('failed', { ...made(0xffffffffffffffffn, 'open-again'), openFailedWith: 2 })
  t.same(history.open(), [0xd0n, 0xd4n], 'a failed open is none')
  history.close('port', 'close')
  t.same(history.open(), [0xd4n])
  t.equal(history.of('port')?.closedBy, 'close')
  t.equal(history.byTrueValue(0xd4n)?.openedBy, 'create')
  t.equal(history.byTrueValue(0x77n), undefined)
  t.equal(history.of('nothing'), undefined)
})

t.test('a handle that two variables hold is closed for both, by the first close', async t => {
  const history = createHistory()
  history.keep('one', made(0xd0n, 'open'))
  history.keep('two', made(0xd0n, 'copy'))
  t.same(history.open(), [0xd0n], 'and counts once')
  history.close('two', 'first')
  history.close('one', 'second')
  t.same([history.of('one')?.closedBy, history.of('two')?.closedBy], ['first', 'first'])
  t.same(history.open(), [])
  history.close('nothing', 'third')
})

t.test('a number that the kernel gives out again is a new handle', async t => {
  const history = createHistory()
  history.keep('old', made(0xd0n, 'open'))
  history.close('old', 'close')
  history.keep('new', made(0xd0n, 'open-again'))
  t.same(history.open(), [0xd0n])
  t.equal(history.byTrueValue(0xd0n)?.openedBy, 'open-again', 'the living one is found')
  history.close('new', 'close-again')
  t.equal(history.of('old')?.closedBy, 'close')
})
