import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import t from 'tap'
import { readCtypes } from '../../../../../src/declare/readers/ctypes/read.ts'

const head = 'from ctypes import *\nk = windll.kernel32\n'
const tail = 'k.CloseHandle.argtypes = [c_int]\n'
const repeat = (line: string, times: number): string => `${line}\n`.repeat(times)
const numbered = (times: number, line: (index: number) => string): string =>
  Array.from({ length: times }, (_, index) => `${line(index)}\n`).join('')

/** Programs that are small beside what a careless reader makes of them. */
const programs: Readonly<Record<string, string>> = {
  'structs in structs, four times on each level': `class S0(Structure): _fields_ = [('a', c_int)]\n${numbered(
    31,
    index =>
      `class S${index + 1}(Structure): _fields_ = [(n, S${index}) for n in 'abcd']\nS${index + 1}._fields_ = [('a', S${index}), ('b', S${index}), ('c', S${index}), ('d', S${index})]`,
  )}k.CloseHandle.argtypes = [S31]\n`,
  'powers of powers': `a = 10**256\n${repeat('a = a**256', 12)}`,
  'squares of squares': `a = 3\n${repeat('a = a*a', 40)}`,
  'sums that double': `a = 3\n${repeat('a = a+a', 5_000)}`,
  'shifts of shifts': `a = 1\n${repeat('a = a<<256', 5_000)}`,
  'a number of a million digits': `a = ${'9'.repeat(1_000_000)}\n`,
  'a list that doubles': `a = [1,2,3,4]\n${repeat('a = a+a', 40)}`,
  'a list that grows': `a = [1]\n${repeat('a = a+[1,2,3,4]', 5_000)}`,
  'arrays of arrays': `T = c_int\n${repeat('T = T*10000', 5_000)}k.ReadFile.argtypes = [T]\n`,
  'pointers to pointers': `T = c_int\n${repeat('T = POINTER(T)', 5_000)}k.ReadFile.argtypes = [T]\n`,
  'a long list for many functions': `a = [${'c_int,'.repeat(5_000)}]\n${numbered(5000, index => `k.F${index}.argtypes = a`)}`,
  'many heirs of a long struct': `class A(Structure):\n _fields_ = [${"('a', c_int),".repeat(5_000)}]\n${numbered(2000, index => `class B${index}(A): pass`)}`,
  'an assignment of assignments': `${'a = '.repeat(100_000)}c_int\n`,
  'a text in loops in loops': `for a in [${'1,'.repeat(2000)}]:\n for b in [${'1,'.repeat(2000)}]:\n  c = '${'x'.repeat(100_000)}'\n`,
  'brackets that do not close': `a = ${'['.repeat(50_000)}\n`,
  'names of names': `from ctypes import wintypes as w\n${repeat('from ctypes.wintypes import *', 5_000)}`,
}

/** Of the processor, for all architectures. Seconds. */
const enough = 10

for (const [title, program] of Object.entries(programs)) {
  t.test(`${title}: read, or given up, within ${enough} s`, async t => {
    const file = join(t.testdir(), 'hostile.py')
    writeFileSync(file, head + program + tail)
    const before = process.cpuUsage()
    const { declarations, failures } = await readCtypes([file], ['x64', 'ia32'], 30_000)
    const seconds = process.cpuUsage(before).user / 1e6
    t.ok(seconds < enough, `${seconds} s`)
    t.ok(
      failures.length > 0 ||
        declarations
          .get('x64')
          ?.some(made => made.kind === 'function' && made.name === 'CloseHandle'),
      'what stands behind it was read, or it is said that it was not',
    )
  })
}

t.test('the time that was given is kept', async t => {
  const file = join(t.testdir(), 'long.py')
  writeFileSync(file, head + repeat('a = [1, 2, 3, 4]', 300_000) + tail)
  const { failures } = await readCtypes([file], ['x64'], 1)
  t.match(failures, [/within 0.001 s/])
})
