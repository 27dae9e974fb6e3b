import { itemsOf, unknown, type PyValue } from './value.ts'

/** Names as `namedtuple` takes them: a list of them, or one text. */
function namesIn(value: PyValue | undefined): string[] {
  if (value?.kind === 'string') return value.value.split(/[\s,]+/).filter(name => name !== '')
  return (itemsOf(value) ?? []).flatMap(item => (item.kind === 'string' ? [item.value] : []))
}

/** A class of named tuples: calling it gives one. */
export function namedTuple(names: readonly string[], defaults: readonly PyValue[] = []): PyValue {
  const fields = names.map((value): PyValue => ({ kind: 'string', value }))
  return names.length === 0
    ? unknown
    : {
        kind: 'partial',
        callee: { kind: 'builtin', name: 'object of a named tuple' },
        values: [
          { kind: 'list', items: fields },
          { kind: 'list', items: defaults },
        ],
      }
}

interface Keywords {
  readonly keywords: ReadonlyMap<string, PyValue>
}

/** What makes named tuples, among the functions that the audit knows. */
export const namedTuples = {
  namedtuple: (_: unknown, [, fields]: readonly PyValue[]): PyValue => namedTuple(namesIn(fields)),
  NamedTuple: (_: unknown, [, fields]: readonly PyValue[]): PyValue =>
    namedTuple(
      (itemsOf(fields) ?? []).flatMap(one => namesIn(one.kind === 'list' ? one : undefined)),
    ),
  'object of a named tuple': (
    _: unknown,
    [fields, defaults, ...values]: readonly PyValue[],
    { keywords }: Keywords,
  ): PyValue => {
    const names = namesIn(fields)
    const items = names.map(
      (name, index) => keywords.get(name) ?? values[index] ?? itemsOf(defaults)?.[index] ?? unknown,
    )
    return { kind: 'list', items, names }
  },
}
