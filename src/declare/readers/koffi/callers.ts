import { readModule } from './read-module.ts'
import {
  boundNames,
  childrenOf,
  isFunctionNode,
  nameOf,
  part,
  parts,
  type JavaScriptNode,
} from './syntax.ts'

/** Modules that are looked at, at most. */
const mostModules = 2000
const declaring = /^(func|stdcall|cdecl|fastcall|thiscall|struct|union|pack|proto)$/

interface Named {
  readonly name: string
  /** Names of what its body calls, as they are written and as they are imported. */
  readonly calls: ReadonlySet<string>
}

/** Names of functions that declare something with koffi, or call one that does: by name alone, over all modules. */
export function declaringFunctions(files: readonly string[]): ReadonlySet<string> {
  const functions = files.slice(0, mostModules).flatMap(file => {
    const program = readModule(file)
    return program ? functionsIn(program) : []
  })
  const found = new Set<string>()
  for (let grown = true; grown;) {
    grown = false
    for (const { name, calls } of functions)
      if (!found.has(name) && [...calls].some(one => one === declares || found.has(one))) {
        found.add(name)
        grown = true
      }
  }
  return found
}

/** Stands for a call of koffi itself. */
const declares = ' '

function functionsIn(program: JavaScriptNode): Named[] {
  const imported = importsOf(program)
  const found: Named[] = []
  const visit = (node: JavaScriptNode, name: string, around: readonly Set<string>[]): void => {
    let calls = around
    if (isFunctionNode(node)) {
      const own = new Set<string>()
      const called = nameOf(part(node, 'id')) ?? name
      if (called !== '') found.push({ name: called, calls: own })
      calls = [...around, own]
    }
    if (node.type === 'CallExpression') noteCall(node, imported, calls)
    const bound = nameFor(node)
    for (const child of childrenOf(node)) visit(child, isFunctionNode(child) ? bound : '', calls)
  }
  try {
    visit(program, '', [])
  } catch {
    /* generated code can be nested deeper than the stack is */
  }
  return found
}

/** The name that a function gets by where it stands. */
function nameFor(node: JavaScriptNode): string {
  switch (node.type) {
    case 'VariableDeclarator':
      return boundNames(part(node, 'id'))[0] ?? ''
    case 'Property':
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return nameOf(part(node, 'key')) ?? ''
    case 'AssignmentExpression':
      return nameOf(part(node, 'left')) ?? ''
    default:
      return ''
  }
}

function noteCall(
  node: JavaScriptNode,
  imported: ReadonlyMap<string, string>,
  calls: readonly Set<string>[],
): void {
  const callee = part(node, 'callee')
  const name = nameOf(callee)
  if (name === undefined) return
  const isKoffi =
    callee?.type === 'MemberExpression' &&
    declaring.test(name) &&
    (/^(func|stdcall|cdecl)$/.test(name) ||
      imported.get(nameOf(part(callee, 'object')) ?? '') === 'koffi')
  for (const own of calls) {
    own.add(name)
    own.add(imported.get(name) ?? name)
    if (isKoffi) own.add(declares)
  }
}

/** Local names of imports with their names elsewhere; `koffi` for what is koffi. */
function importsOf(program: JavaScriptNode): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const node of parts(program, 'body')) {
    if (node.type !== 'ImportDeclaration') continue
    const isKoffi = String(part(node, 'source')?.['value']).startsWith('koffi')
    for (const one of parts(node, 'specifiers')) {
      const local = nameOf(part(one, 'local')) ?? ''
      found.set(local, isKoffi ? 'koffi' : (nameOf(part(one, 'imported')) ?? local))
    }
  }
  return found
}

/** Patterns for `--call` that stand for the exports whose functions declare: `*.load` and `*_Factory` for several of those. */
export function patternsOf(paths: readonly string[], names: ReadonlySet<string>): string[] {
  const wanted = paths.filter(path => names.has(path.slice(path.lastIndexOf('.') + 1)))
  const byName = grouped(wanted, path =>
    path.replace(/^.*\.(?=[^.]+$)/, within => '*.'.repeat(within.split('.').length - 1)),
  )
  const byEnding = grouped(byName, path => path.replace(/[^.*]+(?=_[A-Za-z]+$)/, '*'))
  return byEnding.sort()
}

/** Paths of which several have one pattern are written as that pattern. */
function grouped(paths: readonly string[], patternOf: (path: string) => string): string[] {
  const groups = new Map<string, string[]>()
  for (const path of paths) {
    const pattern = patternOf(path)
    groups.set(pattern, [...(groups.get(pattern) ?? []), path])
  }
  return [...groups].flatMap(([pattern, own]) => (own.length > 1 ? [pattern] : own))
}
