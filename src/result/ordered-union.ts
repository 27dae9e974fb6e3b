/**
 * Combines lists into one that keeps the order of each as far as they agree: an element that is new in a later
 * list follows its predecessor there. Linear time.
 */
export function orderedUnion<T>(lists: readonly (readonly T[])[], name: (value: T) => string): T[] {
  const next = new Map<string, string[]>()
  const values = new Map<string, T>()
  for (const list of lists) {
    let before = ''
    for (const value of list) {
      const own = `=${name(value)}`
      if (!values.has(own)) next.set(before, [...(next.get(before) ?? []), own])
      values.set(own, value)
      before = own
    }
  }
  return collect(next).flatMap(own => values.get(own) ?? [])
}

/** Traverses the tree of successors; the element added last after another comes directly after it. */
function collect(next: ReadonlyMap<string, readonly string[]>): string[] {
  const order: string[] = []
  const waiting = [...(next.get('') ?? [])]
  for (let own = waiting.pop(); own !== undefined; own = waiting.pop()) {
    order.push(own)
    waiting.push(...(next.get(own) ?? []))
  }
  return order
}
