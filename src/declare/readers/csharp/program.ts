import type { FailureTest } from '../../model.ts'
import {
  emptyProgram,
  exportOf,
  libraryName,
  wideExportOf,
  type SourceProgram,
} from '../common/program.ts'
import type { SentinelComparison } from './checks.ts'
import { isWindowsLibrary, openWidthTable } from '../../widths/table.ts'
import type { CsAddress, CsFile, CsMethod, CsType } from './declared.ts'
import { namesOf } from './names.ts'
import type { CharSet } from './plain-types.ts'
import type { Attribute, Expression } from './syntax.ts'
import { charSetOf, Marshaller } from './types.ts'
import { callbacksOf, conventionOf } from './callbacks.ts'

/** What parsed files of C# declare. */
export function programOf(files: readonly CsFile[]): SourceProgram {
  const names = namesOf(files)
  const marshaller = new Marshaller(names)
  const program = emptyProgram()
  const methods = files.flatMap(file => file.methods)
  for (const method of methods) addMethod(program, method, marshaller)
  for (const address of files.flatMap(file => file.addresses))
    addAddress(program, address, marshaller)
  const used = usedTypes(methods, files, marshaller)
  for (const file of files) {
    for (const type of file.types) addType(program, type, used.has(type), marshaller)
    for (const [name, { type, line }] of file.aliases)
      program.aliases.push({
        name,
        place: { file: file.file, line },
        type: marshaller.type(type, undefined, {
          file: file.file,
          path: [],
          charSet: 'Ansi',
          at: 'parameter',
        }),
      })
    for (const check of file.checks) addCheck(program, check, methods, marshaller)
  }
  return program
}

/** What an import names, and how; undefined with the reason where it is not literal. */
function importOf(
  { name, imported }: CsMethod,
  { names }: Marshaller,
): { readonly library: string; readonly entry: string; readonly charSet: CharSet } | string {
  const [given] = imported.positional
  // A constant of another assembly often has the name of the library: ExternDll.Kernel32.
  const named = given?.kind === 'name' ? libraryName(given.name) : undefined
  const isKnown = named !== undefined && isWindowsLibrary(named, openWidthTable())
  const library = names.text(given) ?? (isKnown ? named : undefined)
  if (library === undefined) return 'the name of its library is not literal'
  const said = imported.named.get('EntryPoint')
  const entry = said ? (names.text(said) ?? nameOf(said)) : name
  if (entry === undefined) return 'its entry point is not literal'
  if (entry.startsWith('#')) return 'it is imported by its number'
  const preserves = imported.named.get('PreserveSig')
  if (preserves && nameOf(preserves) === 'false') return 'PreserveSig is false'
  return { library: libraryName(library), entry, charSet: stringsOf(imported) }
}

function triedOf({
  entry,
  charSet,
}: {
  readonly entry: string
  readonly charSet: CharSet
}): string {
  return charSet === 'Unicode' ? wideExportOf(entry) : exportOf(entry, 'A')
}

function nameOf(expression: Expression): string | undefined {
  return expression.kind === 'name' ? expression.name : undefined
}

/** How an import passes texts: CharSet, or StringMarshalling of LibraryImport. */
function stringsOf(imported: Attribute): CharSet {
  const strings = imported.named.get('StringMarshalling')
  if (strings?.kind === 'name') return strings.name === 'Utf16' ? 'Unicode' : 'Ansi'
  return charSetOf(imported)
}

function addMethod(
  program: ReturnType<typeof emptyProgram>,
  method: CsMethod,
  marshaller: Marshaller,
): void {
  const found = importOf(method, marshaller)
  const { file, line, only, imported } = method
  if (typeof found === 'string') {
    program.notFollowed.push({ file, line, why: `${method.name}: ${found}` })
    return
  }
  const isExact = imported.name === 'LibraryImport' || isTrue(imported.named.get('ExactSpelling'))
  const name = isExact ? found.entry : triedOf(found)
  const use = { file, path: method.path, charSet: found.charSet }
  program.functions.push({
    name,
    library: found.library,
    convention: method.isCdecl ? 'cdecl' : conventionOf(imported),
    place: { file, line },
    only: only ?? widthInName(method.name, found.entry),
    result: marshaller.type(method.result, method.resultMarshal, { ...use, at: 'result' }),
    parameters: method.parameters.map(({ type, marshal, isByRef }) =>
      marshaller.type(type, marshal, { ...use, at: 'parameter', isByRef }),
    ),
    callbacks: callbacksOf(method, marshaller),
  })
}

