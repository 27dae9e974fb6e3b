import { join } from 'node:path'
import { Language, Parser, type Node } from 'web-tree-sitter'
import { packageFolder } from '../../../os/package-folder.ts'
import { readPacked } from '../../../os/packed-json.ts'
import { initParser, parsing } from './init-parser.ts'
import type { Source } from './sources.ts'

export type SyntaxNode = Node

const parsers = new Map<string, Promise<Parser>>()

async function makeParser(file: string): Promise<Parser> {
  await initParser()
  const wasm = readPacked(join(packageFolder, file))
  const parser = new Parser()
  parser.setLanguage(await Language.load(wasm))
  return parser
}

/**
 * A parser for a grammar that the package carries as compressed wasm; `file` is relative to the package. Loaded once.
 * Its `parse` gives the root of the tree and the line of the first error, or undefined when `deadline`, in milliseconds
 * of the monotonic clock, is over.
 */
export async function openGrammar(file: string): Promise<GrammarParser> {
  let parser = parsers.get(file)
  if (!parser) {
    parser = makeParser(file)
    parsers.set(file, parser)
  }
  const made = await parser
  return (source, deadline, use) => {
    const { text, line = 1 } = source
    return parsing(source, () => {
      const tree = made.parse(text, null, {
        progressCallback: () => performance.now() > deadline,
        includedRanges: [
          {
            startIndex: 0,
            endIndex: text.length,
            startPosition: { row: line - 1, column: 0 },
            endPosition: { row: line + text.length, column: 0 },
          },
        ],
      })
      if (!tree) {
        made.reset()
        return undefined
      }
      try {
        const { rootNode } = tree
        return use(rootNode, rootNode.hasError ? firstError(rootNode) : undefined)
      } finally {
        tree.delete()
      }
    })
  }
}

/** Parses a text whose first line has a number, and gives what `use` makes of the tree, which is gone afterwards. */
export type GrammarParser = <T>(
  source: Source,
  deadline: number,
  use: (root: SyntaxNode, firstError: number | undefined) => T,
) => T | undefined

function firstError(root: SyntaxNode): number {
  for (let node = root; ;) {
    const bad = node.children.find(child => child?.hasError || child?.isError || child?.isMissing)
    if (!bad || node.isError) return node.startPosition.row + 1
    node = bad
  }
}

/** The line of a node; lines count from 1. */
export function lineOf(node: SyntaxNode): number {
  return node.startPosition.row + 1
}

/** The named children of a node that are of one of the types. */
export function childrenOf(node: SyntaxNode, ...types: readonly string[]): SyntaxNode[] {
  return node.namedChildren.flatMap(child =>
    child && (types.length === 0 || types.includes(child.type)) ? [child] : [],
  )
}
