import { childrenOf, lineOf, nameOf, part, parts, type JavaScriptNode } from '../koffi/syntax.ts'
import {
  entriesOf,
  follow,
  itemsOf,
  textOf,
  type Entry,
  type Module,
  type Modules,
  type Ref,
} from './module.ts'
import type { JavaScriptFfi } from './types.ts'

/** A function as it is declared: pieces of the program for its types. */
interface Form {
  readonly name: string
  readonly library: string | undefined
  readonly result: Ref | undefined
  readonly parameters: readonly Ref[]
  readonly line: number
}

/** A call that declares what cannot be read. */
interface Unread {
  readonly line: number
  readonly why: string
}

export interface Forms {
  readonly read: readonly Form[]
  readonly unread: readonly Unread[]
}

/** How a declaring call of an FFI looks. */
interface FfiForms {
  /** What a call declares; undefined where it declares nothing. */
  read(call: Call): Forms | undefined
}

interface Call {
  readonly name: string
  readonly node: JavaScriptNode
  readonly given: readonly Ref[]
  readonly module: Module
  readonly modules: Modules
}

const none: Forms = { read: [], unread: [] }

/** `open(library, { Name: { parameters, result } })`, by the keys of the FFI. */
function table(
  callee: RegExp,
  keys: { readonly parameters: readonly string[]; readonly result: readonly string[] },
): FfiForms['read'] {
  return call => {
    if (!callee.test(call.name) || call.given.length < 2) return undefined
    const [library, symbols] = call.given
    return symbols ? signatures(call, textOfRef(library, call), symbols, keys) : undefined
  }
}

function signatures(
  call: Call,
  library: string | undefined,
  symbols: Ref,
  keys: { readonly parameters: readonly string[]; readonly result: readonly string[] },
): Forms {
  const { modules } = call
  return tablesOf(symbols, call, inner =>
    entriesOf(inner, modules).some(({ name }) =>
      [...keys.parameters, ...keys.result].includes(name),
    ),
  )(({ name, value, line }): Form | Unread => {
    const inner = follow(value, modules, 8)
    const fields = entriesOf(inner, modules)
    const named = (wanted: readonly string[]): Ref | undefined =>
      fields.find(field => wanted.includes(field.name))?.value
    const parameters = named(keys.parameters)
    const items = parameters ? itemsOf(follow(parameters, modules, 8)) : []
    const symbol = named(['name'])
    if (inner.node.type !== 'ObjectExpression' || !items)
      return { line, why: `the types of ${name} are known only when the program runs` }
    return {
      name: (symbol && textOf(symbol.node)) ?? name,
      library,
      result: named(keys.result),
      parameters: items,
      line,
    }
  })
}

/**
 * Reads the entries of a table of symbols. Where the program makes the table while it runs, from entries of other
 * tables, every table of the module whose entries all look like symbols is read instead.
 */
function tablesOf(
  symbols: Ref,
  call: Call,
  isSymbol: (entry: Ref) => boolean,
): (read: (entry: Entry) => Form | Unread) => Forms {
  const { node, modules } = call
  const given = follow(symbols, modules, 8)
  const entries = entriesOf(given, modules)
  const isLiteral =
    given.node.type === 'ObjectExpression' && (entries.length > 0 || isEmpty(given.node))
  const found = isLiteral ? entries : symbolsIn(call, isSymbol)
  if (isLiteral || found.length > 0) return read => parted(found.map(read))
  const why = 'which functions it declares is known only when the program runs'
  return () => ({ read: [], unread: [{ line: lineOf(node), why }] })
}

function isEmpty(node: JavaScriptNode): boolean {
  return parts(node, 'properties').length === 0
}

/** Tables of the module that are not themselves the argument of a call of the same name. */
function symbolsIn({ name, module, modules }: Call, isSymbol: (entry: Ref) => boolean): Entry[] {
  const found: Entry[] = []
  const pending = [module.program]
  for (let node = pending.pop(); node; node = pending.pop()) {
    const entries = entriesOf({ node, module }, modules)
    if (entries.length > 0 && entries.every(({ value }) => isSymbol(follow(value, modules, 8))))
      found.push(...entries)
    else if (nameOf(part(node, 'callee')) !== name) pending.push(...childrenOf(node).reverse())
  }
  return found
}

function parted(forms: readonly (Form | Unread)[]): Forms {
  return {
    read: forms.filter(form => 'parameters' in form),
    unread: forms.filter(form => 'why' in form),
  }
}

function textOfRef(ref: Ref | undefined, { modules }: Call): string | undefined {
  return ref && textOf(follow(ref, modules, 8).node)
}

