import { execFileSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import process from 'node:process'
import t from 'tap'
import { csharpVocabulary } from '../../../src/declare/readers/csharp/vocabulary.ts'
import { openWidthTable } from '../../../src/declare/widths/table.ts'
import { auditFixtures } from '../../support/audit/fixture.ts'
import { needs } from '../../support/require.ts'

const path = (process.env['PATH'] ?? '').split(delimiter)
const compiler = path.map(folder => join(folder, 'mcs')).find(file => existsSync(file))
const mcs = needs(
  'mcs',
  compiler !== undefined,
  'there is no C# compiler: apt-get install mono-mcs',
)

/** What the compiler says of a library made of the sources; empty where it has nothing to say. */
function complaints(folder: string, sources: readonly string[]): string {
  try {
    execFileSync(
      compiler ?? 'mcs',
      ['-unsafe', '-target:library', `-out:${join(folder, 'made.dll')}`, ...sources],
      { encoding: 'utf8', stdio: 'pipe' },
    )
    return ''
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    return `${stdout}${stderr}`
      .split('\n')
      .filter(line => line.includes('error'))
      .slice(0, 5)
      .join('\n')
  }
}

t.test('the fixtures are C#', mcs, async t => {
  const folder = t.testdir()
  for (const name of ['Right.cs', 'Wrong.cs'])
    t.equal(complaints(folder, [join(auditFixtures, 'csharp', name)]), '', name)
})

t.test('what the findings tell to write is C# for every type of the table', mcs, async t => {
  const table = openWidthTable()
  const { spell } = csharpVocabulary
  const structs = new Set<string>()
  const [parameters, fields] = [new Set<string>(), new Set<string>()]
  for (const name of table.functionNames)
    for (const { type } of table.function(name, 'x64')?.parameters ?? []) {
      if (type.kind === 'struct') structs.add(type.name)
      parameters.add(spell(type, 8))
      fields.add(spell(type, 8, 'field'))
    }
  for (const name of structs)
    if (!/^\w+$/.test(name)) [parameters, fields].forEach(set => set.delete(name))
  const source = [
    'using System; using System.Text; using System.Runtime.InteropServices;',
    ...[...structs].filter(name => /^\w+$/.test(name)).map(name => `struct ${name} {}`),
    'static class N {',
    ...[...parameters]
      .filter(type => type !== 'void')
      .map((type, index) => `[DllImport("a")] static extern void P${index}(${type} a);`),
    '}',
    'struct S {',
    ...[...fields]
      .filter(type => type !== 'void')
      .map((type, index) => `${type.replace(/^(\[.*\] )?/, '$1public ')} f${index};`),
    '}',
  ].join('\n')
  const file = join(t.testdir(), 'Fixes.cs')
  writeFileSync(file, source)
  t.ok(parameters.size > 20)
  t.equal(complaints(t.testdirName, [file]), '')
})