/** An export that is called by its address. */
function addAddress(
  program: ReturnType<typeof emptyProgram>,
  { file, line, path, only, entry, delegate, signature, isCdecl }: CsAddress,
  marshaller: Marshaller,
): void {
  const called = marshaller.names.text(entry)
  const type = delegate === undefined ? undefined : marshaller.names.type(delegate, { file, path })
  const declared = signature ?? type?.signature
  if (called === undefined || !declared) {
    const why =
      called === undefined
        ? 'the name of the export that is looked up is not literal'
        : `${called}: the delegate ${delegate ?? ''} is not defined here`
    program.notFollowed.push({ file, line, why })
    return
  }
  const use = { file, path: type?.path ?? path, charSet: charSetOf(type?.pointer) }
  program.functions.push({
    name: called,
    place: { file, line },
    only,
    convention: isCdecl ? 'cdecl' : conventionOf(type?.pointer),
    result: marshaller.type(declared.result, declared.resultMarshal, { ...use, at: 'result' }),
    parameters: declared.parameters.map(({ type: own, marshal, isByRef }) =>
      marshaller.type(own, marshal, { ...use, at: 'parameter', isByRef }),
    ),
  })
}

function isTrue(expression: Expression | undefined): boolean {
  return expression !== undefined && nameOf(expression) === 'true'
}

/** `SetWindowLong32` with another entry point is meant for 32-bit processes; the program chooses. */
function widthInName(name: string, entry: string): 4 | 8 | undefined {
  if (name === entry) return undefined
  if (/(64|x64)$/i.test(name)) return 8
  return /(32|x86)$/i.test(name) ? 4 : undefined
}

/** Types that functions are declared with, and those inside them. */
function usedTypes(
  methods: readonly CsMethod[],
  files: readonly CsFile[],
  { names }: Marshaller,
): ReadonlySet<CsType> {
  const used = new Set<CsType>()
  const visit = (name: string, site: { file: string; path: readonly string[] }): void => {
    const found = names.type(name, site)
    if (!found || used.has(found)) return
    used.add(found)
    for (const { type } of found.fields)
      visit(type.name, { file: found.file, path: [...found.path, found.name] })
    for (const { type } of found.signature?.parameters ?? []) visit(type.name, found)
  }
  for (const { parameters, file, path, result } of methods)
    for (const type of [result, ...parameters.map(one => one.type)])
      visit(type.name, { file, path })
  for (const type of files.flatMap(({ types }) => types)) if (type.layout) used.add(type)
  return used
}

function addType(
  program: ReturnType<typeof emptyProgram>,
  type: CsType,
  isUsed: boolean,
  marshaller: Marshaller,
): void {
  const { file, line, only, kind, layout, name } = type
  if (!isUsed || (kind !== 'struct' && kind !== 'class') || (kind === 'class' && !layout)) return
  const said = layout?.positional[0]
  if (said?.kind === 'name' && said.name === 'Auto') return
  program.structs.push({
    name,
    fields: marshaller.fields(type),
    place: { file, line },
    only: only ?? widthInName(name, ''),
    ...marshaller.layoutOf(type),
  })
}

/** Whether a call may be of an import in a type: another type of the same method name is named before some. */
function isNamed(
  { owner, file }: SentinelComparison,
  path: readonly string[],
  { names }: Marshaller,
): boolean {
  if (owner === undefined || path.includes(owner)) return true
  const alias = names.alias(owner, { file, path: [] })
  return alias !== undefined && path.includes(alias.name)
}

function addCheck(
  program: ReturnType<typeof emptyProgram>,
  check: SentinelComparison,
  methods: readonly CsMethod[],
  marshaller: Marshaller,
): void {
  const declared = methods.filter(
    ({ name, path }) => name === check.method && isNamed(check, path, marshaller),
  )
  const own = declared.find(({ file }) => file === check.file) ?? declared[0]
  const found = own && importOf(own, marshaller)
  if (!own || !found || typeof found === 'string') return
  // A safe handle is asked whether it is valid; it is compared with nothing.
  if (/Handle/.test(own.result.name)) return
  for (const pointerBytes of [4, 8] as const) {
    const tests = check.tests.flatMap(({ spelled, value, isCut }): FailureTest[] => {
      if (value.kind === 'null') return [{ spelled, value: { kind: 'null' }, loose: true }]
      const number = marshaller.names.evaluate(value, { pointerBytes })
      if (number === undefined) return []
      const values = isCut
        ? [number, BigInt.asIntN(32, number), BigInt.asUintN(32, number)]
        : [number]
      return [...new Set(values)].map(one => ({
        spelled,
        value: { kind: 'number', value: one },
        loose: true,
        ...(isCut && { isCut }),
      }))
    })
    // One look that is not understood may be the right one.
    if (tests.length < check.tests.length) continue
    program.comparisons.push({
      function: triedOf(found),
      result: marshaller.type(own.result, own.resultMarshal, {
        file: own.file,
        path: own.path,
        charSet: found.charSet,
        at: 'result',
      }),
      tests,
      place: { file: check.file, line: check.line },
      only: pointerBytes,
    })
  }
}
