import fc from 'fast-check'
import { hostileName, hostileText, hostileValue } from './hostile.ts'
import {
  documentOf,
  isMembers,
  placesOf,
  replaceAt,
  textOf,
  valueAt,
  type Json,
  type Place,
} from './json.ts'

/** A change of a document at a place. */
type Change = (document: Json) => Json

function changeAt(place: Place, others: readonly Place[]): fc.Arbitrary<Change> {
  return fc.oneof(
    {
      weight: 5,
      arbitrary: hostileValue.map(
        (value): Change =>
          document =>
            replaceAt(document, place, key => [[key, value]]),
      ),
    },
    { weight: 3, arbitrary: fc.constant<Change>(document => replaceAt(document, place, () => [])) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(...others).map(
        (other): Change =>
          document =>
            replaceAt(document, place, (key, value) => [[key, valueAt(document, other) ?? value]]),
      ),
    },
    {
      weight: 2,
      arbitrary: hostileName.map(
        (name): Change =>
          document =>
            replaceAt(document, place, (_, value) => [[name, value]]),
      ),
    },
    {
      weight: 2,
      arbitrary: fc.tuple(hostileName, hostileValue).map(
        ([name, more]): Change =>
          document =>
            replaceAt(document, place, (key, value) => [
              [key, isMembers(value) ? { members: [...value.members, [name, more]] } : value],
            ]),
      ),
    },
    {
      weight: 1,
      arbitrary: fc.integer({ min: 2, max: 5 }).map(
        (times): Change =>
          document =>
            replaceAt(document, place, (key, value) =>
              Array.from({ length: times }, () => [key, value] as const),
            ),
      ),
    },
    {
      weight: 2,
      arbitrary: hostileText.map(
        (more): Change =>
          document =>
            replaceAt(document, place, (key, value) => [
              [key, typeof value === 'string' ? value + more : value],
            ]),
      ),
    },
    {
      weight: 2,
      arbitrary: fc
        .constantFrom<(value: number) => number>(
          value => value + 1,
          value => value - 1,
          value => -value,
          value => value + 2 ** 32,
          value => value + 0.5,
        )
        .map(
          (tweak): Change =>
            document =>
              replaceAt(document, place, (key, value) => [
                [key, typeof value === 'number' ? tweak(value) : value],
              ]),
        ),
    },
  )
}

/** What editors, shells and full disks do to a text. */
const damage: fc.Arbitrary<(text: string) => string> = fc.oneof(
  { weight: 14, arbitrary: fc.constant((text: string) => text) },
  {
    weight: 2,
    arbitrary: fc
      .double({ min: 0, max: 1, noNaN: true })
      .map(share => (text: string) => text.slice(0, Math.floor(share * text.length))),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('\ufeff', '\ufffe', '\u0000', ' ', '[', '//')
      .map(prefix => (text: string) => prefix + text),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('\ufeff', '\u0000', '}', ']', ',', '\r\n', '{}')
      .map(suffix => (text: string) => text + suffix),
  },
  { weight: 1, arbitrary: fc.constant((text: string) => text.replaceAll(',', ',\r\n')) },
  { weight: 1, arbitrary: fc.constant((text: string) => [...text].join('\u0000')) },
  { weight: 1, arbitrary: fc.constant((text: string) => text + text) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.double({ min: 0, max: 1, noNaN: true }), hostileText)
      .map(([share, more]) => (text: string) => {
        const at = Math.floor(share * text.length)
        return text.slice(0, at) + more + text.slice(at + 1)
      }),
  },
)

/** Made once for each document and place: to make them takes longer than to draw from them. */
const made = new WeakMap<object, fc.Arbitrary<string>>()

/** The texts of a valid document after one to three changes, each at any place, and now and then after damage to the text. */
export function mutated(valid: object): fc.Arbitrary<string> {
  const known = made.get(valid) ?? makeMutated(valid)
  made.set(valid, known)
  return known
}

function makeMutated(valid: object): fc.Arbitrary<string> {
  const document = documentOf(valid)
  const places = placesOf(document)
  const changes = new Map<Place, fc.Arbitrary<Change>>()
  const change = fc.constantFrom(...places).chain(place => {
    const known = changes.get(place) ?? changeAt(place, places)
    changes.set(place, known)
    return known
  })
  return fc
    .tuple(fc.array(change, { minLength: 1, maxLength: 3 }), damage)
    .map(([changes, harm]) =>
      harm(textOf(changes.reduce((changed, one) => one(changed), document))),
    )
}
