import type { Tree, TreeCursor } from 'web-tree-sitter'

/**
 * A node of a Python program, copied out of the parser's memory: the program is looked at once for each width of a
 * pointer, and each look into that memory costs as much as a hundred looks into this copy. Comments are left out.
 */
export class PythonNode {
  readonly type: string
  readonly startIndex: number
  readonly endIndex: number
  /** Named nodes below, in order. */
  readonly children: PythonNode[] = []
  /** What is written between the named nodes where it decides something: the operator. */
  operator = ''
  /** Lines count from 1. */
  readonly line: number
  private readonly source: string
  private readonly fields: string[] = []

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
    this.children.push(child)
    this.fields.push(field ?? '')
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
  const root = copyNode(cursor, source, 0)
  cursor.delete()
  return root
}

const deepest = 800

function copyNode(cursor: TreeCursor, source: string, depth: number): PythonNode {
  const { row } = cursor.startPosition
  const node = new PythonNode(cursor.nodeType, cursor.startIndex, cursor.endIndex, row + 1, source)
  if (depth > deepest || !cursor.gotoFirstChild()) return node
  do {
    if (!cursor.nodeIsNamed) {
      if (/^operators?$/.test(cursor.currentFieldName ?? '') && node.operator === '')
        node.operator = source.slice(cursor.startIndex, cursor.endIndex)
    } else if (cursor.nodeType !== 'comment' && cursor.nodeType !== 'line_continuation')
      node.add(copyNode(cursor, source, depth + 1), cursor.currentFieldName)
  } while (cursor.gotoNextSibling())
  cursor.gotoParent()
  return node
}
