import t from 'tap'
import {
  closesFirst,
  opensHandle,
  writesHandles,
} from '../../../../src/declare/widths/handle-life.ts'
import { familyAt } from '../../../../src/declare/widths/handles.ts'
import { openWidthTable } from '../../../../src/declare/widths/table.ts'

const table = openWidthTable()
const functions = table.functionNames.flatMap(name => table.function(name, 'x64') ?? [])

t.test('opensHandle() names functions that return a kernel handle', async t => {
  const openers = functions.filter(({ name }) => opensHandle(name))
  t.ok(openers.length > 50, `${openers.length} functions of the headers`)
  for (const { name, result } of openers)
    t.equal(familyAt(name, 'return', result.chain), 'kernel', name)
})

t.test('writesHandles() names functions with a pointer to a handle or to a struct', async t => {
  const writers = functions.filter(({ name }) => writesHandles(name))
  t.ok(writers.length > 10, `${writers.length} functions of the headers`)
  for (const { name, parameters } of writers)
    t.ok(
      parameters.some(({ type }) => /^(PHANDLE|LPHANDLE|LPPROCESS_INFORMATION)$/.test(type.name)),
      name,
    )
})

t.test('closesFirst() names functions that take a handle first', async t => {
  const closers = functions.filter(({ name }) => closesFirst(name))
  t.ok(closers.length > 6, `${closers.length} functions of the headers`)
  for (const { name, parameters } of closers) {
    const [first] = parameters
    t.ok(first && familyAt(name, first.name, first.type.chain) !== undefined, name)
  }
})
