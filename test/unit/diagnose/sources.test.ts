import t from 'tap'
import type { Result } from '../../../src/diagnose/diagnose.ts'
import { levelOfCause } from '../../../src/diagnose/levels.ts'
import type { MistakeId } from '../../../src/mistakes/index.ts'
import { answerTo } from '../../support/diagnose/by-rules.ts'

const firstOf = ({ ranking: [first] }: Result): MistakeId | undefined => first?.class
const threeOf = ({ ranking }: Result): readonly MistakeId[] =>
  ranking.slice(0, 3).map(({ class: name }) => name)

t.test('a comparison that is seen to be wrong is the mistake, whatever opens', async t => {
  for (const failed of ['CreateFileW', 'CreateEventW', 'OpenThread', 'FindFirstFileW', 'OpenThing'])
    for (const ffi of ['C++', 'Delphi', 'P/Invoke', 'ctypes']) {
      const answer = answerTo({ failed: [failed], ffi, seen: ['check=wrong'] })
      t.equal(firstOf(answer), 'sentinel-mismatch', `${failed} ${ffi}`)
      t.ok(answer.width > 0.5, `${failed} ${ffi}`)
    }
  // A code says how the open itself ended.
  const denied = answerTo({ failed: ['CreateFileW=5'], ffi: 'C++', seen: ['check=wrong'] })
  t.ok(['busy', 'failed-open'].some(name => threeOf(denied).includes(name as MistakeId)))
  const right = answerTo({ failed: ['CreateFileW'], ffi: 'C++', seen: ['check=right'] })
  t.equal(firstOf(right), 'failed-open')
})

t.test('a compiler refuses another width, and a driver or Windows something else', async t => {
  const cut: readonly MistakeId[] = [
    ...(['field-narrowed', 'arg-truncated', 'type-alias', 'return-truncated'] as const),
  ]
  for (const failed of ['refused', 'SetWindowLongPtrW=refused', 'NtAllocateVirtualMemory=refused'])
    for (const ffi of ['C++', 'Rust', 'Nim', 'Zig']) {
      const answer = answerTo({ failed: [failed], ffi, arch: 'x64' })
      t.ok(cut.includes(firstOf(answer) ?? 'busy'), `${failed} ${ffi}`)
      t.ok(answer.width > 0.5, `${failed} ${ffi}`)
      t.equal(firstOf(answerTo({ failed: [failed], ffi, arch: 'ia32' })), 'type-alias', failed)
    }
  t.match(firstOf(answerTo({ failed: ['SetCommState=refused'], ffi: 'C++' })), /driver|parameter/)
  t.ok(answerTo({ failed: ['refused'], ffi: 'Delphi' }).width < 0.5, 'a device may have refused')
})

t.test('an open that works at other times is taken, and never sure', async t => {
  for (const options of [
    { seen: ['open=failed', 'call=open', 'before=worked'], intermittent: true },
    { seen: ['open=failed', 'call=open'], intermittent: true },
    { failed: ['CreateFileW'], intermittent: true },
  ]) {
    const answer = answerTo(options)
    t.ok(threeOf(answer).includes('busy'), JSON.stringify(options))
    t.not(levelOfCause(answer), 'sure', JSON.stringify(options))
  }
  t.equal(firstOf(answerTo({ failed: ['CreateFileW'] })), 'failed-open')
  const evidence = answerTo({ seen: ['open=failed', 'call=open'] }).ranking.flatMap(
    ({ evidence: own }) => own.map(({ text }) => text),
  )
  t.ok(evidence.some(text => text.startsWith('the open is said to fail itself')))
})

t.test('a 64-bit process that is named, and little else, is about declarations', async t => {
  for (const options of [
    { seen: ['call=window'], ffi: 'Delphi' },
    { seen: ['call=window', 'hint=callback'], ffi: 'C++' },
    { seen: ['call=overlapped'], ffi: 'C' },
    { seen: ['call=find'], ffi: 'VBA' },
  ])
    t.ok(answerTo({ ...options, arch: 'x64' }).width > 0.5, JSON.stringify(options))
  for (const options of [
    { seen: ['call=window'], ffi: 'Delphi' },
    { arch: 'x64' as const, seen: ['call=console'], ffi: 'Rust' },
    { arch: 'x64' as const, seen: ['call=module', 'hint=wow64'], ffi: 'C#' },
    { arch: 'x64' as const, seen: ['call=close', 'hint=closed'], ffi: 'C++' },
  ])
    t.ok(answerTo(options).width < 0.5, JSON.stringify(options))
})

t.test('wrong data of which no call is named are those of a struct', async t => {
  for (const seen of [['outcome=wrong-result'], ['outcome=wrong-result', 'call=enumerate']])
    t.match(firstOf(answerTo({ seen, ffi: 'C#', arch: 'x64' })), /^struct-/)
})

t.test('what a search of declared functions did not find may be cut', async t => {
  const search = { failed: ['RegisterEventSourceW'], ffi: 'PowerBuilder' }
  t.ok(answerTo({ ...search, arch: 'x64' }).width > answerTo(search).width)
  t.equal(levelOfCause(answerTo({ ...search, arch: 'x64' })), 'undecided')
  t.equal(firstOf(answerTo({ failed: ['RegisterEventSourceW'], arch: 'x64' })), 'failed-open')
})

t.test('an address that is asked for is of the choice of the caller', async t => {
  for (const call of ['VirtualAlloc', 'VirtualFree', 'MapViewOfFileEx', 'UnmapViewOfFile'])
    t.equal(
      firstOf(answerTo({ failed: [`${call}=487`], ffi: 'C++', arch: 'ia32' })),
      'bad-parameter',
      call,
    )
})

t.test('what fails in 32 bits was not refused', async t => {
  for (const failed of ['ReadFile', 'GetCommState']) {
    const answer = answerTo({ failed: [failed], ffi: 'P/Invoke', arch: 'ia32' })
    t.notOk(
      answer.ranking.some(({ class: name }) => name === 'narrowing-throws'),
      failed,
    )
  }
  t.equal(
    firstOf(answerTo({ failed: ['ReadFile=overflow'], ffi: 'P/Invoke', arch: 'ia32' })),
    'narrowing-throws',
  )
})
