/** Text that stands in a JSON document as it is: numbers that JavaScript does not have, nesting without end. */
export class Raw {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** A value of a JSON document; objects as their entries, so that a key may stand twice, or be `__proto__`. */
export type Json = Raw | string | number | boolean | null | readonly Json[] | Members
/** The members of an object. */
export interface Members {
  readonly members: readonly (readonly [string, Json])[]
}

/** Plain data as such a document. */
export function documentOf(value: unknown): Json {
  if (Array.isArray(value)) return value.map(documentOf)
  if (typeof value === 'object' && value !== null)
    return {
      members: Object.entries(value)
        .filter(([, inner]) => inner !== undefined)
        .map(([key, inner]) => [key, documentOf(inner)] as const),
    }
  return value as string | number | boolean | null
}

/** Whether it is an object. */
export function isMembers(value: Json): value is Members {
  return typeof value === 'object' && value !== null && 'members' in value
}

/** Its text. */
export function textOf(value: Json): string {
  if (value instanceof Raw) return value.text
  if (Array.isArray(value)) return `[${value.map(textOf).join(',')}]`
  if (isMembers(value))
    return `{${value.members.map(([key, inner]) => `${JSON.stringify(key)}:${textOf(inner)}`).join(',')}}`
  return JSON.stringify(value)
}

/** A way from the top to a value: positions among elements or members. */
export type Place = readonly number[]

function partsOf(value: Json): readonly Json[] {
  if (value instanceof Raw) return []
  if (Array.isArray(value)) return value
  return isMembers(value) ? value.members.map(([, inner]) => inner) : []
}

/** The places of all values of a document, the top first. */
export function placesOf(value: Json, from: Place = []): Place[] {
  return [from, ...partsOf(value).flatMap((part, index) => placesOf(part, [...from, index]))]
}

/** The value at a place; `undefined` where an earlier change left none. */
export function valueAt(value: Json, place: Place): Json | undefined {
  return place.reduce<Json | undefined>(
    (inner, index) => (inner === undefined ? undefined : partsOf(inner)[index]),
    value,
  )
}

/** A document with other elements or members in place of one: none, one or several. A place that is not there changes nothing. */
export function replaceAt(
  value: Json,
  place: Place,
  change: (key: string, value: Json) => readonly (readonly [string, Json])[],
): Json {
  const [index, ...rest] = place
  if (index === undefined) return change('', value)[0]?.[1] ?? null
  const entries: readonly (readonly [string, Json])[] = isMembers(value)
    ? value.members
    : partsOf(value).map(part => ['', part] as const)
  const entry = entries[index]
  if (!entry) return value
  const instead =
    rest.length === 0 ? change(...entry) : [[entry[0], replaceAt(entry[1], rest, change)] as const]
  const changed = [...entries.slice(0, index), ...instead, ...entries.slice(index + 1)]
  return isMembers(value) ? { members: changed } : changed.map(([, inner]) => inner)
}
