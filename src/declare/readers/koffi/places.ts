import type { Declaration, DeclaredField, Place } from '../../model.ts'
import { readModule } from './read-module.ts'
import { childrenOf, lineOf, nameOf, part, parts, type JavaScriptNode } from './syntax.ts'

/** Declarations of different names from one line: that line hands on what stands elsewhere. */
const enoughForWrapper = 3
/** Modules that are looked at, at most. */
const mostModules = 2000

/** Where names are defined in the sources of a program. */
interface Places {
  /** The declarations, each with the place of its definition where the one that called koffi is a wrapper for many. */
  put(declarations: readonly Declaration[]): Declaration[]
}

interface Defined extends Place {
  readonly file: string
  readonly line: number
  readonly value: JavaScriptNode
  readonly around: ReadonlyMap<string, Defined>
}

/** Reads the sources only when a declaration asks for its place. */
export function openPlaces(files: readonly string[]): Places {
  let made: ReadonlyMap<string, readonly Defined[]> | undefined
  const find = (name: string): readonly Defined[] => (made ??= indexOf(files)).get(name) ?? []
  return {
    put(declarations) {
      const wrappers = wrappersAmong(declarations)
      return declarations.map(declaration => {
        const isElsewhere =
          declaration.place.file === undefined || wrappers.has(keyOf(declaration.place))
        return isElsewhere && 'name' in declaration ? put(declaration, find) : declaration
      })
    },
  }
}

function keyOf({ file, line }: Place): string {
  return `${file}:${line}`
}

function wrappersAmong(declarations: readonly Declaration[]): ReadonlySet<string> {
  const names = new Map<string, Set<string>>()
  for (const declaration of declarations)
    if ('name' in declaration && declaration.place.file !== undefined) {
      const key = keyOf(declaration.place)
      names.set(key, (names.get(key) ?? new Set()).add(declaration.name))
    }
  return new Set([...names].flatMap(([key, own]) => (own.size >= enoughForWrapper ? [key] : [])))
}

type Named = Exclude<Declaration, { readonly kind: 'comparison' | 'size' }>

function put<D extends Named>(declaration: D, find: (name: string) => readonly Defined[]): D {
  const { name } = declaration
  if (declaration.kind !== 'struct') {
    const isWanted = declaration.kind === 'function' ? 'ArrayExpression' : undefined
    const found = find(name)
    const defined = found.find(({ value }) => value.type === isWanted) ?? found[0]
    return defined ? { ...declaration, place: placeOf(defined) } : declaration
  }
  // A struct is known by its own name, by a text with its name, or by the object of its fields.
  const fields = new Set(declaration.fields.map(field => field.name))
  const isTable = ({ value }: Defined): boolean =>
    value.type === 'ObjectExpression' &&
    parts(value, 'properties').filter(property => fields.has(nameOf(part(property, 'key')) ?? ''))
      .length >= fields.size
  const near = [...find(name), ...find(`'${name}'`)]
  const table =
    near.find(isTable) ?? near.flatMap(({ around }) => [...around.values()]).find(isTable)
  if (!table) return declaration
  const lines = new Map(
    parts(table.value, 'properties').map(
      property => [nameOf(part(property, 'key')), lineOf(property)] as const,
    ),
  )
  return {
    ...declaration,
    place: placeOf(table),
    fields: declaration.fields.map((field): DeclaredField => {
      const line = lines.get(field.name)
      return line === undefined ? field : { ...field, place: { file: table.file, line } }
    }),
  }
}

function placeOf({ file, line }: Defined): Place {
  return { file, line }
}

/** Every name that is given a value, and every text that is one, by the modules in their order. */
function indexOf(files: readonly string[]): ReadonlyMap<string, readonly Defined[]> {
  const found = new Map<string, Defined[]>()
  for (const file of files.slice(0, mostModules)) {
    const program = readModule(file)
    if (!program) continue
    const around = new Map<string, Defined>()
    const pending = [program]
    for (let node = pending.pop(); node; node = pending.pop()) {
      pending.push(...childrenOf(node))
      const [key, value] = /^(Property|PropertyDefinition)$/.test(node.type)
        ? [part(node, 'key'), part(node, 'value')]
        : node.type === 'VariableDeclarator'
          ? [part(node, 'id'), part(node, 'init')]
          : []
      const name = nameOf(key)
      if (name === undefined || !value) continue
      const defined = { file, line: lineOf(node), value, around }
      if (node.type === 'VariableDeclarator') around.set(name, defined)
      found.set(name, [...(found.get(name) ?? []), defined])
      if (typeof value['value'] === 'string') {
        const text = `'${value['value']}'`
        found.set(text, [...(found.get(text) ?? []), defined])
      }
    }
  }
  return found
}
