import { ok } from 'node:assert/strict'
import fc from 'fast-check'
import { parseIgnoreList, applyIgnoreList } from '../../src/audit/ignore.ts'
import { AuditProblem } from '../../src/audit/problem.ts'
import {
  DictionaryError,
  formatDictionary,
  parseDictionary,
  type Dictionary,
} from '../../src/dictionary/dictionary-file.ts'
import { mergeDictionaries } from '../../src/dictionary/merge-dictionaries.ts'
import { dictionaryPage } from '../../src/dictionary/page.ts'
import { renderMarkdown } from '../../src/text/markdown.ts'
import { MarkError, covers, parseMark } from '../../src/result/mark.ts'
import { exampleResult } from '../support/audit/formats/result.ts'
import { lane, smallDictionary } from '../support/dictionary/small-dictionary.ts'
import { hostileText } from './arbitraries/hostile.ts'
import { mutated } from './arbitraries/mutated.ts'
import { holds } from './property.ts'
import { sentenceOf } from './refused.ts'

const dictionary = smallDictionary(
  [
    lane('wine-x64', [1, 0, -2]),
    lane('sim-x64', [2, -1, 0], { engine: 'sim', kernel: 'simulated' }),
  ],
  { unstable: { 'wine-x64': { 'ReadFile.hFile.upper-garbage': [0, 1] } } },
)

holds(
  'a dictionary is read, merged and shown, or refused in one sentence that names it',
  mutated(dictionary),
  text => {
    let read: Dictionary | undefined
    const sentence = sentenceOf(DictionaryError, () => {
      read = parseDictionary(text, 'faults.json')
    })
    if (sentence !== undefined)
      ok(sentence.startsWith('Cannot read dictionary faults.json: '), sentence)
    if (!read) return
    const merged = mergeDictionaries([dictionary, read, dictionary])
    renderMarkdown(dictionaryPage(merged, 'names'))
    parseDictionary(formatDictionary(merged), 'merged.json')
  },
)

const ignored = {
  ignore: [
    { rule: 'sentinel', reason: 'checked by hand' },
    { struct: 'OVERLAPPED', file: 'lapped.mjs', reason: 'not used' },
    { function: 'ReadFile', position: 'hFile', reason: 'gone' },
  ],
}

holds(
  'a list of findings to leave out is read, or refused in one sentence that names it',
  mutated(ignored),
  text => {
    let entries: ReturnType<typeof parseIgnoreList> | undefined
    const sentence = sentenceOf(AuditProblem, () => {
      entries = parseIgnoreList(text, 'ignore.json')
    })
    if (sentence !== undefined)
      ok(sentence.startsWith('Cannot read ignore list "ignore.json": '), sentence)
    if (!entries) return
    const { findings, ignored: left } = applyIgnoreList(exampleResult.findings, entries)
    ok(findings.length + left.length === exampleResult.findings.length, 'nothing is lost')
  },
)

const part = fc.oneof(
  fc.constantFrom('*', 'wine-*', 'handle-u32', '**', '/', ':', ': known', ' '),
  hostileText,
)
const mark = fc.oneof(
  fc.array(part, { maxLength: 8 }).map(parts => parts.join('')),
  fc
    .tuple(part, part, part, part)
    .map(([one, two, three, why]) => `${one}/${two}/${three}: ${why}`),
)

holds('a mark is read and compared, or refused in one sentence', mark, text => {
  let read: ReturnType<typeof parseMark> | undefined
  const sentence = sentenceOf(MarkError, () => {
    read = parseMark(text)
  })
  if (sentence !== undefined) ok(sentence.length > 20, sentence)
  if (read)
    covers(read, { lane: 'wine-x64-tagged', probe: 'a'.repeat(200), step: 'read-wait-result' })
})
