import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { packageFolder } from '../../src/os/package-folder.ts'

/** Every TypeScript file under a folder of the package, by relative path. */
export function filesUnder(folder: string): string[] {
  return readdirSync(join(packageFolder, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => posix.join(folder, name.replaceAll('\\', '/')))
    .sort()
}

/** One import of one file. */
export interface Import {
  readonly file: string
  readonly from: string
}

/**
 * The imports of a file: relative ones as paths in the package, modules by name. Includes dynamic imports with a
 * constant name, and types.
 */
export function importsOf(file: string): Import[] {
  // Code in a template literal is text shown to users.
  const text = readFileSync(join(packageFolder, file), 'utf8').replaceAll(/`[^`]*`/g, '``')
  const names = [...text.matchAll(/(?:\bfrom\s+|\bimport\s+|\bimport\s*\(\s*)'([^']+)'/g)].map(
    ([, name]) => name ?? '',
  )
  return names.map(name => ({
    file,
    from: name.startsWith('.') ? posix.join(posix.dirname(file), name) : name,
  }))
}

/** Node → the nodes that it leads to. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>

/** The graph of these edges, without self-references. */
export function graphOf(arrows: readonly (readonly [string, string])[]): Graph {
  const graph = new Map<string, Set<string>>()
  for (const [from, to] of arrows)
    if (from !== to) graph.set(from, (graph.get(from) ?? new Set()).add(to))
  return graph
}

/** All nodes that can be reached from a node. */
function reachedFrom(graph: Graph, start: string): Set<string> {
  const reached = new Set<string>()
  const waiting = [start]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop())
    for (const next of graph.get(node) ?? [])
      if (!reached.has(next)) {
        reached.add(next)
        waiting.push(next)
      }
  return reached
}

/** The cycles of a graph: sets of nodes that can all reach each other, sorted by name. */
export function circlesOf(graph: Graph): string[][] {
  const reached = new Map([...graph.keys()].map(node => [node, reachedFrom(graph, node)]))
  const circles = [...reached]
    .filter(([node, nodes]) => nodes.has(node))
    .map(([node, nodes]) => [...nodes].filter(other => reached.get(other)?.has(node)).sort())
  return [...new Map(circles.map(circle => [circle.join(), circle])).values()].sort()
}

/** The subfolder of `folder` that contains `path`; `undefined` for files directly in it and for everything outside. */
function folderIn(folder: string, path: string): string | undefined {
  if (!path.startsWith(`${folder}/`)) return undefined
  const end = path.indexOf('/', folder.length + 1)
  return end < 0 ? undefined : path.slice(0, end)
}

/** The cycles among sibling folders, at every depth. */
export function folderCircles(imports: readonly Import[]): string[][] {
  const parents = new Set<string>()
  for (const { file } of imports)
    for (let at = posix.dirname(file); at !== '.'; at = posix.dirname(at)) parents.add(at)
  return [...parents].sort().flatMap(parent =>
    circlesOf(
      graphOf(
        imports.flatMap(({ file, from }) => {
          const [a, b] = [folderIn(parent, file), folderIn(parent, from)]
          return a === undefined || b === undefined ? [] : [[a, b] as const]
        }),
      ),
    ),
  )
}
