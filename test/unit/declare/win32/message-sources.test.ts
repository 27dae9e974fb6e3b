import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { documentedMessages } from '../../../../src/declare/win32/messages-documented.ts'
import { windowsMessages } from '../../../../src/declare/win32/messages-windows.ts'
import { packageFolder } from '../../../../src/os/package-folder.ts'

/** A document with the sentence, in how many public files it was seen (ten is "ten or more"), or `unverified`. */
type Source = string | { readonly seen: number }

/** Code → language → sentence → where it is from. */
const sources = JSON.parse(
  readFileSync(join(packageFolder, 'fixtures/message-sources.json'), 'utf8'),
) as Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Source>>>>>>

/** Public documents other than a page of Microsoft: a report, a file of a repository, a published list. */
const documents = [
  /^https:\/\/github\.com\/[\w.-]+\/[\w.-]+\/(?:issues|pull)\/\d+$/,
  /^https:\/\/github\.com\/[\w.-]+\/[\w.-]+\/blob\/[^\s?#]+$/,
  /^https:\/\/gitlab\.winehq\.org\/wine\/wine\/-\/blob\/wine-[\d.]+\/po\/\w+\.po$/,
  /^https:\/\/m\.elefans\.com\/xitong\/\d[\da-f]*\.html$/,
]

const unverified = 'unverified'

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
    if (typeof source !== 'string' || source === unverified) continue
    const [, locale] = page.exec(source) ?? []
    t.ok(
      locale === undefined
        ? documents.some(document => document.test(source))
        : language.startsWith(locale),
      `${text}: ${source}`,
    )
  }
})

t.test('nearly every sentence without a document was seen in public', async t => {
  for (const { text, source } of rows)
    if (typeof source !== 'string')
      t.ok(Number.isInteger(source?.seen) && (source?.seen ?? 0) > 0, text)
  t.ok(rows.filter(({ source }) => source === unverified).length <= 13, 'and none is added without')
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
