/** Where a sentence turns: `, but`, `. However`, in a few languages. */
const turn =
  /(?:[,;.:，；。] ?| )(?:(?:but|however|yet|whereas|while|aber|jedoch|mais|pero|mas|но)(?!\p{L})|但是?|然而|可是) ?/giu
/** That a call goes well, as people say it in front of such a turn. */
const well =
  /\b(?:fine|ok(?:ay)?|well|correctly|properly|success(?:ful(?:ly)?)?|works?|worked|succeed(?:s|ed)?|funktioniert|geht|klappt|fonctionne|marche|funciona)\b|работает|正常|成功|没问题/iu
const notWell =
  /\b(?:not|never|fails?|failed|errors?|nicht|kein|pas|no|não)\b|n['’]t\b|(?<!\p{L})не(?!\p{L})|不|失败/iu
/** A word that is written as functions of Windows are. */
const functionLike = /\b[A-Z]\w{0,20}[a-z][A-Z]\w|\b[A-Z][a-z]+[A-Z]\b/
/** So much on each side of a turn belongs to it. Characters. */
const reach = 200

function saysWell(text: string): boolean {
  const end = text.slice(-reach)
  return well.test(end) && !notWell.test(end) && functionLike.test(end)
}

/** Whether a text is the first part of a contrast, and says of a call that it goes well: `I call GetCursorPos fine,`. */
export function endsWell(text: string): boolean {
  return text.endsWith(',') && saysWell(text)
}

/** Between two calls that both failed: `ClearCommError failed (6), PurgeComm failed (6)`. */
const twoFailures =
  /(?<=\b[A-Za-z]{4,40}(?:\([^()\n]{0,80}\))?:? (?:failed|fails|returned|error|gives|(?:WSA)?GetLastError(?:\(\))? ?=)\W{0,3}(?:(?:with|error|code) ){0,2}(?:0x)?[0-9a-f]{1,8}\)?|\b(?:WSA)?GetLastError(?:\(\))?=\d{1,5})[,;] (?:and )?(?=[A-Za-z]{4,40}(?:\([^()\n]{0,80}\))?:? (?:failed|fails|returned|error|gives|(?:WSA)?GetLastError))/

/** A line, or its parts where two calls failed, or where one call goes well in the first and another is spoken of in the second: `X works, but Y returns 0`. */
export function contrastsIn(line: string): readonly string[] {
  const both = line.split(twoFailures)
  if (both.length > 1) return both
  for (const { index, 0: words } of line.matchAll(turn)) {
    const before = line.slice(0, index)
    if (saysWell(before) && functionLike.test(line.slice(index, index + words.length + reach)))
      return [`${before},`, line.slice(index + 1).trimStart()]
  }
  return [line]
}
