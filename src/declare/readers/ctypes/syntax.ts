import type { Language, Tree, TreeCursor } from 'web-tree-sitter'

const none: readonly never[] = []

/**
 * A node of a Python program, copied out of the parser's memory: the program is looked at once for each width of a
 * pointer, and each look into that memory costs as much as a hundred looks into this copy. Comments are left out.
 */
export class PythonNode {
  readonly type: string
  readonly startIndex: number
  readonly endIndex: number
  /** Named nodes below, in order. */
  children: readonly PythonNode[] = none
  /** What is written between the named nodes where it decides something: the operator. */
  operator = ''
  /** Lines count from 1. */
  readonly line: number
  private readonly source: SourceText
  private ownText: string | undefined = undefined
  private fields: readonly string[] = none

  constructor(type: string, place: Place, source: SourceText) {
    this.type = type
    this.startIndex = place.startIndex
    this.endIndex = place.endIndex
    this.line = place.line
    this.source = source
  }

  get text(): string {
    return (this.ownText ??= this.source.between(this.startIndex, this.endIndex))
  }

  /** Gives it the nodes below and the role of each; '' for one without. */
  hold(children: readonly PythonNode[], fields: readonly string[]): void {
    this.children = children
    this.fields = fields
  }

  /** The node below in a role, such as `left` of an assignment. */
  field(name: string): PythonNode | undefined {
    const index = this.fields.indexOf(name)
    return index < 0 ? undefined : this.children[index]
  }

  fieldsOf(name: string): PythonNode[] {
    return this.children.filter((_, index) => this.fields[index] === name)
  }
}

interface Place {
  readonly startIndex: number
  readonly endIndex: number
  readonly line: number
}

/** Longer ones are not names. */
const longestName = 40

/** The text of a program. A name that occurs again is the same string again, whose hash is known. */
class SourceText {
  private readonly text: string
  private readonly names = new Map<string, string>()
  private end: number
  private line = 1

  constructor(text: string) {
    this.text = text
    this.end = text.indexOf('\n')
  }

  between(start: number, end: number): string {
    const text = this.text.slice(start, end)
    if (end - start > longestName) return text
    const known = this.names.get(text)
    if (known !== undefined) return known
    this.names.set(text, text)
    return text
  }

  /** The line of a place, for places that come in their order: asking the parser costs more. */
  lineOf(index: number): number {
    for (; this.end >= 0 && this.end < index; this.end = this.text.indexOf('\n', this.end + 1))
      this.line += 1
    return this.line
  }
}

/** What the grammar says of a type of nodes, by its number. */
interface NodeType {
  readonly name: string
  readonly isNamed: boolean
  /** A comment, or a line that goes on: nothing of the program. */
  readonly isLeftOut: boolean
  /** Nothing can be below it. */
  readonly isLeaf: boolean
  /** A bracket, a comma and the like: it decides nothing. */
  readonly isPunctuation: boolean
}

const errorType: NodeType = {
  name: 'ERROR',
  isNamed: true,
  isLeftOut: false,
  isLeaf: false,
  isPunctuation: false,
}

/** Copies trees of a language into nodes. Deep programs are cut at `deepest`: nobody declares anything down there. */
export function treeCopier(language: Language): (tree: Tree, source: string) => PythonNode {
  const types = language.types.map((name, id): NodeType => ({
    name: internalised(name),
    isNamed: language.nodeTypeIsNamed(id),
    isLeftOut: name === 'comment' || name === 'line_continuation',
    isLeaf: /^(identifier|integer|float|string_start|string_end|none|true|false|comment)$/.test(
      name,
    ),
    isPunctuation: /^[()[\]{},:.;=]$/.test(name),
  }))
  const fields = language.fields.map(name => internalised(name ?? ''))
  return (tree, source) => {
    const cursor = tree.walk()
    const text = new SourceText(source)
    const root = copyNode({ cursor, types, fields, text }, typeAt(cursor, types), 0)
    cursor.delete()
    return root
  }
}

/** The string as V8 keeps names of properties: two such strings are compared by their address. */
function internalised(text: string): string {
  return Object.keys({ [text]: 0 })[0] ?? text
}

const deepest = 800

interface Copy {
  readonly cursor: TreeCursor
  readonly types: readonly NodeType[]
  readonly fields: readonly string[]
  readonly text: SourceText
}

function typeAt(cursor: TreeCursor, types: readonly NodeType[]): NodeType {
  return types[cursor.nodeTypeId] ?? errorType
}

/** Each use of the cursor is a call into the parser, so what the type of a node says already is not asked again. */
function copyNode(copy: Copy, type: NodeType, depth: number): PythonNode {
  const { cursor, types, fields, text } = copy
  const { startIndex } = cursor
  const node = new PythonNode(
    type.name,
    { startIndex, endIndex: cursor.endIndex, line: text.lineOf(startIndex) },
    text,
  )
  if (type.isLeaf || depth > deepest || !cursor.gotoFirstChild()) return node
  const children: PythonNode[] = []
  const roles: string[] = []
  do {
    const below = typeAt(cursor, types)
    if (below.isPunctuation || below.isLeftOut) continue
    const role = fields[cursor.currentFieldId] ?? ''
    if (below.isNamed) {
      children.push(copyNode(copy, below, depth + 1))
      roles.push(role)
    } else if (node.operator === '' && /^operators?$/.test(role))
      node.operator = text.between(cursor.startIndex, cursor.endIndex)
  } while (cursor.gotoNextSibling())
  cursor.gotoParent()
  // Copies of the exact length: an array that has grown keeps spare room.
  if (children.length > 0)
    node.hold(children.slice(), roles.some(role => role !== '') ? roles.slice() : none)
  return node
}
