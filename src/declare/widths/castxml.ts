import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runTool } from '../../os/spawn.ts'

/** One element of castxml's output: a declaration or a type, with the elements written inside it. */
export interface Node {
  readonly tag: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Node[]
}

/** All elements that carry an id, by id. */
export type Graph = ReadonlyMap<string, Node>

/** The two targets whose headers are read; Windows on arm64 has the widths of x86_64. */
export const targets = { x64: 'x86_64-w64-mingw32', ia32: 'i686-w64-mingw32' } as const
export type Target = keyof typeof targets

/**
 * What castxml makes of a C text for one target.
 *
 * castxml asks the cross compiler of mingw-w64 for its folders and macros, so the compiler must be
 * installed beside the headers. Throws when a program is missing or a header does not parse.
 */
export async function readC(text: string, target: Target): Promise<Graph> {
  const folder = mkdtempSync(join(tmpdir(), 'handle-width-'))
  try {
    const [source, output] = [join(folder, 'read.c'), join(folder, 'read.xml')]
    writeFileSync(source, text)
    await runOrThrow('castxml', [
      '--castxml-output=1',
      '--castxml-cc-gnu-c',
      `${targets[target]}-gcc`,
      '-x',
      'c',
      '-o',
      output,
      source,
    ])
    return parseGraph(readFileSync(output, 'utf8'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The output of a tool of the mingw-w64 binutils, for example `nm` or `dlltool`. */
export async function runBinutil(
  tool: string,
  target: Target,
  toolArguments: readonly string[],
): Promise<string> {
  return await runOrThrow(`${targets[target]}-${tool}`, toolArguments)
}

/** The first line of `program --version`, or undefined where the program is not installed. */
export async function versionOf(program: string): Promise<string | undefined> {
  const { exitCode, stdout } = await runTool(program, ['--version'])
  return exitCode === 0 ? stdout.split('\n')[0] : undefined
}

async function runOrThrow(file: string, toolArguments: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr, startError } = await runTool(file, toolArguments)
  if (exitCode !== 0)
    throw new Error(
      `Cannot read the Windows headers: ${file} ended with ${startError ?? String(exitCode)}: ${stderr.slice(0, 500)}`,
    )
  return stdout
}

/**
 * Reads castxml's output format 1, which writes one element a line; that is what makes fifteen
 * megabytes readable in a third of a second without a document tree.
 */
function parseGraph(xml: string): Graph {
  const graph = new Map<string, Node>()
  const open: Node[][] = []
  for (const line of xml.split('\n')) {
    const tag = /^ *<(\/?)([A-Za-z]\w*)/.exec(line)
    if (!tag) continue
    if (tag[1] === '/') {
      open.pop()
      continue
    }
    // The namespace lists every id on one line of half a megabyte and is not needed.
    if (tag[2] === 'Namespace') continue
    const children: Node[] = []
    const node: Node = { tag: tag[2] ?? '', attributes: parseAttributes(line), children }
    open.at(-1)?.push(node)
    if (node.attributes['id']) graph.set(node.attributes['id'], node)
    if (!line.endsWith('/>')) open.push(children)
  }
  return graph
}

/** Attributes that nobody asks for: where a declaration stands, and its name for a linker. They are half of all. */
const unused = new Set(['location', 'line', 'mangled'])

/** The values stand between quotation marks, each behind its name; a mark inside of one is written `&quot;`. */
function parseAttributes(line: string): Record<string, string> {
  const attributes: Record<string, string> = {}
  const parts = line.split('"')
  for (let index = 0; index + 1 < parts.length; index += 2) {
    const before = parts[index] ?? ''
    const name = before.slice(before.lastIndexOf(' ') + 1, -1)
    if (!unused.has(name)) attributes[name] = parts[index + 1] ?? ''
  }
  return attributes
}
