import { lineFinder } from '../common/sources.ts'
import { caseOf } from './as-csharp.ts'
import type { PowerShellScript, ScriptText } from './texts.ts'

/** `$STARTUPINFO = struct $Module STARTUPINFO @{ … } -CharSet Unicode` of PSReflect. */
const struct =
  /\$(\w{1,60})\s*=\s*struct\s+\$\w{1,60}\s+([\w.]{1,100})\s*@\{([^}]{0,20000})\}([^\n]{0,200})/gi
/** `dwSize = field 0 UInt32 -Offset 0`. */
const field =
  /(\w{1,60})\s*=\s*field\s+(\d{1,4})\s+(\$?[\w.]{1,100}?)(\[\]|\.MakeArrayType\(\s*\)|\.MakeByRefType\(\s*\)|\.MakePointerType\(\s*\))?(?=[\s;}]|$)([^\n;]{0,200})/gi
/** `$Kind = psenum $Module Kind UInt32 @{`. */
const enumeration = /\$(\w{1,60})\s*=\s*psenum\s+\$\w{1,60}\s+([\w.]{1,100})\s+(\w{2,10})\s*@\{/gi

/** The names of the types that PSReflect makes in scripts, by the lower-case name of the variable that holds each. */
export type TypeVariables = ReadonlyMap<string, string>

/** The names of the structs and enumerations that scripts make, by variable. */
export function typeVariables(scripts: readonly PowerShellScript[]): TypeVariables {
  const found = scripts.flatMap(({ masked }) =>
    [...masked.matchAll(struct), ...masked.matchAll(enumeration)].map(
      ([, variable = '', name = '']) => [variable.toLowerCase(), lastPart(name)] as const,
    ),
  )
  return new Map(found)
}

function lastPart(name: string): string {
  return name.replace(/^.*\./, '')
}

/** Structs and enumerations that a script declares by reflection, written as C#, each field at its line. */
export function reflectedTypes(
  text: string,
  { masked }: PowerShellScript,
  variables: TypeVariables,
): ScriptText[] {
  const lineOf = lineFinder(text)
  const structs = [...masked.matchAll(struct)].map(found => {
    const [, , name = '', body = '', options = ''] = found
    const start = found.index + found[0].indexOf('@{') + 2
    const written = [`${layoutOf(options)} struct ${lastPart(name)} {`]
    for (const one of fieldsIn(body, text.slice(start, start + body.length), variables)) {
      const line = lineOf(start + one.at)
      while (lineOf(found.index) + written.length - 1 < line) written.push('')
      written[written.length - 1] += ` ${one.written}`
    }
    return { text: `${written.join('\n')} }`, line: lineOf(found.index) }
  })
  const enums = [...masked.matchAll(enumeration)].map(({ 2: name = '', 3: base = '', index }) => ({
    text: `enum ${lastPart(name)} : ${caseOf(base)} { }`,
    line: lineOf(index),
  }))
  return [...structs, ...enums]
}

function layoutOf(options: string): string {
  const charSet = /-CharSet\s+(\w+)/i.exec(options)?.[1]
  const pack = /-PackingSize\s+(?:Size)?(\d+)/i.exec(options)?.[1]
  return `[StructLayout(${[
    `LayoutKind.${/-ExplicitLayout\b/i.test(options) ? 'Explicit' : 'Sequential'}`,
    charSet !== undefined && `CharSet = CharSet.${charSet}`,
    pack !== undefined && `Pack = ${pack}`,
  ]
    .filter(Boolean)
    .join(', ')})]`
}

interface WrittenField {
  readonly at: number
  readonly written: string
}

/** The fields in the order of their numbers. */
function fieldsIn(masked: string, text: string, variables: TypeVariables): WrittenField[] {
  return [...masked.matchAll(field)]
    .map(({ 0: whole, 1: name = '', 2: order = '0', 3: type = '', 4: made = '', index }) => {
      const said = text.slice(index, index + whole.length)
      const offset = /-Offset\s+(\d+)/i.exec(said)?.[1]
      const [, marshal, size] =
        /-MarshalAs\s+@\(\s*["']?(\w+)["']?\s*(?:,\s*(\w+)\s*)?\)/i.exec(said) ?? []
      const attributes = [
        offset !== undefined && `[FieldOffset(${offset})]`,
        marshal !== undefined &&
          `[MarshalAs(UnmanagedType.${marshal}${size === undefined ? '' : `, SizeConst = ${size}`})]`,
      ].filter(Boolean)
      const written = `${attributes.join(' ')} public ${typeOf(type, made, variables)} ${name};`
      return { at: index, order: Number(order), written }
    })
    .sort((left, right) => left.order - right.order)
}

function typeOf(type: string, made: string, variables: TypeVariables): string {
  if (/MakeByRef|MakePointer/i.test(made)) return 'IntPtr'
  const bare = type.startsWith('$')
    ? (variables.get(type.slice(1).toLowerCase()) ?? 'Unread')
    : ({ string: 'string', byte: 'byte', char: 'char', bool: 'bool' }[type.toLowerCase()] ??
      caseOf(type))
  return made === '' ? bare : `${bare}[]`
}
