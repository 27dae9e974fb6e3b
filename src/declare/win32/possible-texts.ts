/** Groups of three letters are told apart by so many bits. */
const bits = 14

/** Calls `take` with a number for each group of three letters of a text. */
function eachGroup(text: string, take: (group: number) => void): void {
  let group = 0
  for (let at = 0; at < text.length; at++) {
    // The letters before these three are shifted out.
    group = ((group << 5) ^ text.charCodeAt(at)) & ((1 << bits) - 1)
    if (at >= 2) take(group)
  }
}

/** Of each text the group that fewest texts have; none of one with less than three letters. */
function rarestGroups(texts: readonly string[]): readonly (number | undefined)[] {
  const groups = texts.map(text => {
    const own = new Set<number>()
    eachGroup(text, group => own.add(group))
    return own
  })
  const counts = new Uint16Array(1 << bits)
  for (const own of groups) for (const group of own) counts[group] = (counts[group] ?? 0) + 1
  return groups.map(own => {
    let rarest: number | undefined
    for (const group of own)
      if (rarest === undefined || (counts[group] ?? 0) < (counts[rarest] ?? 0)) rarest = group
    return rarest
  })
}

/**
 * Finds which of many texts a line may contain, in time proportional to the length of the line: those of which it has
 * the rarest group of three letters, and those with less than three letters. Gives their indexes in ascending order; a
 * text that is not among them is not on the line.
 */
export function possibleTexts(texts: readonly string[]): (line: string) => readonly number[] {
  const always: number[] = []
  const byGroup = new Map<number, number[]>()
  // Whether a group has a text. Most groups of a line have none, and this look-up is cheaper than that of the map.
  const has = new Uint8Array(1 << bits)
  for (const [index, rarest] of rarestGroups(texts).entries()) {
    if (rarest === undefined) always.push(index)
    else {
      has[rarest] = 1
      byGroup.set(rarest, [...(byGroup.get(rarest) ?? []), index])
    }
  }
  return line => {
    let found: Set<number> | undefined
    eachGroup(line, group => {
      if (has[group] !== 1) return
      found ??= new Set(always)
      for (const index of byGroup.get(group) ?? []) found.add(index)
    })
    return found ? [...found].sort((one, other) => one - other) : always
  }
}
