import {
  parseJavaScript,
  childrenOf,
  lineOf,
  nameOf,
  part,
  parts,
  type JavaScriptNode,
} from '../../declare/readers/koffi/syntax.ts'
import type { Finding } from '../finding.ts'
import { editOf, type Edit } from './edit.ts'

/** What a finding in a JavaScript file is mended by, where the type is a text literal of koffi; undefined where not. */
export function editJavaScript(
  lines: readonly string[],
  { line = 0, function: name, struct, position, declared, fix }: Finding,
  index: number | undefined,
): Edit | undefined {
  // Types are stripped by others; TypeScript that is no JavaScript has no tree here, and is left alone.
  const program = parseJavaScript(lines.join('\n'))
  const pending = program ? [program] : []
  for (let node = pending.pop(); node; node = pending.pop()) {
    pending.push(...childrenOf(node))
    if ((node.loc?.start.line ?? 0) > line || (node.loc?.end.line ?? 0) < line) continue
    const literal =
      name !== undefined
        ? typeOfCall(node, name, position, index)
        : typeOfName(node, struct ?? '', position, line)
    // A table may hold something else in that place, such as the library. Fields are not spelled as they are written.
    const isType = struct !== undefined || literal?.['value'] === declared.type
    const edit = literal && isType ? replace(lines, literal, fix) : undefined
    if (edit) return edit
  }
  return undefined
}

/** `func(convention?, 'Name', result, [parameters])`, and a row of a table `Name: [result, [parameters]]`. */
function typeOfCall(
  node: JavaScriptNode,
  name: string,
  position: string,
  index: number | undefined,
): JavaScriptNode | undefined {
  const isCall = node.type === 'CallExpression'
  const isRow = /^(Property|PropertyDefinition)$/.test(node.type)
  if (!isCall && !isRow) return undefined
  const given = isCall ? parts(node, 'arguments') : parts(part(node, 'value'), 'elements')
  const at = isCall ? given.findIndex(one => one['value'] === name) + 1 : 0
  if ((isCall && at === 0) || (isRow && nameOf(part(node, 'key')) !== name)) return undefined
  const list = given[at + 1]
  if (list?.type !== 'ArrayExpression') return undefined
  if (position === 'return') return given[at]
  return index === undefined ? undefined : parts(list, 'elements')[index]
}

/** A field `name: 'type'`, and `alias('NAME', 'type')` or `const NAME = 'type'`. */
function typeOfName(
  node: JavaScriptNode,
  name: string,
  position: string,
  line: number,
): JavaScriptNode | undefined {
  if (position !== 'alias')
    return node.type === 'Property' &&
      lineOf(node) === line &&
      nameOf(part(node, 'key')) === position
      ? part(node, 'value')
      : undefined
  if (node.type === 'VariableDeclarator' && nameOf(part(node, 'id')) === name)
    return part(node, 'init')
  const [first, second] = parts(node, 'arguments')
  return node.type === 'CallExpression' && first?.['value'] === name ? second : undefined
}

function replace(
  lines: readonly string[],
  { type, loc, start, end, value }: JavaScriptNode,
  fix: string,
): Edit | undefined {
  if (type !== 'Literal' || typeof value !== 'string' || !loc || !/^[\w *]+$/.test(fix))
    return undefined
  // A direction before the type says that the program takes what is written there; that is not written anew.
  if (loc.start.line !== loc.end.line || value.startsWith('_')) return undefined
  const source = lines[loc.start.line - 1] ?? ''
  const old = source.slice(loc.start.column, loc.start.column + end - start)
  const quote = old[0] ?? "'"
  return editOf(lines, {
    line: loc.start.line,
    column: loc.start.column + 1,
    old,
    text: `${quote}${fix}${quote}`,
  })
}
