import { functionsOf, structsOf } from '../program/uses.ts'
import type { Declaration, DeclaredFunction, DeclaredStruct } from '../declare/model.ts'
import type { Sequence } from '../program/step.ts'
import { trueAbi, type Abi } from '../declare/win32/abi.ts'
import type { FunctionName } from '../declare/win32/functions.ts'
import type { StructName } from '../declare/win32/structs.ts'
import { win32Type } from '../declare/win32/types.ts'
import { isWindowsLibrary, openWidthTable } from '../declare/widths/table.ts'
import { expressFunction } from './express-function.ts'
import { expressSentinel } from './express-sentinel.ts'
import { expressStruct } from './express-struct.ts'
import type { Expressed, Reader, Remark, Taken } from './expressed.ts'

/** The names under which a binding may declare a function: the W variant, the A variant, the macro of the headers. */
function namesOf(name: FunctionName): string[] {
  return name.endsWith('W') ? [name, `${name.slice(0, -1)}A`, name.slice(0, -1)] : [name]
}

/** What is said of a declaration, without the place where it is said. */
function meaning(declaration: Declaration): string {
  return JSON.stringify(declaration, (key, value: unknown) =>
    /place$/i.test(key) || key === 'spelled' ? undefined : value,
  )
}

/** The declaration that counts of several with one name, and a remark where they differ. */
function lastOf<D extends Declaration & { readonly name: string }>(
  all: readonly D[],
): { readonly last: D | undefined; readonly remarks: readonly Remark[] } {
  const last = all.at(-1)
  const differ = new Set(all.map(meaning)).size > 1
  return {
    last,
    remarks:
      last && differ
        ? [
            {
              text: `${last.name} is declared ${all.length} times, in different ways; the last one was measured`,
            },
          ]
        : [],
  }
}

function bare(name: string): string {
  return name.replace(/^(_+|tag)/, '').toLowerCase()
}

/** The struct that a binding means by a struct of Windows: the one it names so, or the one it passes where Windows takes that struct. */
function meant(
  name: StructName,
  structs: readonly DeclaredStruct[],
  functions: ReadonlyMap<FunctionName, DeclaredFunction>,
): readonly DeclaredStruct[] {
  const passed = new Set(
    [...functions].flatMap(([called, { parameters }]) =>
      !('length' in parameters)
        ? []
        : trueAbi.functions[called].parameters.flatMap((parameter, index) => {
            const to = parameters[index]?.to
            return win32Type(parameter.type).pointsTo === name && to?.kind === 'struct'
              ? [to.spelled]
              : []
          }),
    ),
  )
  const byUse = structs.filter(struct => passed.has(struct.name))
  return byUse.length > 0 ? byUse : structs.filter(struct => bare(struct.name) === bare(name))
}

function chooseFunctions(
  declarations: readonly DeclaredFunction[],
  names: readonly FunctionName[],
): { readonly chosen: Map<FunctionName, DeclaredFunction>; readonly remarks: Remark[] } {
  const chosen = new Map<FunctionName, DeclaredFunction>()
  const remarks: Remark[] = []
  for (const name of names) {
    const own =
      namesOf(name)
        .map(variant => declarations.filter(declared => declared.name === variant))
        .find(found => found.length > 0) ?? []
    const { last, remarks: about } = lastOf(own)
    if (!last) continue
    chosen.set(name, last)
    remarks.push(...about)
    if (last.name !== name)
      remarks.push({
        text: `${last.name} was measured as ${name}, which the sequence calls`,
      })
  }
  return { chosen, remarks }
}

function takeAll<K extends string, D, T>(
  items: Iterable<readonly [K, D]>,
  take: (name: K, declared: D) => Taken<T>,
): { readonly values: Readonly<Partial<Record<K, T>>>; readonly remarks: readonly Remark[] } {
  const taken = [...items].map(([name, declared]) => [name, take(name, declared)] as const)
  return {
    values: Object.fromEntries(taken.map(([name, { value }]) => [name, value])) as Partial<
      Record<K, T>
    >,
    remarks: taken.flatMap(([, { remarks }]) => remarks),
  }
}

/**
 * The declarations of a binding as an ABI: what the sequence calls and the binding declares, in the binding's types;
 * everything else true. Pure.
 */
export function express(
  declarations: readonly Declaration[],
  sequence: Sequence,
  reader: Reader,
): Expressed {
  const table = openWidthTable()
  const all = declarations
    .filter(declaration => declaration.kind === 'function')
    .filter(({ library }) => !library || isWindowsLibrary(library, table))
  const names = functionsOf(sequence)
  const { chosen, remarks } = chooseFunctions(all, names)
  const structs = declarations.filter(declaration => declaration.kind === 'struct')
  const means = structsOf(sequence).flatMap(name => {
    const { last, remarks: about } = lastOf(meant(name, structs, chosen))
    remarks.push(...about)
    return last ? [[name, last] as const] : []
  })
  const functions = takeAll(chosen, (name, declared) => expressFunction(name, declared, reader))
  const shapes = takeAll(means, (name, declared) =>
    withStatedSize(expressStruct(name, declared, reader), declared, declarations),
  )
  const open = chosen.get('CreateFileW')
  const sentinel = expressSentinel(
    declarations.flatMap(declaration =>
      declaration.kind === 'comparison' && declaration.function === open?.name ? [declaration] : [],
    ),
    reader,
  )
  const used = new Set([...chosen.values()].map(({ name }) => name))
  const abi: Abi = {
    functions: { ...trueAbi.functions, ...functions.values },
    structs: { ...trueAbi.structs, ...shapes.values },
    variables: trueAbi.variables,
    sentinel: sentinel.value,
  }
  return {
    abi,
    declared: [...chosen.keys()],
    missing: names.filter(name => !chosen.has(name)),
    notCalled: [...new Set(all.flatMap(({ name }) => (used.has(name) ? [] : [name])))],
    remarks: [
      ...remarks,
      ...functions.remarks,
      ...shapes.remarks,
      ...(open ? sentinel.remarks : []),
    ],
  }
}

/** The number that a program writes into the size field of a struct, where it is not the size it declares. */
function withStatedSize(
  taken: Taken<Abi['structs'][StructName]>,
  struct: DeclaredStruct,
  declarations: readonly Declaration[],
): Taken<Abi['structs'][StructName]> {
  const stated = declarations
    .flatMap(declaration =>
      declaration.kind === 'size' && declaration.struct === struct.name ? [declaration.value] : [],
    )
    .at(-1)
  return stated === undefined || stated === struct.bytes
    ? taken
    : { ...taken, value: { ...taken.value, statedSize: stated } }
}
