/** Maximum length of a shown text; a longer one is truncated, and its length is shown. Characters. */
const longest = 2000

/** Control, format (direction marks, zero-width), separator, private and lone surrogate characters. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\p{Noncharacter_Code_Point}]/u
const invisibles = new RegExp(invisible, 'gu')
/**
 * `::name` at the beginning of a line and `##[name]` anywhere are commands in a GitHub log:
 * https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 * Between two names, `[Console]::ReadKey` or `std::process::Command`, `::` begins no line: lines are broken at blanks alone.
 */
const command = /(?<![\p{L}\p{N}_)\]>])::|::(?![\p{L}_~<])|##\[/u
const needsEscape = new RegExp(`${invisible.source}|${command.source}`, 'u')

function show(character: string): string {
  return /\s/.test(character) && !/[\u2028\u2029\ufeff]/.test(character)
    ? ' '
    : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
}

/** A hash that distinguishes truncated texts (FNV-1a). */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return (hash >>> 0).toString(16)
}

/**
 * Escapes untrusted text so that it is safe to show: one line, no control or direction characters (shown as
 * `\u{…}`), no workflow commands, at most 2,000 characters. Characters that are special in a format are escaped by
 * that format.
 */
export function escapeText(text: string): string {
  const cut =
    text.length > longest
      ? `${text.slice(0, longest)}… (${text.length} characters, ${fingerprint(text)})`
      : text
  if (!needsEscape.test(cut)) return cut
  return cut
    .replace(invisibles, show)
    .replace(/:(?=:)/g, ': ')
    .replaceAll('##[', '## [')
}

function escapeArray(values: readonly unknown[], seen: Map<string, string>): readonly unknown[] {
  let escaped: unknown[] | undefined
  for (const [index, value] of values.entries()) {
    const own = escapeValue(value, seen)
    if (own !== value) (escaped ??= [...values])[index] = own
  }
  return escaped ?? values
}

function escapeObject(value: object, seen: Map<string, string>): object {
  let changed = false
  const escaped: [string, unknown][] = []
  for (const [key, inner] of Object.entries(value)) {
    const own = [escapeCached(key, seen), escapeValue(inner, seen)] as [string, unknown]
    changed ||= own[0] !== key || own[1] !== inner
    escaped.push(own)
  }
  return changed ? Object.fromEntries(escaped) : value
}

function escapeCached(text: string, seen: Map<string, string>): string {
  const known = seen.get(text)
  if (known !== undefined) return known
  const escaped = escapeText(text)
  seen.set(text, escaped)
  return escaped
}

function escapeValue(value: unknown, seen: Map<string, string>): unknown {
  if (typeof value === 'string') return escapeCached(value, seen)
  if (Array.isArray(value)) return escapeArray(value, seen)
  return typeof value === 'object' && value !== null ? escapeObject(value, seen) : value
}

/** A copy of plain data with every text in it escaped. Values that need no change are not copied. */
export function escapeTexts<T>(value: T): T {
  return escapeValue(value, new Map()) as T
}
