import type { BuiltinCall } from './builtins.ts'
import { boolean, isExhausted, longestText, type Interpreter } from './machine.ts'
import { textOf } from './operators.ts'
import { itemsOf, keyOf, none, unknown, type PyValue } from './value.ts'

const text = (value: string): PyValue => ({ kind: 'string', value })

/** What a method of a text, a list, a dictionary or a type gives. */
export function callMethod(
  machine: Interpreter,
  of: PyValue,
  name: string,
  call: BuiltinCall,
): PyValue {
  switch (of.kind) {
    case 'string':
      return callTextMethod(of.value, name, call.values)
    case 'int':
      return name === 'bit_length' && of.value >= 0n
        ? { kind: 'int', value: BigInt(of.value === 0n ? 0 : of.value.toString(2).length) }
        : unknown
    case 'dict':
      return callDictMethod(of, name, call.values)
    case 'list':
      return callListMethod(machine, of, name, call.values)
    case 'type':
      if (of.type.kind === 'struct' && name.startsWith('from_buffer')) of.type.isMade = true
      // `from_address` looks at memory of others; `from_param` and `in_dll` give objects of the type, too.
      return /^(from_|in_dll)/.test(name) ? { kind: 'instance', type: of.type } : unknown
    default:
      return unknown
  }
}

function callTextMethod(value: string, name: string, values: readonly PyValue[]): PyValue {
  const [first, second] = values
  const given = first?.kind === 'string' ? first.value : undefined
  switch (name) {
    case 'startswith':
    case 'endswith': {
      const ends = first?.kind === 'list' ? first.items.map(textOf) : [given]
      const test = (end: string): boolean =>
        name === 'startswith' ? value.startsWith(end) : value.endsWith(end)
      return ends.every(end => end !== undefined) ? boolean(ends.some(test)) : unknown
    }
    case 'lower':
    case 'casefold':
      return text(value.toLowerCase())
    case 'upper':
      return text(value.toUpperCase())
    case 'strip':
      return values.length === 0 ? text(value.trim()) : unknown
    case 'replace':
      return given !== undefined && given !== '' && second?.kind === 'string'
        ? text(value.replaceAll(given, second.value).slice(0, longestText))
        : unknown
    case 'split': {
      const parts = given === undefined ? value.split(/\s+/).filter(Boolean) : value.split(given)
      return { kind: 'list', items: parts.slice(0, 1000).map(text) }
    }
    case 'splitlines':
      return {
        kind: 'list',
        items: value
          .split(/\r\n|\r|\n/)
          .filter((line, at, all) => line !== '' || at < all.length - 1)
          .slice(0, 1000)
          .map(text),
      }
    case 'join': {
      const parts = first?.kind === 'list' ? first.items.map(textOf) : [undefined]
      return parts.every(part => part !== undefined)
        ? text(parts.join(value).slice(0, longestText))
        : unknown
    }
    case 'format':
      return formatText(value, values)
    default:
      return unknown
  }
}

/** `'{}W'.format(name)`, of which only texts and numbers are known. */
function formatText(format: string, values: readonly PyValue[]): PyValue {
  let next = 0
  let isKnown = true
  const made = format.replace(/\{(\d*)\}/g, (_, index: string) => {
    const shown = textOf(values[index === '' ? next++ : Number(index)] ?? unknown)
    isKnown &&= shown !== undefined
    return shown ?? ''
  })
  return isKnown && !/[{}]/.test(made) && made.length <= longestText ? text(made) : unknown
}

function callDictMethod(
  { entries }: Extract<PyValue, { kind: 'dict' }>,
  name: string,
  values: readonly PyValue[],
): PyValue {
  const all = [...entries.values()]
  switch (name) {
    case 'items':
    case 'iteritems':
      return {
        kind: 'list',
        items: all.map(({ key, value }) => ({ kind: 'list', items: [key, value] })),
      }
    case 'keys':
      return { kind: 'list', items: all.map(({ key }) => key) }
    case 'values':
    case 'itervalues':
      return { kind: 'list', items: all.map(({ value }) => value) }
    case 'get':
    case 'pop':
    case 'setdefault': {
      const key = values[0] && keyOf(values[0])
      return (key === undefined ? undefined : entries.get(key)?.value) ?? values[1] ?? unknown
    }
    case 'update':
      if (values[0]?.kind === 'dict')
        for (const [key, entry] of values[0].entries) entries.set(key, entry)
      return none
    default:
      return unknown
  }
}

function callListMethod(
  machine: Interpreter,
  list: Extract<PyValue, { kind: 'list' }>,
  name: string,
  [first]: readonly PyValue[],
): PyValue {
  // Lists are shared, as in Python, so what is added is added for all who hold it.
  const items = list.items as PyValue[]
  if (name === 'append' && first && !isExhausted(machine)) items.push(first)
  const more = name === 'extend' ? itemsOf(first) : undefined
  if (more && !isExhausted(machine, more.length)) items.push(...more)
  return name === 'append' || name === 'extend' ? none : unknown
}
