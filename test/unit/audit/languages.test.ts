import { cpSync } from 'node:fs'
import { basename, join } from 'node:path'
import t from 'tap'
import { audit } from '../../../src/audit/audit.ts'
import { renderPretty } from '../../../src/audit/formats/pretty.ts'
import { languageNames, languages, languagesOf } from '../../../src/declare/readers/index.ts'
import { auditFixtures } from '../../support/audit/fixture.ts'

const one: Readonly<Record<string, string>> = {
  'csharp/Wrong.cs': 'C#',
  'powershell/wrong.ps1': 'PowerShell',
  'visual-basic/wrong.bas': 'VBA',
  'visual-basic/wrong.vb': 'VB.NET',
  'autohotkey/wrong.ahk': 'AutoHotkey',
  'java/Wrong.java': 'Java',
  'c/wrong.lua': 'Lua',
  'c/wrong.mq5': 'MQL',
  'ctypes/wrong.py': 'Python',
}

t.test('a folder of all languages gives one list, and each file names its language', async t => {
  const folder = t.testdir()
  for (const name of Object.keys(one))
    cpSync(join(auditFixtures, name), join(folder, basename(name)))
  const result = await audit(['.'], { folder })
  t.same(
    new Map(result.findings.map(({ file, language }) => [file, language])),
    new Map(
      Object.entries(one)
        .map(([name, language]) => [basename(name), language] as const)
        .sort(([left], [right]) => left.localeCompare(right)),
    ),
  )
  const text = renderPretty(result)
  for (const [name, language] of Object.entries(one))
    t.match(text, `${basename(name)} (${language})`)
  t.equal(text.match(/^\d+ errors?, /gm)?.length, 1, 'and one summary')
})

t.test('each language of the registry is read, and says what it reads', async t => {
  for (const name of languageNames) {
    const { title, extensions, reads, judges, measured } = languages[name]
    for (const text of [title, reads, judges, measured]) t.match(text, /\w/, name)
    for (const extension of extensions) {
      t.match(extension, /^\.[a-z0-9]+$/)
      t.ok(languagesOf(extension.toUpperCase()).includes(name))
    }
    const reading = await languages[name].read([], { architectures: ['x64'], limitMs: 1000 })
    t.match(reading.vocabulary.language, /\w/, name)
    t.same([reading.files, reading.failures], [[], []])
    const isMeasured = !measured.startsWith('nothing')
    t.equal(
      reading.vocabulary.unmeasured === undefined,
      isMeasured,
      `${name} says whether it was measured`,
    )
  }
})
