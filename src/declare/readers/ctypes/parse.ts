import { join } from 'node:path'
import { readBytes, UnreadableFile } from '../../../os/read-text.ts'
import { Language, Parser, type Node, type Tree } from 'web-tree-sitter'
import { packageFolder } from '../../../os/package-folder.ts'

export type SyntaxNode = Node

/** A Python file that was read, or why not: one sentence. */
export type ParsedFile =
  | {
      readonly kind: 'parsed'
      readonly file: string
      readonly tree: Tree
      readonly firstError: number | undefined
    }
  | { readonly kind: 'skipped'; readonly file: string; readonly reason: string }

/** Files above this are not read: declarations are written by hand. Bytes. */
const sizeLimit = 16 * 1024 * 1024

/** The grammar of Python out of tree-sitter-python 0.25.0, carried as a file: its package brings a native build. */
const grammar = 'src/declare/readers/ctypes/tree-sitter-python/tree-sitter-python.wasm'

let parser: Promise<Parser> | undefined

async function makeParser(): Promise<Parser> {
  await Parser.init()
  const language = await Language.load(join(packageFolder, grammar))
  const made = new Parser()
  made.setLanguage(language)
  return made
}

/** Parses a Python file until `deadline`, in milliseconds of the monotonic clock. Invalid syntax does not stop it: the parser goes on behind the error. */
export async function parsePython(
  file: string,
  deadline: number,
  limitMs: number,
): Promise<ParsedFile> {
  let source: string | undefined
  try {
    source = decodePython(readBytes(file, sizeLimit))
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    return { kind: 'skipped', file, reason: error.message }
  }
  if (source === undefined)
    return {
      kind: 'skipped',
      file,
      reason: 'it is not text in the encoding that it declares (UTF-8 where it declares none)',
    }
  parser ??= makeParser()
  const python = await parser
  const tree = python.parse(source, null, { progressCallback: () => performance.now() > deadline })
  if (!tree) {
    python.reset()
    return { kind: 'skipped', file, reason: `it could not be parsed within ${limitMs / 1000} s` }
  }
  return {
    kind: 'parsed',
    file,
    tree,
    firstError: tree.rootNode.hasError ? findError(tree.rootNode) : undefined,
  }
}

function findError(root: Node): number {
  for (let node = root; ;) {
    const bad = node.children.find(child => child?.hasError || child?.isError || child?.isMissing)
    if (!bad || node.isError) return node.startPosition.row + 1
    node = bad
  }
}

/** Text by byte order mark or coding comment (PEP 263); undefined for bytes that are no text in it. */
function decodePython(bytes: Buffer): string | undefined {
  const head = bytes.subarray(0, 400).toString('latin1')
  const declared = head
    .split(/\r?\n/)
    .slice(0, 2)
    .map(line => /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/.exec(line)?.[1])
    .find(Boolean)
  const label =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : (declared ?? 'utf-8')
  try {
    const text = new TextDecoder(
      label
        .replace(/^latin-?1$/i, 'iso-8859-1')
        .replace(/_/g, '-')
        .replace(/^cp(125\d)$/i, 'windows-$1'),
      { fatal: true },
    ).decode(bytes)
    return text.includes('\0') ? undefined : text
  } catch {
    return undefined
  }
}
