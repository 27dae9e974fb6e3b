import { existsSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { stripTypes } from '../../../os/strip-types.ts'
import type { PointerBytes } from '../../win32/architecture.ts'
import type { Source } from '../common/sources.ts'
import {
  childrenOf,
  lineOf,
  nameOf,
  parseJavaScript,
  part,
  parts,
  type JavaScriptNode,
} from '../koffi/syntax.ts'

/** A module with the names that are set once in it; blocks and functions count as the module. */
export interface Module {
  readonly file: string
  readonly program: JavaScriptNode
  /** What a name is set to; undefined where it is set more than once. */
  readonly names: ReadonlyMap<string, JavaScriptNode | undefined>
  /** Names that come from another module: the module, and the name there (`*` for all of it, `default`). */
  readonly imports: ReadonlyMap<string, { readonly from: string; readonly name: string }>
}

/** A piece of a program with the module in which its names are meant. */
export interface Ref {
  readonly node: JavaScriptNode
  readonly module: Module
}

/** Modules by file; a module that others import is among them where it was read. */
export type Modules = ReadonlyMap<string, Module>

/** Parses a source; undefined for what is no JavaScript. */
export function parseModule({ file, text }: Source): Module | undefined {
  let program: JavaScriptNode | undefined
  try {
    program = parseJavaScript(/\.[cm]?ts$/i.test(file) ? stripTypes(text, file) : text)
  } catch {
    return undefined
  }
  if (!program) return undefined
  const names = new Map<string, JavaScriptNode | undefined>()
  const imports = new Map<string, { readonly from: string; readonly name: string }>()
  const pending = [program]
  for (let node = pending.pop(); node; node = pending.pop()) {
    noteNames(node, names, imports)
    pending.push(...childrenOf(node))
  }
  return { file, program, names, imports }
}

function noteNames(
  node: JavaScriptNode,
  names: Map<string, JavaScriptNode | undefined>,
  imports: Map<string, { readonly from: string; readonly name: string }>,
): void {
  if (node.type === 'VariableDeclarator') {
    const [id, init] = [part(node, 'id'), part(node, 'init')]
    const from = requiredBy(init)
    if (id?.type === 'Identifier') {
      const name = nameOf(id) ?? ''
      if (from !== undefined) imports.set(name, { from, name: '*' })
      names.set(name, names.has(name) ? undefined : init)
    }
    if (id?.type === 'ObjectPattern' && from !== undefined)
      for (const property of parts(id, 'properties'))
        imports.set(nameOf(part(property, 'value')) ?? '', {
          from,
          name: nameOf(part(property, 'key')) ?? '',
        })
  }
  if (node.type === 'ImportDeclaration') {
    const from = textOf(part(node, 'source')) ?? ''
    for (const one of parts(node, 'specifiers'))
      imports.set(nameOf(part(one, 'local')) ?? '', {
        from,
        name:
          one.type === 'ImportSpecifier'
            ? (nameOf(part(one, 'imported')) ?? '')
            : one.type === 'ImportDefaultSpecifier'
              ? 'default'
              : '*',
      })
  }
}

/** The module of `require('x')`, `require('x')(…)` and `await import('x')`. */
function requiredBy(node: JavaScriptNode | undefined, depth = 0): string | undefined {
  if (!node || depth > 4) return undefined
  if (node.type === 'AwaitExpression') return requiredBy(part(node, 'argument'), depth + 1)
  if (node.type === 'ImportExpression') return textOf(part(node, 'source'))
  if (node.type !== 'CallExpression') return undefined
  const callee = part(node, 'callee')
  return nameOf(callee) === 'require'
    ? textOf(parts(node, 'arguments')[0])
    : requiredBy(callee, depth + 1)
}

export function textOf(node: JavaScriptNode | undefined): string | undefined {
  if (node?.type === 'Literal' && typeof node['value'] === 'string') return node['value']
  if (node?.type !== 'TemplateLiteral' || parts(node, 'expressions').length > 0) return undefined
  const [only] = parts(node, 'quasis')
  return (only?.['value'] as { cooked?: string } | undefined)?.cooked
}

/** Names for names, at most. */
const deepest = 16

/** What a piece of a program stands for on a width of pointers, as far as names that are set once say it. */
export function follow(ref: Ref, modules: Modules, pointerBytes: PointerBytes, depth = 0): Ref {
  if (depth > deepest) return ref
  const { node, module } = ref
  const on = (next: Ref): Ref => follow(next, modules, pointerBytes, depth + 1)
  switch (node.type) {
    case 'Identifier': {
      const name = nameOf(node) ?? ''
      const imported = module.imports.get(name)
      const own = imported ? exported(imported, module, modules) : valueIn(module, name)
      return own ? on(own) : ref
    }
    case 'MemberExpression': {
      const object = part(node, 'object')
      const name = keyOf(node)
      if (!object || name === undefined) return ref
      const imported = module.imports.get(nameOf(object) ?? '')
      if (object.type === 'Identifier' && imported?.name === '*') {
        const found = exported({ ...imported, name }, module, modules)
        return found ? on(found) : ref
      }
      const inner = on({ node: object, module })
      const entry = entriesOf(inner, modules).find(one => one.name === name)
      return entry ? on(entry.value) : ref
    }
    case 'ConditionalExpression': {
      const answer = asksWidth(part(node, 'test'), module, pointerBytes)
      const branch =
        answer === undefined ? undefined : part(node, answer ? 'consequent' : 'alternate')
      return branch ? on({ node: branch, module }) : ref
    }
    case 'CallExpression': {
      const [first] = parts(node, 'arguments')
      return nameOf(part(node, 'callee')) === 'freeze' && first ? on({ node: first, module }) : ref
    }
    default:
      return ref
  }
}

function valueIn(module: Module, name: string): Ref | undefined {
  const node = module.names.get(name)
  return node && { node, module }
}

/** A name of another file that was read. */
function exported(
  { from, name }: { readonly from: string; readonly name: string },
  { file }: Module,
  modules: Modules,
): Ref | undefined {
  const module = from.startsWith('.') ? moduleAt(resolve(dirname(file), from), modules) : undefined
  return module && valueIn(module, name)
}

function moduleAt(path: string, modules: Modules): Module | undefined {
  const stem = path.replace(/\.[cm]?js$/, '')
  const candidates = [
    path,
    ...['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts'].map(end => stem + end),
  ]
  return [...candidates, `${path}/index.js`, `${path}/index.ts`]
    .map(file => modules.get(file))
    .find(Boolean)
}

/** Files that a module imports by a relative path, and that are there. */
export function importedFiles({ file, imports }: Module): string[] {
  return [...new Set([...imports.values()].map(({ from }) => from))]
    .filter(from => from.startsWith('.'))
    .flatMap(from => {
      const path = resolve(dirname(file), from)
      const stem = path.replace(/\.[cm]?js$/, '')
      const found = [
        path,
        `${stem}.ts`,
        `${stem}.mts`,
        `${stem}.cts`,
        `${path}.js`,
        `${path}.cjs`,
        `${path}/index.js`,
        `${path}/index.ts`,
      ].find(one => existsSync(one) && statSync(one).isFile())
      return found === undefined ? [] : [found]
    })
}

export interface Entry {
  readonly name: string
  readonly value: Ref
  readonly line: number
}

/** The properties of an object literal, those of spread ones included. */
export function entriesOf(ref: Ref, modules: Modules, depth = 0): Entry[] {
  const { node, module } = ref
  if (node.type !== 'ObjectExpression' || depth > deepest) return []
  return parts(node, 'properties').flatMap((property): Entry[] => {
    if (property.type === 'SpreadElement') {
      const argument = part(property, 'argument')
      return argument
        ? entriesOf(follow({ node: argument, module }, modules, 8), modules, depth + 1)
        : []
    }
    const value = part(property, 'value')
    const name = keyOf(property)
    return value && name !== undefined
      ? [{ name, value: { node: value, module }, line: lineOf(property) }]
      : []
  })
}

/** The items of an array literal. */
export function itemsOf({ node, module }: Ref): Ref[] | undefined {
  return node.type === 'ArrayExpression'
    ? parts(node, 'elements').map(item => ({ node: item, module }))
    : undefined
}

/** The name of a property or member, also of `['name']`. */
function keyOf(node: JavaScriptNode): string | undefined {
  const key = part(node, node.type === 'MemberExpression' ? 'property' : 'key')
  if (node['computed'] !== true && key?.type === 'Identifier') return nameOf(key)
  return textOf(key)
}

/** Whether a condition about the architecture holds on a width of pointers; undefined where it asks for something else. */
function asksWidth(
  test: JavaScriptNode | undefined,
  module: Module,
  pointerBytes: PointerBytes,
  depth = 0,
): boolean | undefined {
  if (!test || depth > deepest) return undefined
  if (test.type === 'Identifier')
    return asksWidth(module.names.get(nameOf(test) ?? ''), module, pointerBytes, depth + 1)
  if (test.type === 'UnaryExpression' && test['operator'] === '!') {
    const inner = asksWidth(part(test, 'argument'), module, pointerBytes, depth + 1)
    return inner === undefined ? undefined : !inner
  }
  if (
    test.type === 'CallExpression' &&
    /^(includes|endsWith)$/.test(nameOf(part(test, 'callee')) ?? '')
  )
    return textOf(parts(test, 'arguments')[0]) === '64' ? pointerBytes === 8 : undefined
  if (test.type !== 'BinaryExpression') return undefined
  const sides = [part(test, 'left'), part(test, 'right')]
  const said = sides.map(side => textOf(side) ?? side?.['value']).find(side => side !== undefined)
  const isWide = {
    x64: true,
    x86_64: true,
    arm64: true,
    aarch64: true,
    ia32: false,
    x86: false,
    8: true,
    4: false,
  }[String(said)]
  if (isWide === undefined) return undefined
  const same = isWide === (pointerBytes === 8)
  return String(test['operator']).startsWith('!') ? !same : same
}
