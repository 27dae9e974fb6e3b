import { distance } from 'fastest-levenshtein'

/** Maximum number of names suggested for an unknown one. */
const offered = 3

/** The names similar to a text, nearest first; empty where none is similar. */
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

/** Whether two words differ by one letter that is wrong, missing, added or swapped with the next. */
export function isOneSlip(typed: string, own: string): boolean {
  if (Math.abs(typed.length - own.length) > 1) return false
  if (distance(typed, own) <= 1) return true
  const at = [...typed].findIndex((letter, index) => letter !== own[index])
  return (
    typed.length === own.length &&
    typed[at] === own[at + 1] &&
    typed[at + 1] === own[at] &&
    typed.slice(at + 2) === own.slice(at + 2)
  )
}
