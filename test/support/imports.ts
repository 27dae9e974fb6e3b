import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { packageFolder } from '../../src/os/package-folder.ts'

/** Every TypeScript file under a folder of the package, by its path in it. */
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

/** What a file imports: relative paths as paths in the package, modules by name. Dynamic imports of a fixed name and types among them. */
export function importsOf(file: string): Import[] {
  // Code that stands in a template literal is text: what a page shows people.
  const text = readFileSync(join(packageFolder, file), 'utf8').replaceAll(/`[^`]*`/g, '``')
  const names = [...text.matchAll(/(?:\bfrom\s+|\bimport\s+|\bimport\s*\(\s*)'([^']+)'/g)].map(
    ([, name]) => name ?? '',
  )
  return names.map(name => ({
    file,
    from: name.startsWith('.') ? posix.join(posix.dirname(file), name) : name,
  }))
}

/** Who leads to whom. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>

/** The graph of these arrows, without those from a node to itself. */
export function graphOf(arrows: readonly (readonly [string, string])[]): Graph {
  const graph = new Map<string, Set<string>>()
  for (const [from, to] of arrows)
    if (from !== to) graph.set(from, (graph.get(from) ?? new Set()).add(to))
  return graph
}

/** Everything that can be reached from a node. */
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

/** The circles of a graph: sets of nodes, each of which leads to all others of its set. In the order of their names. */
export function circlesOf(graph: Graph): string[][] {
  const reached = new Map([...graph.keys()].map(node => [node, reachedFrom(graph, node)]))
  const circles = [...reached]
    .filter(([node, nodes]) => nodes.has(node))
    .map(([node, nodes]) => [...nodes].filter(other => reached.get(other)?.has(node)).sort())
  return [...new Map(circles.map(circle => [circle.join(), circle])).values()].sort()
}

/** The folder of `path` that lies directly in `folder`; `undefined` for files there and for everything outside. */
function folderIn(folder: string, path: string): string | undefined {
  if (!path.startsWith(`${folder}/`)) return undefined
  const end = path.indexOf('/', folder.length + 1)
  return end < 0 ? undefined : path.slice(0, end)
}

/** The circles among the folders that lie side by side in one folder, at every depth. */
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
