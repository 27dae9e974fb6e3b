import { lineFinder } from '../common/sources.ts'
import type { PowerShellScript, ScriptText } from './texts.ts'

/** C# that a script gives to Add-Type. */
export function embedded(texts: readonly ScriptText[]): ScriptText[] {
  return texts
    .filter(({ text }) => /\b(DllImport|LibraryImport|StructLayout)\b/.test(text))
    .map(({ text, line }) => ({ text: isMembers(text) ? `class Members {${text}\n}` : text, line }))
}

/** Whether a text holds members of a type (`-MemberDefinition`) and not types. */
function isMembers(text: string): boolean {
  const first = text.search(/\[\s*(DllImport|LibraryImport)\b/)
  const before = first < 0 ? '' : text.slice(0, first)
  const depth = before.split('{').length - before.split('}').length
  return first >= 0 && depth === 0
}

/** More was made by a program. */
const mostTypes = 60

const type = String.raw`\(?\s*\[[\w.[\]]+\](?:\s*\.\s*MakeByRefType\(\s*\))?\s*\)?`
const list = String.raw`@\(\s*((?:MakeByRefType\(\s*\)|\(\s*\[[\w.]+\]\s*\)|[^()]){0,4000}?)\)`
/** `func kernel32 CloseHandle ([Bool]) @([IntPtr])` of PSReflect. */
const func = new RegExp(
  String.raw`\(\s*func\s+([\w.]+)\s+(\w+)\s+(${type})(?:\s*${list})?([^\n)]{0,200})\)`,
  'gi',
)
/** `$CloseHandleDelegate = Get-DelegateType @([IntPtr]) ([Bool])`. */
const delegate = new RegExp(String.raw`\$(\w+)\s*=\s*Get-DelegateType\s+${list}\s*(${type})?`, 'gi')
const address = /\$(\w+)\s*=\s*Get-ProcAddress\s+([\w.]+)\s+(\w+)/gi
const bound = /GetDelegateForFunctionPointer\(\s*\$(\w+)\s*,\s*\$(\w+)/gi

/** Functions that a script declares by reflection, written as C#. */
export function reflected(
  { masked }: PowerShellScript,
  variables: ReadonlyMap<string, string>,
): ScriptText[] {
  const lineOf = lineFinder(masked)
  const written: ScriptText[] = []
  const add = (
    index: number,
    library: string,
    name: string,
    result: string,
    types: string,
    more: string,
  ): void => {
    const text = importText(library, name, [result, types, more], variables)
    if (text !== undefined) written.push({ text, line: lineOf(index) })
  }
  for (const found of masked.matchAll(func)) {
    const [, library = '', name = '', result = '', types = '', more = ''] = found
    add(found.index, library, name, result, types, more)
  }
  const addresses = new Map(
    [...masked.matchAll(address)].map(
      ([, variable = '', library = '', name = '']) =>
        [variable.toLowerCase(), { library, name }] as const,
    ),
  )
  const delegates = new Map(
    [...masked.matchAll(delegate)].map(
      ({ 1: variable = '', 2: types = '', 3: result, index }) =>
        [variable.toLowerCase(), { types, result: result ?? '[Void]', index }] as const,
    ),
  )
  for (const [, at = '', made = ''] of masked.matchAll(bound)) {
    const [target, declared] = [addresses.get(at.toLowerCase()), delegates.get(made.toLowerCase())]
    if (target && declared)
      add(declared.index, target.library, target.name, declared.result, declared.types, '-exact')
  }
  return written
}

/** An import with the types that a script says, written as C#. */
export function importText(
  library: string,
  name: string,
  [result, types, more]: readonly [result: string, types: string, more: string],
  variables: ReadonlyMap<string, string>,
): string | undefined {
  const parameters = types
    // In an array each line is an element of its own, with a comma or without.
    .split(/,|\n(?=\s*\(?\s*[[$])/)
    .map(one => one.trim())
    .filter(one => one !== '')
  if (parameters.length > mostTypes) return undefined
  const written = parameters.map((one, index) => `${csharpOf(one, variables)} arg${index}`)
  const options = [
    // PSReflect takes Auto where nothing is said.
    !/ansi|-exact/i.test(more) && 'CharSet = CharSet.Auto',
    /-exact/i.test(more) && 'ExactSpelling = true',
    /cdecl/i.test(more) && 'CallingConvention = CallingConvention.Cdecl',
  ].filter(Boolean)
  return `class Reflected { [DllImport(${[`"${library}"`, ...options].join(', ')})] static extern ${csharpOf(result, variables)} ${name}(${written.join(', ')}); }`
}

/** `[UInt32].MakeByRefType()` is `ref UInt32`; a variable may hold a type that the scripts make. */
function csharpOf(spelled: string, variables: ReadonlyMap<string, string>): string {
  const variable = /\$(\w+)/.exec(spelled)?.[1]?.toLowerCase() ?? ''
  const name = /\[([\w.]+(?:\[\])?)\]/.exec(spelled)?.[1] ?? variables.get(variable) ?? 'Unread'
  const plain =
    { bool: 'bool', string: 'string', void: 'void', int: 'int', byte: 'byte', char: 'char' }[
      name.toLowerCase()
    ] ?? caseOf(name)
  return /MakeByRefType/i.test(spelled) ? `ref ${plain}` : plain
}

/** PowerShell does not look at case, C# does. */
export function caseOf(name: string): string {
  const bare = name.replace(/^System\./i, '')
  return (
    [
      'IntPtr',
      'UIntPtr',
      'UInt32',
      'Int32',
      'UInt16',
      'Int16',
      'UInt64',
      'Int64',
      'Byte[]',
      'Char[]',
      'IntPtr[]',
      'UInt32[]',
      'String',
      'Guid',
      'Boolean',
    ].find(one => one.toLowerCase() === bare.toLowerCase()) ?? bare.replace(/^int\[\]$/i, 'int[]')
  )
}