/** `ffi.Library('user32', { Name: [result, [parameters]] })`. */
const library: FfiForms['read'] = call => {
  if (!/^Library$/.test(call.name) || call.given.length < 2) return undefined
  const [name, symbols] = call.given
  if (!symbols) return undefined
  const { modules } = call
  const typesOf = (value: Ref): readonly (Ref | undefined)[] => {
    const [result, given] = itemsOf(follow(value, modules, 8)) ?? []
    return [result, given]
  }
  return tablesOf(symbols, call, entry => {
    const [, given] = typesOf(entry)
    return given !== undefined && itemsOf(follow(given, modules, 8)) !== undefined
  })(({ name: symbol, value, line }): Form | Unread => {
    const [result, given] = typesOf(value)
    const parameters = given && itemsOf(follow(given, modules, 8))
    return result && parameters
      ? { name: symbol, library: textOfRef(name, call), result, parameters, line }
      : { line, why: `the types of ${symbol} are known only when the program runs` }
  })
}

/** `load({ library, funcName, retType, paramsType })` and `define({ Name: { library, retType, paramsType } })`. */
const rust: FfiForms['read'] = call => {
  const { name, given, modules, node } = call
  const [first] = given
  if (!first || !/^(load|define)$/.test(name)) return undefined
  const found = follow(first, modules, 8)
  const entries = entriesOf(found, modules)
  const one = (fields: typeof entries, symbol: string | undefined, line: number): Form | Unread => {
    const field = (wanted: string): Ref | undefined =>
      fields.find(each => each.name === wanted)?.value
    const types = field('paramsType')
    const parameters = types ? itemsOf(follow(types, modules, 8)) : []
    return symbol !== undefined && parameters
      ? {
          name: symbol,
          library: textOfRef(field('library'), call),
          result: field('retType'),
          parameters,
          line,
        }
      : { line, why: 'which function this declares is known only when the program runs' }
  }
  if (name === 'load') {
    if (!entries.some(entry => entry.name === 'retType' || entry.name === 'paramsType')) return none
    return parted([
      one(
        entries,
        textOfRef(entries.find(entry => entry.name === 'funcName')?.value, call),
        lineOf(node),
      ),
    ])
  }
  return parted(
    entries.map(entry =>
      one(entriesOf(follow(entry.value, modules, 8), modules), entry.name, entry.line),
    ),
  )
}

/** `library.getFunction('Name', { arguments, return })`. */
const nodeKeys = {
  parameters: ['arguments', 'parameters'],
  result: ['return', 'returns', 'result'],
}
const nodeFfi: FfiForms['read'] = call => {
  if (call.name === 'getFunctions' && call.given[0])
    return signatures(call, undefined, call.given[0], nodeKeys)
  const [name, signature] = call.given
  if (call.name === 'getFunction' && signature) {
    const symbol = textOfRef(name, call)
    const fields = entriesOf(follow(signature, call.modules, 8), call.modules)
    const given = fields.find(field => nodeKeys.parameters.includes(field.name))?.value
    const parameters = given ? itemsOf(follow(given, call.modules, 8)) : []
    const result = fields.find(field => nodeKeys.result.includes(field.name))?.value
    const line = lineOf(call.node)
    return parted([
      symbol !== undefined && parameters
        ? { name: symbol, library: undefined, result, parameters, line }
        : { line, why: 'which function this declares is known only when the program runs' },
    ])
  }
  return table(/^dlopen$/, nodeKeys)(call)
}

const ffiForms = {
  bun: {
    read: table(/^dlopen$/, { parameters: ['args'], result: ['returns'] }),
  },
  deno: {
    read: table(/^dlopen$/, { parameters: ['parameters'], result: ['result'] }),
  },
  'node-ffi': { read: nodeFfi },
  'ffi-napi': {
    read: library,
  },
  'ffi-rs': { read: rust },
} as const satisfies Readonly<Record<JavaScriptFfi, FfiForms>>

/** What a module declares with an FFI. */
export function formsOf(module: Module, ffi: JavaScriptFfi, modules: Modules): Forms {
  const read: Form[] = []
  const unread: Unread[] = []
  const pending = [module.program]
  for (let node = pending.pop(); node; node = pending.pop()) {
    pending.push(...childrenOf(node).reverse())
    if (node.type !== 'CallExpression' && node.type !== 'NewExpression') continue
    const callee = nameOf(part(node, 'callee')) ?? ''
    const imported = module.imports.get(callee)?.name
    const found = ffiForms[ffi].read({
      name:
        imported === undefined || imported === '*' || imported === 'default' ? callee : imported,
      node,
      given: parts(node, 'arguments').map(argument => ({ node: argument, module })),
      module,
      modules,
    })
    read.push(...(found?.read ?? []))
    unread.push(...(found?.unread ?? []))
  }
  return { read: once(read), unread }
}

/** Each form once: several calls may take from the same table. */
function once(forms: readonly Form[]): Form[] {
  return [...new Map(forms.map(form => [`${form.line} ${form.name}`, form])).values()]
}
