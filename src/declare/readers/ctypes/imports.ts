import { ExpectedFailure, isExhausted, type Interpreter } from './machine.ts'
import { ctypesName, ctypesNames, importByName } from './modules.ts'
import type { PythonNode } from './syntax.ts'
import { unknown, type PyValue, type Scope } from './value.ts'

function nameIn(child: PythonNode): string {
  return (child.type === 'aliased_import' ? child.field('name') : child)?.text ?? ''
}

function aliasIn(child: PythonNode): string | undefined {
  return child.type === 'aliased_import' ? child.field('alias')?.text : undefined
}

export function importModules(machine: Interpreter, node: PythonNode, scope: Scope): void {
  for (const child of node.children) {
    const name = nameIn(child)
    const alias = aliasIn(child)
    const module = importByName(machine, name)
    if (alias) scope.names.set(alias, module ? { kind: 'module', scope: module } : unknown)
    else bindDotted(machine, scope, name.split('.'))
  }
}

/** `import a.b` binds `a`, with `b` in it. */
function bindDotted(machine: Interpreter, scope: Scope, parts: readonly string[]): void {
  const [first = '', ...rest] = parts
  const root = importByName(machine, first)
  if (!root) {
    scope.names.set(first, unknown)
    return
  }
  scope.names.set(first, { kind: 'module', scope: root })
  let at = root
  let path = first
  for (const part of rest) {
    path += `.${part}`
    const sub = importByName(machine, path)
    if (!sub) return
    at.names.set(part, { kind: 'module', scope: sub })
    at = sub
  }
}

/** The module that `from … import` names: its dotted name, and how many folders up it starts. */
function sourceOf(node: PythonNode): { readonly name: string; readonly level: number } {
  const from = node.field('module_name')
  const level = from?.type === 'relative_import' ? (/^\.+/.exec(from.text)?.[0].length ?? 0) : 0
  return { name: from?.text.replace(/^[.\s]+/, '') ?? '', level }
}

export function importNames(machine: Interpreter, node: PythonNode, scope: Scope): void {
  const { name, level } = sourceOf(node)
  // `from .. import name` is a name of the package, or a module of it.
  const module = importByName(machine, name, level)
  if (node.children.some(({ type }) => type === 'wildcard_import')) {
    importAll(machine, name, module, scope)
    return
  }
  const from = node.field('module_name')
  for (const child of node.children) {
    if (child === from) continue
    const wanted = nameIn(child)
    const known = module?.names.get(wanted)
    const sub = known
      ? undefined
      : importByName(machine, name === '' ? wanted : `${name}.${wanted}`, level)
    const value = known ?? (sub ? { kind: 'module' as const, scope: sub } : undefined)
    scope.names.set(aliasIn(child) ?? wanted, value ?? unknown)
    if (!value && machine.expected.ImportError > 0 && name === 'ctypes.wintypes')
      throw new ExpectedFailure('ImportError')
  }
}

function importAll(
  machine: Interpreter,
  name: string,
  module: Scope | undefined,
  scope: Scope,
): void {
  if (name === 'ctypes') {
    for (const one of ctypesNames) scope.names.set(one, ctypesName(one) ?? unknown)
    return
  }
  if (isExhausted(machine, module?.names.size)) return
  const all = module?.names.get('__all__')
  const listed = all?.kind === 'list' ? namesIn(all) : undefined
  for (const [one, value] of module?.names ?? [])
    if (listed ? listed.has(one) : !one.startsWith('_')) scope.names.set(one, value)
}

/** The names that a module offers; undefined where not all of them are known. */
function namesIn({ items }: Extract<PyValue, { kind: 'list' }>): Set<string> | undefined {
  const names = items.map(item => (item.kind === 'string' ? item.value : undefined))
  return names.every(one => one !== undefined) ? new Set(names) : undefined
}
