/** Texts that would be interpreted in one of the formats if they were not escaped. */
export const hostileTexts: Readonly<Record<string, string>> = {
  html: `</script><script>alert(1)</script><img src=x onerror=alert(1)>" onmouseover="alert(1) ' autofocus onfocus='alert(1)<!--`,
  markdown:
    '[a](javascript:alert(1)) ![i](http://evil.example/y.png) **b** `c` | d | <b>e</b>\n# heading\n- item\n\n| a | b |\n| - | - |\n@someone #1 https://evil.example www.evil.example ~~s~~ $x$ <http://evil.example>',
  terminal: '\u001b[31mred\u001b]0;title\u0007\u009b2J\r\b',
  workflow: '::error::boom\n::set-output name=x::y\n  ::warning::z\n##[error]boom\r\n%0A::error::x',
  direction: 'abc\u202Edef\u2066ghi\u200B\u2028\u2029\uFEFF\uFFFE\u{E0041}\uD800',
  tap: '\nnot ok 1 - x\n  ---\n  a: b\n  ...\n1..0 # SKIP\nBail out! # TODO x \\# y',
  xml: ']]>&lt;!--<x/><![CDATA[\u0000\u0001]]><?x?>&#0;',
  prototype: '__proto__',
  empty: '',
  long: 'A'.repeat(1024 * 1024),
}

/** All of them in one text, except the long one. */
export const allHostile = Object.entries(hostileTexts)
  .filter(([name]) => name !== 'long')
  .map(([, text]) => text)
  .join(' ')

/** Their names, in groups that a name has room for. One that acts only at the beginning, or alone, stands so. */
export const shortHostile = [
  ['html'],
  ['markdown'],
  ['workflow', 'terminal', 'direction'],
  ['tap', 'xml'],
  ['prototype'],
] as const

/** The place of a value inside data. */
export type Path = readonly (string | number)[]

/** All texts of plain data with their places. */
export function textsOf(
  value: unknown,
  path: Path = [],
): { readonly path: Path; readonly text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    textsOf(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  )
}

/** The pattern of a place: `results[].cells[].outcome.message`. */
export function patternOf(path: Path): string {
  return path
    .map(part => (typeof part === 'number' ? '[]' : `.${part}`))
    .join('')
    .slice(1)
}

/** A copy of plain data with its texts replaced. */
export function mapTexts(
  value: unknown,
  change: (text: string, path: Path) => string,
  path: Path = [],
): unknown {
  if (typeof value === 'string') return change(value, path)
  if (Array.isArray(value))
    return value.map((inner: unknown, index) => mapTexts(inner, change, [...path, index]))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, mapTexts(inner, change, [...path, key])]),
  )
}
