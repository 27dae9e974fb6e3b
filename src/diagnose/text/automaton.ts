/** Finds any of many words in bytes, each byte looked at once (Aho and Corasick, https://doi.org/10.1145/360825.360855). Capital ASCII letters count as small. */
export interface Automaton {
  /** State after the last byte; 0 at the beginning. */
  state: number
  /** `next[256 * state + byte]` is the state after a byte; its top bits say that a word ends there. */
  readonly next: Uint32Array
}

/** Set in a state that ends a word. */
export const ends = 0x80000000
/** Set beside it where each word that ends there is one of the second kind. */
export const endsSecond = 0x40000000
/** What is left is the state. */
export const stateBits = 0x3fffffff

function lower(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte + 32 : byte
}

/** An automaton for words of bytes, and for words of a second kind that are told from them. */
export function automatonOf(
  first: readonly Uint8Array[],
  second: readonly Uint8Array[] = [],
): Automaton {
  const words = [...first, ...second]
  const most = 1 + words.reduce((sum, word) => sum + word.length, 0)
  const trie = new Int32Array(256 * most).fill(-1)
  const final = new Uint8Array(most)
  let count = 1
  for (const [index, word] of words.entries()) {
    let state = 0
    for (const byte of word) {
      const at = 256 * state + lower(byte)
      if (trie[at] === -1) trie[at] = count++
      state = trie[at] ?? 0
    }
    final[state] = (final[state] ?? 0) | (index < first.length ? 1 : 2)
  }
  return { state: 0, next: linked(trie, final, count) }
}

/** The trie with an edge for each byte: where a word goes on, or what is left of it begins another. */
function linked(trie: Int32Array, final: Uint8Array, count: number): Uint32Array {
  const goto = new Uint32Array(256 * count)
  const fail = new Int32Array(count)
  const queue: number[] = []
  for (let byte = 0; byte < 256; byte++) {
    const child = trie[byte] ?? -1
    if (child > 0) {
      goto[byte] = child
      queue.push(child)
    }
  }
  for (let head = 0; head < queue.length; head++) {
    const state = queue[head] ?? 0
    const back = fail[state] ?? 0
    final[state] = (final[state] ?? 0) | (final[back] ?? 0)
    for (let byte = 0; byte < 256; byte++) {
      const child = trie[256 * state + byte] ?? -1
      const other = goto[256 * back + byte] ?? 0
      if (child > 0) {
        fail[child] = other
        goto[256 * state + byte] = child
        queue.push(child)
      } else goto[256 * state + byte] = other
    }
  }
  for (let state = 0; state < count; state++)
    for (let upper = 0x41; upper <= 0x5a; upper++)
      goto[256 * state + upper] = goto[256 * state + upper + 32] ?? 0
  for (let at = 0; at < goto.length; at++) {
    const target = goto[at] ?? 0
    const kinds = final[target] ?? 0
    if (kinds !== 0) goto[at] = (target | ends | (kinds === 2 ? endsSecond : 0)) >>> 0
  }
  return goto
}
