import t from 'tap'
import { describedIn } from '../../../../src/diagnose/text/described.ts'
import { isOfLong, longAsPointer } from '../../../../src/diagnose/phrases/longs.ts'

t.test('a C long or a size_t that another language declares otherwise', async t => {
  for (const line of [
    'CLong is 64 bits on macOS, but on Windows it has 32 bits',
    'a `long` only has 4 bytes on 64-bit Windows',
    'MSVC has 32-bit longs',
    'On Windows the C type unsigned long is 32 bits wide',
    'The binding uses ulong for pointers',
    'size_t is mapped to NativeLong in this header',
    'They pass a 32-bit integer for size_t',
    'All longs arrive mangled in the DLL',
  ])
    t.ok(isOfLong(line, ''), line)
  t.ok(
    isOfLong('  |           ^^^ expected i32, found i64', '12 |  make_long(env, count)'),
    'the call has long in its name',
  )
  for (const line of [
    'It takes a long time on Windows with 32 bits of entropy',
    'On Windows this takes as long as on Linux',
    'size_t is the right type here',
    'The log message is mangled on Windows',
  ])
    t.notOk(isOfLong(line, ''), line)
  t.notOk(isOfLong('expected i32, found i64', 'let count = lines.len();'))
  t.equal(
    describedIn(['The wrapper declares ulong for handles, which is wrong on Windows'])[0]?.first,
    'type-alias',
  )
})

t.test('a number of 64 bits that is passed as wide as a pointer', async t => {
  for (const line of [
    'The callback has two ULONGLONGs that are declared as uintptr, which is wrong on x86',
    'on 386 the uint64 is converted to a single uintptr',
  ])
    t.ok(longAsPointer.test(line), line)
  t.notOk(longAsPointer.test('On x64 a uint64 and a uintptr have the same width'))
})
