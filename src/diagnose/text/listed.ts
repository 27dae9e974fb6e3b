/** A section of a text that lists what did not fail: how it is headed, what stands in it, and how many heads make one. */
interface Section {
  readonly heading: RegExp
  readonly entry: RegExp
  readonly reason: string
  readonly heads?: number
}

/**
 * Lists of changes, https://keepachangelog.com/en/1.1.0/, and of what a module imports,
 * https://learn.microsoft.com/en-us/cpp/build/reference/imports-dumpbin
 */
const sections: readonly Section[] = [
  {
    heading:
      /^#{1,4} \[?v?\d{1,4}\.\d{1,4}(?:\.\d{1,5})?\]?(?:[ (].{0,60})?$|^#{2,4} (?:Added|Changed|Fixed|Removed|Deprecated|Security|Bug [Ff]ixes|Features|Changelog|Release [Nn]otes)\s?$|^(?:[*•-] )?(?:[Vv]ersion |[Rr]elease |v)?\d{1,4}\.\d{1,4}(?:\.\d{1,5})? ?[-(–,]? ?\(?\d{4}-\d\d-\d\d\)?:?$|^(?:Bug ?[Ff]ixes|Change ?log|Release [Nn]otes|What['’]s [Nn]ew)(?: (?:in|of) [\w. ]{1,20})?:?$/,
    entry: /^\s?[-*•+] \S|^ \S/,
    reason: 'it tells what a version changed',
  },
  {
    heading: /^commit [0-9a-f]{7,40}\b/,
    entry: /^(?:Author|Date|Merge|Commit|AuthorDate|CommitDate): |^ /,
    reason: 'it tells what a change is about',
  },
  // https://learn.microsoft.com/en-us/windows/win32/debug/system-error-codes--0-499-
  {
    heading: /^(?:ERROR|WSAE|STATUS)_?[A-Z0-9_]{2,60}$/,
    entry: /^\d{1,5} \(0x[0-9A-Fa-f]{1,8}\)$|^[A-Z].{5,300}\.$/,
    reason: 'it is from a list of all codes',
    heads: 2,
  },
  // The box of Windows Script Host; 800A is of the script.
  {
    heading: /^Script: .{1,300}\.(?:vbs|vbe|wsf|js)$/i,
    entry: /^(?:Line|Char|Error|Source): |^Code: 800A/,
    reason: 'the script itself is at fault, and called nothing of Windows',
  },
  {
    heading:
      /^\s?(?:(?:DLL )?(?:Delayed |Static )?[Ii]mports?(?: (?:from|of) \S{1,40})?|[Ii]mport(?:ed)? (?:[Ff]unctions?|[Nn]ames?|[Tt]able)|[Ee]xports?|.{0,20}\bfollowing (?:delay load )?(?:imports|exports)):?$/,
    entry:
      /^\s?(?:[0-9A-Fa-f]{1,16} ){0,4}[A-Za-z_][\w.@?$]{2,80}$|^\s?[0-9A-Fa-f]{1,16} (?:Import |time |Index )/,
    reason: 'it lists functions, and none that was called',
  },
]

/** The lines of the lists that a text has of changes and of imports, with the reason why nothing failed there. */
export function listedIn(texts: readonly string[]): ReadonlyMap<number, string> {
  const found = new Map<number, string>()
  for (const { heading, entry, reason, heads = 1 } of sections) {
    const own: number[] = []
    let isInside = false
    for (const [index, text] of texts.entries()) {
      if (heading.test(text)) isInside = true
      else if (isInside && text.trim() !== '' && !entry.test(text)) isInside = false
      if (isInside && text.trim() !== '') own.push(index)
    }
    if (own.filter(index => heading.test(texts[index] ?? '')).length < heads) continue
    if (own.some(index => entry.test(texts[index] ?? '') && !heading.test(texts[index] ?? '')))
      for (const index of own) found.set(index, reason)
  }
  return found
}
