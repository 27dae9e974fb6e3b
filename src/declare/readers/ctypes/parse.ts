import { join } from 'node:path'
import { readBytes, UnreadableFile } from '../../../os/read-text.ts'
import { Language, Parser, type Node } from 'web-tree-sitter'
import { initParser, parsing } from '../common/init-parser.ts'
import type { Source } from '../common/sources.ts'
import { cpuMs } from '../../../os/cpu-clock.ts'
import { packageFolder } from '../../../os/package-folder.ts'
import { codeOfNotebook } from './notebook.ts'
import { treeCopier, type PythonNode } from './syntax.ts'

/** The syntax of a Python file, or that it could not be had in time. */
type ParsedFile =
  | {
      readonly kind: 'parsed'
      readonly root: PythonNode
      readonly firstError: number | undefined
    }
  | { readonly kind: 'late' }

/** The text of a Python file, or why it is none: one sentence. */
export type PythonText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'skipped'; readonly reason: string }

/** Files above this are not read: declarations are written by hand. Bytes. */
const sizeLimit = 16 * 1024 * 1024

/** The grammar of Python out of tree-sitter-python 0.25.0, carried as a file: its package brings a native build. */
const grammar = 'src/declare/readers/ctypes/tree-sitter-python/tree-sitter-python.wasm'

/** Reads a file in the encoding that it declares. */
export function readPython(file: string): PythonText {
  try {
    const decoded = decodePython(readBytes(file, sizeLimit))
    const isNotebook = /\.ipynb$/i.test(file)
    const text = isNotebook && decoded !== undefined ? codeOfNotebook(decoded) : decoded
    if (isNotebook && text === undefined)
      return { kind: 'skipped', reason: 'it is no notebook of format 4' }
    return text === undefined
      ? {
          kind: 'skipped',
          reason: 'it is not text in the encoding that it declares (UTF-8 where it declares none)',
        }
      : { kind: 'text', text }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    return { kind: 'skipped', reason: error.message }
  }
}

/** A parser until a deadline, in milliseconds of processor time. */
export type ParsePython = (source: Source, deadline: number) => ParsedFile

let opened: Promise<ParsePython> | undefined

/** Loads the grammar, once. */
export async function openParser(): Promise<ParsePython> {
  return await (opened ??= makeParser())
}

async function makeParser(): Promise<ParsePython> {
  await initParser()
  const python = new Parser()
  const language = await Language.load(join(packageFolder, grammar))
  python.setLanguage(language)
  const copyTree = treeCopier(language)
  // Invalid syntax does not stop it: the parser goes on behind the error.
  return (source, deadline) =>
    parsing(source, () => {
      const { text } = source
      const tree = python.parse(text, null, { progressCallback: () => cpuMs() > deadline })
      if (!tree) {
        python.reset()
        return { kind: 'late' }
      }
      const firstError = tree.rootNode.hasError ? findError(tree.rootNode) : undefined
      const root = copyTree(tree, text)
      tree.delete()
      return { kind: 'parsed', root, firstError }
    })
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
