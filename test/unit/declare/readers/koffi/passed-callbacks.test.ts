import t from 'tap'
import { judgeDeclarations } from '../../../../../src/audit/judge.ts'
import type { Declaration, DeclaredType } from '../../../../../src/declare/model.ts'
import { withCallbacks } from '../../../../../src/declare/readers/koffi/passed-callbacks.ts'
import { koffiVocabulary } from '../../../../../src/declare/readers/koffi/vocabulary.ts'
import { openWidthTable } from '../../../../../src/declare/widths/table.ts'

const number = (spelled: string, bytes: number): DeclaredType => ({
  spelled,
  kind: 'signed',
  bytes,
})
const pointer = (spelled: string): DeclaredType => ({ spelled, kind: 'pointer', bytes: 4 })

const declared = (convention?: 'stdcall' | 'cdecl'): Declaration[] =>
  withCallbacks([
    {
      kind: 'callback',
      name: 'Visit',
      ...(convention && { convention }),
      result: number('int', 4),
      parameters: [pointer('void *'), number('intptr_t', 4)],
      place: { line: 1 },
    },
    {
      kind: 'function',
      name: 'EnumWindows',
      library: 'user32.dll',
      result: number('int', 4),
      parameters: [pointer('Visit *'), number('intptr_t', 4)],
      place: { line: 2 },
    },
  ])

const said = (declarations: Declaration[]): string[] =>
  judgeDeclarations(new Map([['ia32', declarations]]), koffiVocabulary(3), openWidthTable()).map(
    one => `${one.level} ${one.rule} ${one.line} ${one.function}.${one.position}`,
  )

t.test('a callback is judged by the function that takes it', async t => {
  const wrong = ['error convention 2 EnumWindows.lpEnumFunc.convention']
  t.same(said(declared('stdcall')), [])
  t.same(said(declared('cdecl')), wrong)
  t.same(said(declared()), wrong, 'cdecl where the prototype says nothing')
})
