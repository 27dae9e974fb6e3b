import type { AutoHotkeyScript } from './calls.ts'
import { textOf, type TextNames } from './evaluate.ts'

const assignment = /(?<![\w.%])([A-Za-z_]\w{0,60})[ \t]*(?::=|\.=|\+=)[ \t]*/g
/** A script with more of them was generated. */
const mostNames = 2000

/**
 * The names of a script that are set once, to a text or to what GetProcAddress finds, of which this is the name of the
 * export. A name that is a parameter of a function, too, has other values.
 */
export function textNames(
  text: string,
  { masked, calls }: Pick<AutoHotkeyScript, 'masked' | 'calls'>,
): TextNames {
  const found = new Map<string, string | undefined>()
  const exported = new Map(
    calls.flatMap(({ name, args, start }) =>
      name === 'dllcall' && /\bGetProcAddress\b/i.test(args[0] ?? '')
        ? [[start, textOf(args.at(-2) ?? '', 8)] as const]
        : [],
    ),
  )
  for (const { 0: whole, 1: name = '', index } of masked.matchAll(assignment)) {
    if (found.size > mostNames) break
    const key = name.toLowerCase()
    const from = index + whole.length
    const line = text.slice(from, from + 200).split('\n')[0] ?? ''
    const literal = /^("[^"`]*"|'[^'`]*')\s*(?:$|;|,\s*\w+\s*:=)/.exec(line)?.[1]
    const said = exported.has(from) ? exported.get(from) : literal?.slice(1, -1)
    const isSame = !found.has(key) || found.get(key) === said
    found.set(key, isSame && whole.includes(':=') ? said : undefined)
  }
  const parameters = parametersIn(masked)
  return new Map(
    [...found].flatMap(([name, said]) =>
      said === undefined || parameters.has(name) ? [] : [[name, said] as const],
    ),
  )
}

/** In lower case: what functions take, what loops set, and what is passed by reference. */
function parametersIn(masked: string): ReadonlySet<string> {
  const heads = [
    ...masked.matchAll(/\w+\(([^()\n]{0,400})\)\s*(?:\{|=>)/g),
    ...masked.matchAll(/\bfor\s+([\w\s,]{1,100}?)\s+in\b/gi),
    ...masked.matchAll(/&\s*([A-Za-z_]\w{0,60})/g),
  ]
  return new Set(heads.flatMap(([, list = '']) => list.toLowerCase().match(/[a-z_]\w*/g) ?? []))
}
