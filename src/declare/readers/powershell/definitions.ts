import type { NotFollowed } from '../../reading.ts'
import { lineFinder } from '../common/sources.ts'
import type { Literal, PowerShellScript, ScriptText } from './texts.ts'

interface Definitions {
  /** The texts of a script as PowerShell reads them, with what their variables hold. */
  readonly texts: readonly ScriptText[]
  /** What is computed of the C# that the script compiles. */
  readonly computed: readonly Omit<NotFollowed, 'file'>[]
}

/** The options and commands that are given C#. */
const given =
  /\b(?:Add-Type\b(?:[^\n|;`]|`\r?\n){0,300}?\s-[MT]\w{1,20}\s|Add-Type\s+(?![-@\s])|(?:Member|Type)Definition\s*=)/gi
const imports = /\b(DllImport|LibraryImport|StructLayout)\b/

/** Reads the texts of a script, and finds the C# that is computed, so that it was not read. */
export function definitions(text: string, script: PowerShellScript): Definitions {
  const { texts, masked } = script
  const lineOf = lineFinder(text)
  const computed: Omit<NotFollowed, 'file'>[] = []
  const variables = variablesIn(text, script)
  const byStart = new Map(texts.map(one => [one.from, one]))
  const expanded = texts.map(one => {
    if (!imports.test(one.text)) return one
    const made = expand(one, variables)
    computed.push(...made.computed)
    return { text: made.text, line: one.line }
  })
  for (const { index, 0: said } of masked.matchAll(given)) {
    const at = behind(text, index + said.trimEnd().length)
    const why = whyComputed(text, at, { byStart, masked, variables })
    if (why !== undefined) computed.push({ line: lineOf(index), why })
  }
  for (const { index, 0: said } of masked.matchAll(
    /\bAdd-Type\b[^\n|;]{0,300}?-(?:Literal)?Path\s+/gi,
  ))
    if (/^[^\n|;]{0,200}\.cs\b/i.test(text.slice(index + said.length)))
      computed.push({
        line: lineOf(index),
        why: 'the C# is in a file of its own, which Add-Type reads',
      })
  return { texts: expanded, computed }
}

/** Why the C# at a place is not what stands there; undefined where it is a text, or a variable that holds one. */
function whyComputed(
  text: string,
  at: number,
  {
    byStart,
    masked,
    variables,
  }: {
    readonly byStart: ReadonlyMap<number, Literal>
    readonly masked: string
    readonly variables: ReadonlyMap<string, Literal | undefined>
  },
): string | undefined {
  const literal = byStart.get(at)
  if (literal)
    return /^[ \t]*(\+|-f\b|-replace\b)/i.test(masked.slice(literal.to, literal.to + 40))
      ? 'the C# of Add-Type is computed from a text'
      : undefined
  const variable = /^\$\{?(?:\w+:)?(\w{1,60})\}?(?![\w.[])/.exec(text.slice(at, at + 100))?.[1]
  return variable !== undefined && variables.get(variable.toLowerCase())
    ? undefined
    : 'the C# of Add-Type is not literal'
}

/** Variables that are set to one text alone, by name in lower case; undefined for those that are set to something else, too. */
function variablesIn(
  text: string,
  { masked, texts }: PowerShellScript,
): ReadonlyMap<string, Literal | undefined> {
  const byStart = new Map(texts.map(one => [one.from, one]))
  const variables = new Map<string, Literal | undefined>()
  for (const { index, 0: said, 1: name = '' } of masked.matchAll(
    /\$(?:(?:script|global|local|private):)?(\w{1,60})[ \t]*\+?=(?!=)[ \t]*/gi,
  )) {
    const literal = byStart.get(behind(text, index + said.trimEnd().length))
    const isWhole =
      literal !== undefined &&
      !said.includes('+') &&
      /^[ \t]*(\r?\n|;|\)|$)/.test(masked.slice(literal.to, literal.to + 200))
    const key = name.toLowerCase()
    variables.set(key, isWhole && !variables.has(key) ? literal : undefined)
  }
  return variables
}

/** Where what is written behind a place begins; a masked text has blanks for it. */
function behind(text: string, at: number): number {
  return at + (/^\s*/.exec(text.slice(at, at + 200))?.[0].length ?? 0)
}

/**
 * A text in double quotes with its variables and escapes
 * (https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.core/about/about_quoting_rules). What is not known stands there as a type without a
 * name, or as it was within a text of C#.
 */
function expand(
  { text, line, isExpanded }: Literal,
  variables: ReadonlyMap<string, Literal | undefined>,
): Pick<Definitions, 'computed'> & { readonly text: string } {
  if (!isExpanded) return { text, computed: [] }
  const computed = new Map<string, Omit<NotFollowed, 'file'>>()
  const lineOf = lineFinder(text)
  const made: string[] = []
  let at = 0
  for (const { index, 0: said, 1: escaped, 2: name = '' } of text.matchAll(inTexts)) {
    made.push(text.slice(at, index))
    at = index + said.length
    const value = variables.get(name.toLowerCase())
    if (escaped !== undefined) made.push(/^[nrt]$/.test(escaped) ? ' ' : escaped)
    else if (value) made.push(value.text)
    else {
      const place = { line: line + lineOf(index) - 1, why: `${said} in the C# is not literal` }
      computed.set(`${place.line} ${place.why}`, place)
      made.push(insteadOf(said, text, index))
    }
  }
  made.push(text.slice(at))
  return { text: made.join(''), computed: [...computed.values()] }
}

/** An escape, an expression, a variable. */
const inTexts = /`(\r?\n|[\s\S])|\$\([^()\n]{0,200}\)|\$\{?(?:\w+:)?(\w{1,60})\}?/g

/** What stands for something unknown: itself within a text of C#, nothing on a line of its own, else a type. */
function insteadOf(said: string, text: string, at: number): string {
  const before =
    text
      .slice(Math.max(0, at - 500), at)
      .split('\n')
      .at(-1) ?? ''
  const next = text.slice(at + said.length, at + said.length + 200).split('\n')[0] ?? ''
  if ((before.match(/"/g) ?? []).length % 2 === 1) return said
  return before.trim() === '' && /^\s*;?\s*$/.test(next) ? '' : 'Computed'
}
