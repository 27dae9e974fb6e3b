import type { NotFollowed } from '../../reading.ts'
import { matchBrackets } from '../common/blanks.ts'
import { lineFinder } from '../common/sources.ts'
import { importText } from './as-csharp.ts'
import type { PowerShellScript, ScriptText } from './texts.ts'

interface PInvokeMethods {
  readonly texts: readonly ScriptText[]
  readonly computed: readonly Omit<NotFollowed, 'file'>[]
}

/**
 * Methods that a script emits, written as C#: `$type.DefinePInvokeMethod('CloseHandle', 'kernel32.dll', …)`
 * (https://learn.microsoft.com/en-us/dotnet/api/system.reflection.emit.typebuilder.definepinvokemethod).
 */
export function pinvokeMethods(
  { masked, texts }: PowerShellScript,
  variables: ReadonlyMap<string, string>,
): PInvokeMethods {
  const lineOf = lineFinder(masked)
  const closing = matchBrackets(masked, '(', ')')
  const made: ScriptText[] = []
  const computed: Omit<NotFollowed, 'file'>[] = []
  const literals = new Map(texts.map(one => [one.from, one.text]))
  for (const { index, 0: said } of masked.matchAll(/\.\s*DefinePInvokeMethod\s*\(/gi)) {
    const opens = index + said.length - 1
    const args = argumentsIn(masked, opens + 1, closing.get(opens) ?? opens)
    const literal = (at: number): string | undefined => {
      const [from = 0, to = 0] = args[at] ?? []
      for (let place = from; place < to; place += 1)
        if (literals.has(place)) return literals.get(place)
      return undefined
    }
    const slice = (at: number): string => masked.slice(...(args[at] ?? [0, 0]))
    // With an entry point of its own there is one more.
    const more = args.length === 9 ? 1 : 0
    const [name, library] = [literal(more === 1 ? 2 : 0), literal(1)]
    const types = /@\(([^]*)\)\s*$/.exec(slice(5 + more))?.[1]
    const options = `${literal(7 + more) ?? slice(7 + more)} ${literal(6 + more) ?? slice(6 + more)} -exact`
    const text =
      name !== undefined && library !== undefined && types !== undefined
        ? importText(library, name, [slice(4 + more), types, options], variables)
        : undefined
    const line = lineOf(index)
    if (text === undefined)
      computed.push({ line, why: 'what DefinePInvokeMethod is given is not literal' })
    else made.push({ text, line })
  }
  return { texts: made, computed }
}

/** Where the arguments between two places begin and end. */
function argumentsIn(masked: string, from: number, to: number): [number, number][] {
  const made: [number, number][] = []
  let [depth, start] = [0, from]
  for (let at = from; at < to && made.length < 20; at += 1) {
    const char = masked[at] ?? ''
    if ('([{'.includes(char)) depth += 1
    else if (')]}'.includes(char)) depth -= 1
    else if (char === ',' && depth === 0) {
      made.push([start, at])
      start = at + 1
    }
  }
  return [...made, [start, to]]
}
