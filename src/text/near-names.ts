import { closest, distance } from 'fastest-levenshtein'

/** Names offered for one that is not known. */
const offered = 3

/** The names that look like some words, nearest first: a few, and at least one. */
export function nearNames(all: readonly string[], words: string): readonly string[] {
  const name = words.trim().toLowerCase()
  const names = [...new Set(all)]
  const containing = name.length < 3 ? [] : names.filter(one => one.toLowerCase().includes(name))
  const near = names.filter(
    one => distance(one.toLowerCase(), name) <= Math.max(2, Math.floor(name.length / 3)),
  )
  const sorted = [...near].sort(
    (one, other) => distance(one.toLowerCase(), name) - distance(other.toLowerCase(), name),
  )
  const found = [...new Set([...sorted, ...containing])].slice(0, offered)
  return found.length > 0 ? found : [closest(name, names)]
}
