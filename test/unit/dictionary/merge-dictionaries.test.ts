import t from 'tap'
import { mergeDictionaries } from '../../../src/dictionary/merge-dictionaries.ts'
import { parseDictionary, formatDictionary } from '../../../src/dictionary/dictionary-file.ts'
import { lane, smallDictionary, spellSignature } from '../../support/dictionary/small-dictionary.ts'

const later = { meta: { startedAt: '2026-01-02T00:00:00.000Z', durationMs: 2 } }

t.test('mergeDictionaries() joins shards of a lane', async t => {
  const merged = mergeDictionaries([
    smallDictionary([lane('wine-x64', [1, -2, -2])]),
    smallDictionary([lane('wine-x64', [-2, 0, -1])], later),
  ])
  t.same(
    merged.lanes.map(({ signatures }) =>
      signatures.map(index => (index < 0 ? index : spellSignature(merged.signatures[index] ?? []))),
    ),
    [['read=6', '', -1]],
  )
  t.same(merged.unstable, {})
  t.equal(merged.meta.durationMs, 3)
})

t.test('mergeDictionaries() joins lanes, whatever the order', async t => {
  const one = smallDictionary([lane('wine-x64', [1, 0, 0])])
  const other = smallDictionary([lane('wine-x64-tagged', [2, 1, 0], { kernel: 'tagged' })], later)
  t.same(mergeDictionaries([one, other]), mergeDictionaries([other, one]))
  t.same(
    mergeDictionaries([one, other]).lanes.map(({ id }) => id),
    ['wine-x64', 'wine-x64-tagged'],
  )
})

t.test('mergeDictionaries() keeps both where recordings differ, the latest counts', async t => {
  const merged = mergeDictionaries([
    smallDictionary([lane('wine-x64', [1, 0, 0])]),
    smallDictionary([lane('wine-x64', [2, 0, 0])], later),
  ])
  t.equal(
    spellSignature(merged.signatures[merged.lanes[0]?.signatures[0] ?? -1] ?? []),
    'open=2 above-4gib:read=crashed',
  )
  t.same(
    merged.unstable['wine-x64']?.['ReadFile.hFile.upper-garbage']
      ?.map(index => spellSignature(merged.signatures[index] ?? []))
      .sort(),
    ['open=2 above-4gib:read=crashed', 'read=6'],
  )
  t.same(
    mergeDictionaries([merged, merged]).unstable,
    merged.unstable,
    'merging again changes nothing',
  )
})

t.test('a lane that could not be measured does not hide one that was', async t => {
  const merged = mergeDictionaries([
    smallDictionary([lane('wine-x64', [1, 0, 0])]),
    smallDictionary(
      [lane('wine-x64', [-2, -2, -2], { reason: 'no Wine', environment: { facts: {} } })],
      later,
    ),
  ])
  t.equal(merged.lanes[0]?.reason, undefined)
  t.equal(merged.lanes[0]?.environment?.facts['wine'], 'x')
})

t.test(
  'parseDictionary() reads what formatDictionary() wrote, and refuses the rest with a sentence',
  async t => {
    const dictionary = smallDictionary([lane('wine-x64', [1, 0, -1])])
    t.same(parseDictionary(formatDictionary(dictionary), 'a.json'), dictionary)
    t.throws(() => parseDictionary('{', 'a.json'), /a\.json: it is not JSON/)
    t.throws(() => parseDictionary('{}', 'a.json'), /Cannot read dictionary a\.json/)
    t.throws(
      () => parseDictionary(JSON.stringify(smallDictionary([lane('wine-x64', [1])])), 'a.json'),
      /wine-x64 does not fit the 3 faults/,
    )
    t.throws(
      () =>
        parseDictionary(JSON.stringify(smallDictionary([lane('wine-x64', [9, 0, 0])])), 'a.json'),
      /wine-x64 does not fit/,
    )
  },
)

t.test(
  'parseDictionary() reads a file of version 1, in which faults and signatures were text',
  async t => {
    const dictionary = smallDictionary([lane('wine-x64', [1, 0, 2])])
    const [first] = dictionary.lanes
    const old = {
      ...dictionary,
      schemaVersion: 1,
      faults: dictionary.faults.map(({ subject: _, position: __, kind: ___, ...fault }) => fault),
      signatures: dictionary.signatures.map(spellSignature),
      lanes: [
        { ...first, environment: { wine: 'x', '0xFFFFFFFE as int32_t': '0xfffffffffffffffe' } },
      ],
    }
    const read = parseDictionary(JSON.stringify(old), 'old.json')
    t.same(read, {
      ...dictionary,
      lanes: [
        {
          ...first,
          environment: { facts: { wine: 'x' }, calibration: { int32_t: '0xfffffffffffffffe' } },
        },
      ],
    })
    t.throws(
      () => parseDictionary(JSON.stringify({ ...old, faults: [{ id: 'a' }] }), 'old.json'),
      /Cannot read dictionary old\.json: faults\.0/,
    )
  },
)
