import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { documentedMessages } from '../../../../src/declare/win32/messages-documented.ts'
import { windowsMessages } from '../../../../src/declare/win32/messages-windows.ts'
import { packageFolder } from '../../../../src/os/package-folder.ts'

/** Code → language → sentence → the page or the report that has it; null where none was at hand. */
const sources = JSON.parse(
  readFileSync(join(packageFolder, 'fixtures/message-sources.json'), 'utf8'),
) as Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string | null>>>>>>

/** Sentences without a document. There may be fewer, never more: add a sentence with its source. */
const mostUnproven = 166

const rows = Object.entries(windowsMessages).flatMap(([code, languages]) =>
  Object.entries(languages).flatMap(([language, texts]) =>
    texts.map(text => ({ code, language, text, source: sources[code]?.[language]?.[text] })),
  ),
)

t.test('each sentence of Windows says which document it is from', async t => {
  for (const { code, language, text, source } of rows)
    t.not(source, undefined, `${code}, ${language}: ${text}`)
  const listed = Object.values(sources).flatMap(languages =>
    Object.values(languages).flatMap(texts => Object.keys(texts)),
  )
  t.equal(listed.length, rows.length, 'no source of a sentence that is not there')
})

t.test('a page of Microsoft is one in the language of the sentence', async t => {
  const page = /^https:\/\/learn\.microsoft\.com\/([a-z]{2})-[a-z]{2}\/windows\/win32\//
  for (const { language, text, source } of rows) {
    if (typeof source !== 'string') continue
    const [, locale] = page.exec(source) ?? []
    t.ok(
      locale === undefined
        ? /^https:\/\/github\.com\/[\w.-]+\/[\w.-]+\/(?:issues|pull)\/\d+$/.test(source)
        : language.startsWith(locale),
      `${text}: ${source}`,
    )
  }
})

t.test('sentences without a document do not grow in number', async t => {
  t.ok(rows.filter(({ source }) => source === null).length <= mostUnproven)
  t.same(
    rows.filter(
      ({ code, language, source }) => code === '6' && language === 'en' && source === null,
    ),
    [],
  )
})

t.test('sentences of the translated lists are not said twice', async t => {
  for (const [code, languages] of Object.entries(documentedMessages)) {
    t.match(code, /^[1-9]\d{0,4}$/)
    for (const [language, texts] of Object.entries(languages)) {
      t.match(language, /^[a-z]{2}(?:-[A-Z]{2})?$/)
      for (const text of texts)
        t.notOk(windowsMessages[Number(code)]?.[language]?.includes(text), `${code}: ${text}`)
    }
  }
})
