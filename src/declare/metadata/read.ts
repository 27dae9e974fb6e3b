import { readFileSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import type { MetadataFunction, MetadataFacts } from './facts.ts'

const named = z.object({ Name: z.string() })

type Type =
  | { Kind: 'Native'; Name: string }
  | { Kind: 'ApiRef'; Name: string; TargetKind: string; Api: string; Parents: string[] }
  | { Kind: 'PointerTo' | 'Array' | 'LPArray'; Child: Type; Shape?: { Size: number } | null }
  | { Kind: 'MissingClrType' }

const type: z.ZodType<Type> = z.lazy(() =>
  z.union([
    z.object({ Kind: z.literal('Native'), Name: z.string() }),
    z.object({
      Kind: z.literal('ApiRef'),
      Name: z.string(),
      TargetKind: z.string(),
      Api: z.string(),
      Parents: z.array(z.string()),
    }),
    z.object({
      Kind: z.enum(['PointerTo', 'Array', 'LPArray']),
      Child: type,
      Shape: z.object({ Size: z.number() }).nullish(),
    }),
    z.object({ Kind: z.literal('MissingClrType') }),
  ]),
) as z.ZodType<Type>

interface Definition {
  Name: string
  Kind: string
  Architectures: string[]
  PackingSize?: number | undefined
  Size?: number | undefined
  IntegerBase?: string | null | undefined
  Def?: Type | undefined
  FreeFunc?: string | null | undefined
  Fields?: { Type: Type }[] | undefined
  NestedTypes?: Definition[] | undefined
}

const definition: z.ZodType<Definition> = z.lazy(() =>
  z.object({
    Name: z.string(),
    Kind: z.string(),
    Architectures: z.array(z.string()),
    PackingSize: z.number().optional(),
    Size: z.number().optional(),
    IntegerBase: z.string().nullish(),
    Def: type.optional(),
    FreeFunc: z.string().nullish(),
    Fields: z.array(z.object({ Type: type })).optional(),
    NestedTypes: z.array(definition).optional(),
  }),
)

const api = z.object({
  Types: z.array(z.union([definition, named])),
  Functions: z.array(
    z.object({
      Name: z.string(),
      SetLastError: z.boolean(),
      DllImport: z.string(),
      ReturnType: type,
      Architectures: z.array(z.string()),
      Params: z.array(z.object({ Type: type })),
    }),
  ),
})

const bits = { 4: 'X86', 8: 'X64' } as const
type PointerBytes = keyof typeof bits

/** Bytes and alignment. */
type Size = readonly [bytes: number, align: number]

const natives: Readonly<Record<string, number>> = {
  Void: 0,
  Boolean: 1,
  Byte: 1,
  SByte: 1,
  Char: 2,
  Int16: 2,
  UInt16: 2,
  Int32: 4,
  UInt32: 4,
  Single: 4,
  Int64: 8,
  UInt64: 8,
  Double: 8,
}
const enumBytes: Readonly<Record<string, number>> = {
  Byte: 1,
  SByte: 1,
  Int16: 2,
  UInt16: 2,
  Int64: 8,
  UInt64: 8,
}

/** Looks up types by their namespace; of several for different CPUs, the one for a width. */
class Types {
  private readonly byName = new Map<string, Definition[]>()

  add(namespace: string, own: Definition, parents: readonly string[] = []): void {
    const key = [namespace, ...parents, own.Name].join('/')
    this.byName.set(key, [...(this.byName.get(key) ?? []), own])
    for (const nested of own.NestedTypes ?? []) this.add(namespace, nested, [...parents, own.Name])
  }

  find(key: string, pointerBytes: PointerBytes): Definition | undefined {
    const all = this.byName.get(key) ?? []
    return (
      all.find(({ Architectures: own }) => own.length === 0 || own.includes(bits[pointerBytes])) ??
      all[0]
    )
  }

  /** A nested type is named by its parents, which may begin anywhere in the struct that is being read. */
  resolve(
    { Api, Parents, Name }: Extract<Type, { Kind: 'ApiRef' }>,
    scope: readonly string[],
    pointerBytes: PointerBytes,
  ): { readonly found: Definition; readonly scope: readonly string[] } | undefined {
    for (let depth = scope.length; depth >= 0; depth--) {
      const path = [...scope.slice(0, depth), ...Parents, Name]
      const found = this.find([Api, ...path].join('/'), pointerBytes)
      if (found) return { found, scope: path }
    }
    return undefined
  }

  sizeOf(own: Type, pointerBytes: PointerBytes, scope: readonly string[] = []): Size | undefined {
    switch (own.Kind) {
      case 'Native': {
        if (own.Name === 'Guid') return [16, 4]
        const bytes = natives[own.Name] ?? pointerBytes
        return [bytes, bytes || 1]
      }
      case 'Array': {
        const element = this.sizeOf(own.Child, pointerBytes, scope)
        return element && [element[0] * (own.Shape?.Size || 1), element[1]]
      }
      case 'ApiRef': {
        const resolved = this.resolve(own, scope, pointerBytes)
        return own.TargetKind === 'FunctionPointer' || own.TargetKind === 'Com'
          ? [pointerBytes, pointerBytes]
          : resolved && this.sizeOfDefinition(resolved.found, pointerBytes, resolved.scope)
      }
      default:
        return [pointerBytes, pointerBytes]
    }
  }

  sizeOfDefinition(
    own: Definition,
    pointerBytes: PointerBytes,
    scope: readonly string[],
  ): Size | undefined {
    if (own.Kind === 'NativeTypedef') return own.Def && this.sizeOf(own.Def, pointerBytes, scope)
    if (own.Kind === 'Enum') {
      const bytes = enumBytes[own.IntegerBase ?? ''] ?? 4
      return [bytes, bytes]
    }
    if (own.Kind !== 'Struct' && own.Kind !== 'Union') return [pointerBytes, pointerBytes]
    let [end, align] = [0, 1]
    for (const field of own.Fields ?? []) {
      const size = this.sizeOf(field.Type, pointerBytes, scope)
      if (!size) return undefined
      const fieldAlign = own.PackingSize ? Math.min(size[1], own.PackingSize) : size[1]
      align = Math.max(align, fieldAlign)
      end = own.Kind === 'Union' ? Math.max(end, size[0]) : roundUp(end, fieldAlign) + size[0]
    }
    return [Math.max(roundUp(end, align), own.Size ?? 0), align]
  }
}

function roundUp(value: number, unit: number): number {
  return Math.ceil(value / unit) * unit
}

function isScalar(types: Types, own: Type): boolean {
  if (own.Kind !== 'ApiRef') return true
  const kind = types.resolve(own, [], 8)?.found.Kind
  return kind !== 'Struct' && kind !== 'Union'
}

/** The texts of Windows, and pointers to their characters. */
function textOf(own: Type): string | undefined {
  const to = own.Kind === 'PointerTo' || own.Kind === 'LPArray' ? own.Child : undefined
  const name = own.Kind === 'ApiRef' ? own.Name : to && 'Name' in to ? `${to.Name}*` : ''
  return { PSTR: 'n', 'CHAR*': 'n', PWSTR: 'w', 'Char*': 'w' }[name]
}

function characterOf(types: Types, own: Type): string {
  const text = textOf(own)
  if (text !== undefined) return text
  if (!isScalar(types, own)) return 's'
  const [x64, ia32] = [types.sizeOf(own, 8)?.[0], types.sizeOf(own, 4)?.[0]]
  if (x64 === undefined || ia32 === undefined) return '?'
  if (x64 !== ia32) return x64 === 8 && ia32 === 4 ? 'p' : '?'
  return x64 === 0 ? 'v' : String(x64)
}

/** Reads the folder `api` of win32json. */
export function readMetadata(folder: string, commit: string): MetadataFacts {
  const types = new Types()
  const apis = readdirSync(folder)
    .filter(name => name.endsWith('.json'))
    .sort()
    .map(name => ({
      namespace: basename(name, '.json'),
      ...api.parse(JSON.parse(readFileSync(join(folder, name), 'utf8').replace(/^\uFEFF/, ''))),
    }))
  const definitions = apis.flatMap(({ namespace, Types: own }) =>
    own.flatMap(item => ('Kind' in item ? [{ namespace, own: item }] : [])),
  )
  for (const { namespace, own } of definitions) types.add(namespace, own)
  return {
    source: { repository: 'https://github.com/marlersoft/win32json', commit, license: 'MIT' },
    functions: sorted(apis.flatMap(({ Functions }) => Functions.map(own => factsOf(types, own)))),
    structs: sorted(definitions.flatMap(item => structFacts(types, item))),
    closers: sorted(
      definitions.flatMap(({ own }) =>
        own.Kind === 'NativeTypedef' && own.FreeFunc ? [[own.Name, own.FreeFunc] as const] : [],
      ),
    ),
  }
}

function factsOf(
  types: Types,
  own: z.infer<typeof api>['Functions'][number],
): readonly [string, MetadataFunction] {
  const returned = own.ReturnType
  const definition = returned.Kind === 'ApiRef' ? types.resolve(returned, [], 8)?.found : undefined
  const isHandle = definition?.Kind === 'NativeTypedef' && characterOf(types, returned) === 'p'
  const facts = [
    [returned, ...own.Params.map(item => item.Type)].map(one => characterOf(types, one)).join(''),
    own.DllImport.toLowerCase().replace(/\.dll$/, ''),
    own.SetLastError ? 1 : 0,
  ] as const
  return [own.Name, isHandle && definition ? [...facts, definition.Name] : facts]
}

function structFacts(
  types: Types,
  { namespace, own }: { readonly namespace: string; readonly own: Definition },
): (readonly [string, readonly [number, number?]])[] {
  if (own.Kind !== 'Struct' && own.Kind !== 'Union') return []
  const sizes = ([8, 4] as const).map(
    pointerBytes =>
      types.sizeOfDefinition(
        types.find(`${namespace}/${own.Name}`, pointerBytes) ?? own,
        pointerBytes,
        [own.Name],
      )?.[0],
  )
  const [x64, ia32] = sizes
  if (x64 === undefined || ia32 === undefined) return []
  return [[own.Name, x64 === ia32 ? [x64] : [x64, ia32]]]
}

function sorted<T>(entries: readonly (readonly [string, T])[]): Record<string, T> {
  return Object.fromEntries([...entries].sort(([one], [other]) => (one < other ? -1 : 1)))
}
