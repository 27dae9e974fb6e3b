import type { Reading } from '../../reading.ts'
import { emptyProgram, libraryName, voidType, type TypeOn } from '../common/program.ts'
import { readingOf } from '../common/reading.ts'
import { readSources } from '../common/sources.ts'
import type { ReadOptions } from '../language.ts'
import { lineOf } from '../koffi/syntax.ts'
import { formsOf } from './forms.ts'
import { importedFiles, parseModule, type Module, type Ref } from './module.ts'
import { structFields, typeOf, type JavaScriptFfi } from './types.ts'
import { ffiVocabulary } from './vocabulary.ts'

/** FFIs that run in 32-bit processes. */
const hasNarrow: ReadonlySet<JavaScriptFfi> = new Set(['ffi-napi', 'ffi-rs'])

/** Modules that are only imported, at most. */
const mostImported = 1000

/** Reads what modules declare with an FFI of JavaScript, without running them. Types may come from modules that they import. */
export async function readFfi(
  ffi: JavaScriptFfi,
  files: readonly string[],
  { architectures }: ReadOptions,
): Promise<Reading> {
  const { read: own, failures: unread } = readSources(files)
  const failures = [...unread]
  const modules = new Map<string, Module>()
  for (const source of own) {
    const module = parseModule(source)
    if (module) modules.set(source.file, module)
    else failures.push(`${source.file} cannot be read as JavaScript`)
  }
  const declaring = [...modules.values()]
  addImported(modules)
  const program = emptyProgram()
  const context = { ffi, modules }
  for (const module of declaring) {
    const { file } = module
    const type = (ref: Ref | undefined): TypeOn =>
      ref ? pointerBytes => typeOf(ref, context, pointerBytes) : () => voidType
    const forms = formsOf(module, ffi, modules)
    program.notFollowed.push(...forms.unread.map(({ line, why }) => ({ file, line, why })))
    for (const { name, library, result, parameters, line } of forms.read)
      program.functions.push({
        name,
        library: library === undefined ? undefined : libraryName(library),
        result: type(result),
        parameters: parameters.map(type),
        place: { file, line },
      })
  }
  for (const module of modules.values())
    for (const [name, node] of module.names) {
      const fields = node && structFields({ node, module }, context)
      if (fields)
        program.structs.push({ name, fields, place: { file: module.file, line: lineOf(node) } })
    }
  return readingOf(program, {
    // Bun, Deno and Node 26 have no 32-bit build for Windows.
    architectures: hasNarrow.has(ffi)
      ? architectures
      : architectures.filter(architecture => architecture !== 'ia32'),
    vocabulary: ffiVocabulary(ffi),
    failures,
    files: declaring.map(({ file }) => file),
  })
}

/** Adds what modules import from files of the same program. */
function addImported(modules: Map<string, Module>): void {
  for (const module of modules.values()) {
    for (const file of importedFiles(module)) {
      if (modules.has(file) || modules.size > mostImported) continue
      const [source] = readSources([file]).read
      const made = source && parseModule(source)
      if (made) modules.set(file, made)
    }
  }
}
