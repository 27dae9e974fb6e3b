import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { documentedMessages } from '../../../../src/declare/win32/messages-documented.ts'
import { englishMessages } from '../../../../src/declare/win32/messages-english.ts'
import { windowsMessages } from '../../../../src/declare/win32/messages-windows.ts'
import { packageFolder } from '../../../../src/os/package-folder.ts'

/** Where a sentence is from. */
type Source =
  | 'unverified'
  | {
      /** In how many public files it stands with its code; ten is "ten or more". */ readonly seen: number
    }
  | {
      readonly document: string
      /** What the document says, as it stands there. */
      readonly line: string
      /** Why the line does not show that it is the sentence of this code. */
      readonly weak?: string
    }

/** Code → language → sentence → where it is from. */
const sources = JSON.parse(
  readFileSync(join(packageFolder, 'fixtures/message-sources.json'), 'utf8'),
) as Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Source>>>>>>

/** Public documents other than a page of Microsoft: a report, a file of a repository, a published list. */
const documents = [
  /^https:\/\/github\.com\/[\w.-]+\/[\w.-]+\/(?:issues|pull)\/\d+$/,
  /^https:\/\/github\.com\/[\w.-]+\/[\w.-]+\/blob\/[^\s?#]+$/,
  /^https:\/\/gitlab\.winehq\.org\/wine\/wine\/-\/blob\/wine-[\d.]+\/po\/\w+\.po$/,
]

const rows = Object.entries(windowsMessages).flatMap(([code, languages]) =>
  Object.entries(languages).flatMap(([language, texts]) =>
    texts.map(text => ({ code, language, text, source: sources[code]?.[language]?.[text] })),
  ),
)

const documented = rows.flatMap(({ source, ...row }) =>
  typeof source === 'object' && 'document' in source ? [{ ...row, ...source }] : [],
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
  for (const { language, text, document } of documented) {
    const [, locale] = page.exec(document) ?? []
    t.ok(
      locale === undefined
        ? documents.some(own => own.test(document))
        : language.startsWith(locale),
      `${text}: ${document}`,
    )
  }
})

/** Names of codes, and how HRESULTs spell them. */
const isNamed = /\b(?:ERROR|WSAE|E|S)_[A-Z_]{2,40}\b|\bWSAE[A-Z]{3,20}\b/

/** A line without what documents write differently: escapes, apostrophes, blanks, letters of either case. */
const plain = (line: string): string =>
  line
    .replaceAll('\\', '')
    .replaceAll(' _ ', '_')
    .replaceAll('’', "'")
    .replace(/\s+/g, ' ')
    .toLowerCase()

t.test('the line that is quoted has the sentence and its code', async t => {
  for (const { code, text, line, weak } of documented) {
    if (weak !== undefined) continue
    t.ok(plain(line).includes(plain(text)), `${text}: ${line}`)
    const hex = Number(code).toString(16)
    const english = windowsMessages[Number(code)]?.['en'] ?? []
    t.ok(
      new RegExp(`(?<![\\d.])${code}(?!\\d)|0x(?:0*|8007)0*${hex}\\b`, 'i').test(line) ||
        isNamed.test(plain(line).toUpperCase()) ||
        english.some(own => plain(line).includes(plain(own))),
      `${code}: ${line}`,
    )
  }
})

t.test('nearly every sentence has a document or was seen in public', async t => {
  for (const { text, source } of rows)
    if (typeof source === 'object' && 'seen' in source)
      t.ok(Number.isInteger(source.seen) && source.seen > 0, text)
  t.ok(
    rows.filter(({ source }) => source === 'unverified').length <= 6,
    'and none is added without',
  )
  t.ok(documented.filter(({ weak }) => weak !== undefined).length <= 13, 'few lines show no code')
})

t.test('sentences of the lists of Microsoft are not said twice', async t => {
  for (const [code, languages] of [
    ...Object.entries(documentedMessages),
    ...Object.entries(englishMessages),
  ]) {
    t.match(code, /^[1-9]\d{0,4}$/)
    for (const [language, texts] of Object.entries(languages)) {
      t.match(language, /^[a-z]{2}(?:-[A-Z]{2})?$/)
      for (const text of texts)
        t.notOk(windowsMessages[Number(code)]?.[language]?.includes(text), `${code}: ${text}`)
    }
  }
})
