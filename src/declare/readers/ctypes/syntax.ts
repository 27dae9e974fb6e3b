import type { Tree, TreeCursor } from 'web-tree-sitter'

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
  private readonly source: string
  private fields: readonly string[] = none

  constructor(type: string, startIndex: number, endIndex: number, line: number, source: string) {
    this.type = type
    this.startIndex = startIndex
    this.endIndex = endIndex
    this.line = line
    this.source = source
  }

  get text(): string {
    return this.source.slice(this.startIndex, this.endIndex)
  }

  add(child: PythonNode, field: string | null): void {
    // Most nodes have nothing below them, and share one list.
    if (this.children === none) [this.children, this.fields] = [[], []]
    ;(this.children as PythonNode[]).push(child)
    ;(this.fields as string[]).push(field ?? '')
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

/** Copies a tree. Deep programs are cut at `deepest`: nobody declares anything down there. */
export function copyTree(tree: Tree, source: string): PythonNode {
  const cursor = tree.walk()
  const root = copyNode(cursor, { source, lineOf: lineCounter(source) }, 0)
  cursor.delete()
  return root
}

const deepest = 800

interface Text {
  readonly source: string
  lineOf(index: number): number
}

/** The line of a place, for places that come in their order: asking the parser costs more. */
function lineCounter(source: string): Text['lineOf'] {
  let [line, end] = [1, source.indexOf('\n')]
  return index => {
    for (; end >= 0 && end < index; end = source.indexOf('\n', end + 1)) line += 1
    return line
  }
}

function copyNode(cursor: TreeCursor, text: Text, depth: number): PythonNode {
  const { source } = text
  const start = cursor.startIndex
  const node = new PythonNode(cursor.nodeType, start, cursor.endIndex, text.lineOf(start), source)
  if (depth > deepest || !cursor.gotoFirstChild()) return node
  do {
    if (!cursor.nodeIsNamed) {
      if (/^operators?$/.test(cursor.currentFieldName ?? '') && node.operator === '')
        node.operator = source.slice(cursor.startIndex, cursor.endIndex)
    } else if (cursor.nodeType !== 'comment' && cursor.nodeType !== 'line_continuation')
      node.add(copyNode(cursor, text, depth + 1), cursor.currentFieldName)
  } while (cursor.gotoNextSibling())
  cursor.gotoParent()
  return node
}
