import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { csharpVocabulary } from '../../../src/declare/readers/csharp/vocabulary.ts'
import { auditFixtures } from '../../support/audit/fixture.ts'
import { compiler } from '../../support/declare/compilers.ts'
import { spelledTypes } from '../../support/declare/spelled-types.ts'

const mcs = compiler('mcs', { what: 'C# compiler', get: 'mono-mcs' })

function complaints(folder: string, sources: readonly string[]): string {
  return mcs.complaints(
    '-unsafe',
    '-target:library',
    `-out:${join(folder, 'made.dll')}`,
    ...sources,
  )
}

t.test('the fixtures are C#', mcs.need, async t => {
  const folder = t.testdir()
  for (const name of ['Right.cs', 'Wrong.cs'])
    t.equal(complaints(folder, [join(auditFixtures, 'csharp', name)]), '', name)
})

t.test('what the findings tell to write is C# for every type of the table', mcs.need, async t => {
  const { parameters, fields, structs } = spelledTypes(csharpVocabulary)
  const source = [
    'using System; using System.Text; using System.Runtime.InteropServices;',
    ...structs.map(name => `struct ${name} {}`),
    'static class N {',
    ...parameters.map((type, index) => `[DllImport("a")] static extern void P${index}(${type} a);`),
    '}',
    'struct S {',
    ...fields.map((type, index) => `${type.replace(/^(\[.*\] )?/, '$1public ')} f${index};`),
    '}',
  ].join('\n')
  const file = join(t.testdir(), 'Fixes.cs')
  writeFileSync(file, source)
  t.ok(parameters.length > 20)
  t.equal(complaints(t.testdirName, [file]), '')
})
