import t from 'tap'
import {
  alter,
  alterAll,
  edits,
  insertBefore,
  withArguments,
} from '../../../src/program/program.ts'
import { nothing, number, step, variable } from '../../../src/program/step-builders.ts'

const close = (id: string) =>
  step(id, 'close', 'CloseHandle', 'close', { hObject: variable('port') })
const steps = [close('one'), close('two'), close('three')]

t.test('insertBefore() puts steps before the named one', async t => {
  t.same(
    insertBefore('two', close('a'), close('b'))(steps).map(({ id }) => id),
    ['one', 'a', 'b', 'two', 'three'],
  )
})

t.test('withArguments() replaces the named arguments and keeps the others', async t => {
  const purge = step('purge', 'purge', 'PurgeComm', 'purge', {
    hFile: variable('port'),
    dwFlags: number(1),
  })
  t.same(withArguments('purge', { hFile: nothing })([purge])[0]?.arguments, {
    hFile: nothing,
    dwFlags: number(1),
  })
})

t.test('alter() changes one step, alterAll() each, edits() one after the other', async t => {
  const retitle = (title: string) => (item: (typeof steps)[number]) => ({ ...item, title })
  t.same(
    alter('two', retitle('x'))(steps).map(({ title }) => title),
    ['close', 'x', 'close'],
  )
  t.same(
    alterAll(retitle('x'))(steps).map(({ title }) => title),
    ['x', 'x', 'x'],
  )
  t.same(
    edits(
      insertBefore('one', close('zero')),
      alter('zero', retitle('new')),
    )(steps).map(({ title }) => title),
    ['new', 'close', 'close', 'close'],
  )
})

t.test('an edit of a step that is not there is refused by name', async t => {
  for (const edit of [
    insertBefore('four', close('x')),
    withArguments('four', {}),
    alter('four', item => item),
  ]) {
    t.throws(() => edit(steps), { message: "The sequence has no step 'four'" })
  }
})

t.test('no edit touches the steps it is given', async t => {
  const before = JSON.stringify(steps)
  edits(
    insertBefore('two', close('x')),
    withArguments('one', { hObject: nothing }),
    alterAll(item => ({ ...item, title: '' })),
  )(steps)
  t.equal(JSON.stringify(steps), before)
})
