import { closest, distance } from 'fastest-levenshtein'

/** Names offered for one that is not known. */
const offered = 3

/** The names that look like some words, nearest first; none where nothing is near. */
export function similarNames(all: readonly string[], words: string): readonly string[] {
  const name = words.trim().toLowerCase()
  const names = [...new Set(all)]
  const containing = name.length < 3 ? [] : names.filter(one => one.toLowerCase().includes(name))
  const allowed = name.length < 4 ? 1 : Math.max(2, Math.min(4, Math.floor(name.length / 3)))
  const near = names.filter(one => distance(one.toLowerCase(), name) <= allowed)
  const sorted = [...near].sort(
    (one, other) => distance(one.toLowerCase(), name) - distance(other.toLowerCase(), name),
  )
  return [...new Set([...sorted, ...containing])].slice(0, offered)
}

/** The names that look like some words, nearest first: a few, and at least one. */
export function nearNames(all: readonly string[], words: string): readonly string[] {
  const found = similarNames(all, words)
  return found.length > 0 ? found : [closest(words.trim().toLowerCase(), [...new Set(all)])]
}
