import type { NotFollowed } from '../../reading.ts'
import { openWidthTable } from '../../widths/table.ts'
import { blankOut, likeC } from '../common/blanks.ts'
import { exportOf, scalar, type SourceFunction, type TypeOn } from '../common/program.ts'
import { lineFinder, type Source } from '../common/sources.ts'

interface Invoked {
  readonly functions: readonly SourceFunction[]
  readonly notFollowed: readonly NotFollowed[]
}

/** `Function.getFunction("kernel32", "CreateFileW")`, `library.getFunction("CreateFileW")`. */
const lookUp = /(?<![\w.])((?:[\w.]|\([^()\n]{0,100}\)){1,200})\.\s*getFunction\s*\(/g
const results: Readonly<Record<string, string>> = {
  Int: 'int',
  Long: 'long',
  Pointer: 'Pointer',
  String: 'String',
  Float: 'float',
  Double: 'double',
  Void: 'void',
}

/**
 * Functions of a Java file that are called by their name (com.sun.jna.Function): the method says what they return, and
 * the arguments are objects, whose types are not declared.
 */
export function invokedFunctions(
  { file, text }: Source,
  typeOf: (type: string) => TypeOn,
): Invoked {
  const masked = blankOut(text, likeC)
  const lineOf = lineFinder(text)
  const functions: SourceFunction[] = []
  const notFollowed: NotFollowed[] = []
  for (const { index, 0: whole, 1: owner = '' } of masked.matchAll(lookUp)) {
    const from = index + whole.length
    const end = masked.indexOf(')', from)
    const name = nameIn(text.slice(from, end), owner, text)
    const place = { file, line: lineOf(index) }
    if (name === undefined) {
      notFollowed.push({
        ...place,
        why: 'the name of the function that is looked up is not literal',
      })
      continue
    }
    for (const { result, at } of invocations(masked, index, end + 1)) {
      const here = { file, line: lineOf(at) }
      if (result === undefined)
        notFollowed.push({ ...here, why: `${name}: what it returns is not literal` })
      else functions.push(functionOf(name, typeOf(result), here))
    }
  }
  return { functions, notFollowed }
}

/** The name of the export among the arguments of a look-up; it may be a constant of the file. */
function nameIn(list: string, owner: string, text: string): string | undefined {
  const args = list.split(',').map(one => one.trim())
  const said = (/(^|\.)Function$/.test(owner) ? args[1] : args[0]) ?? ''
  const constant = /^[\w.]{1,80}$/.test(said) ? (said.split('.').at(-1) ?? '') : undefined
  const value =
    constant === undefined
      ? said
      : (new RegExp(`\\bString\\s+${constant}\\s*=\\s*("\\w{1,100}")\\s*;`).exec(text)?.[1] ?? '')
  return /^"(\w{1,100})"$/.exec(value)?.[1]
}

/** Calls of a function that was looked up: on the look-up itself, or on the variable that holds it. */
function invocations(
  masked: string,
  from: number,
  behind: number,
): { readonly result: string | undefined; readonly at: number }[] {
  const call = String.raw`\s*\.\s*invoke(\w*)\s*\(\s*(?:([\w.]+)\.class)?`
  const direct = new RegExp(`^${call}`).exec(masked.slice(behind, behind + 300))
  if (direct) return [{ result: resultOf(direct), at: from }]
  const variable = /([A-Za-z_]\w{0,60})\s*=\s*$/.exec(
    masked.slice(Math.max(0, from - 100), from),
  )?.[1]
  if (variable === undefined) return []
  return [...masked.matchAll(new RegExp(`(?<![\\w.])${variable}${call}`, 'g'))]
    .slice(0, 50)
    .map(found => ({ result: resultOf(found), at: found.index }))
}

/** What `invokeInt(…)` or `invoke(Boolean.class, …)` returns. */
function resultOf([, method = '', type]: RegExpExecArray): string | undefined {
  if (method !== '') return results[method]
  const simple = type?.split('.').at(-1)
  return simple === undefined
    ? 'void'
    : ({ Boolean: 'boolean', Integer: 'int', Long: 'long' }[simple] ?? simple)
}

function functionOf(
  called: string,
  result: TypeOn,
  place: SourceFunction['place'],
): SourceFunction {
  const name = exportOf(called, 'W')
  const count = openWidthTable().function(name, 'x64')?.parameters.length ?? 0
  const argument: TypeOn = pointerBytes => ({
    ...scalar('Object', 'pointer', pointerBytes),
    kind: 'unknown',
  })
  return { name, place, result, parameters: Array.from({ length: count }, () => argument) }
}
