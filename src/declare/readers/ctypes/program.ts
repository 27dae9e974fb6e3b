import { statSync } from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'
import { openWidthTable } from '../../widths/table.ts'
import { readPython, type ParsePython } from './parse.ts'
import type { PythonNode } from './syntax.ts'

/** The Python files of a target, each read and parsed when it is first needed. */
export interface PythonProgram {
  /** Files that declare or call something, or may, through a module of the target that does. */
  readonly ofInterest: readonly string[]
  /** Files that were read as text, those among them that were found by an import. */
  files(): readonly string[]
  /** Sentences about files that could not be read or parsed to their end. */
  failures(): readonly string[]
  parse(file: string): PythonNode | undefined
  /** The file of a module by its dotted name, as seen from a file; `level` dots lead up. */
  findModule(name: string, level: number, from: string): string | undefined
}

interface Limits {
  /** Milliseconds of processor time. */
  readonly deadline: number
  readonly limitMs: number
}

/** Reads the files of a target. What never mentions ctypes, nor anything through a module that does, is not parsed. */
export function openProgram(
  files: readonly string[],
  parsePython: ParsePython,
  { deadline, limitMs }: Limits,
): PythonProgram {
  // Files come and go between two audits of one process.
  seenFiles.clear()
  const texts = new Map<string, string>()
  const failures: string[] = []
  const late: string[] = []
  for (const file of files) {
    const read = readPython(file)
    if (read.kind === 'text') texts.set(file, read.text)
    else failures.push(`${file} was not read: ${read.reason}`)
  }
  const findModule = moduleFinder([...texts.keys()])
  const [only] = files.length === 1 ? texts.keys() : []
  const roots = new Map<string, PythonNode | undefined>()
  const parse = (file: string): PythonNode | undefined => {
    if (roots.has(file)) return roots.get(file)
    const read = texts.has(file) ? undefined : readPython(file)
    if (read?.kind === 'skipped') return undefined
    const text = read?.text ?? texts.get(file) ?? ''
    const parsed = parsePython({ file, text }, deadline)
    if (parsed.kind === 'late') late.push(file)
    else if (parsed.firstError !== undefined)
      failures.push(
        `${file} has invalid syntax at line ${parsed.firstError}; what could be read of it was audited`,
      )
    const root = parsed.kind === 'parsed' ? parsed.root : undefined
    roots.set(file, root)
    return root
  }
  return {
    // Who names one file asks about that file, and about what it imports.
    ofInterest: only === undefined ? filesOfInterest(texts, findModule) : [only],
    files: () => [...new Set([...texts.keys(), ...roots.keys()])],
    failures: () => [
      ...failures,
      ...(late.length > 0
        ? [
            `${late[0]}${late.length > 1 ? ` and ${late.length - 1} more files` : ''} could not be parsed within ${limitMs / 1000} s of processor time`,
          ]
        : []),
    ],
    parse,
    findModule,
  }
}

type FindModule = PythonProgram['findModule']

/** Finds modules below any folder of the target: which of them are in `sys.path` is not known. */
function moduleFinder(files: readonly string[]): FindModule {
  const known = new Set(files)
  const byEnd = new Map<string, string[]>()
  for (const file of files) {
    const path = file.replace(/\.pyw?$/, '').replace(/[\\/]__init__$/, '')
    const last = path.split(sep).at(-1) ?? ''
    byEnd.set(last, [...(byEnd.get(last) ?? []), file])
  }
  return (name, level, from) => {
    const path = name.split('.').join(sep)
    if (level > 0) {
      let folder = dirname(from)
      for (let up = 1; up < level; up += 1) folder = dirname(folder)
      return [join(folder, `${path}.py`), join(folder, path, '__init__.py')].find(
        file => known.has(resolve(file)) || isFile(file),
      )
    }
    const candidates = (byEnd.get(name.split('.').at(-1) ?? '') ?? []).filter(
      file => file.endsWith(`${sep}${path}.py`) || file.endsWith(`${sep}${path}${sep}__init__.py`),
    )
    return nearest(candidates, from) ?? (files.length === 1 ? besides(path, from) : undefined)
  }
}

/** A module of the same package, or beside the file, that is no file of the target. */
function besides(path: string, from: string): string | undefined {
  const own = dirname(from)
  let root = own
  while (isFile(join(root, '__init__.py')) && dirname(root) !== root) root = dirname(root)
  return [root, own]
    .flatMap(folder => [join(folder, `${path}.py`), join(folder, path, '__init__.py')])
    .find(isFile)
}

const seenFiles = new Map<string, boolean>()

function isFile(path: string): boolean {
  const known = seenFiles.get(path)
  if (known !== undefined) return known
  const found = statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
  seenFiles.set(path, found)
  return found
}

/** Of several modules of one name, the one in the same tree of folders. */
function nearest(files: readonly string[], from: string): string | undefined {
  const shared = (file: string): number => {
    let count = 0
    while (count < file.length && file[count] === from[count]) count += 1
    return count
  }
  return [...files].sort((left, right) => shared(right) - shared(left))[0]
}

function filesOfInterest(texts: ReadonlyMap<string, string>, findModule: FindModule): string[] {
  const wanted = new Set(
    [...texts].filter(([, text]) => /\bctypes\b/.test(text)).map(([file]) => file),
  )
  if (wanted.size === 0) return []
  const rest = [...texts].filter(([file, text]) => !wanted.has(file) && mentionsWindows(text))
  const imports = new Map(rest.map(([file, text]) => [file, importsOf(text, file, findModule)]))
  for (let grown = true; grown;) {
    grown = false
    for (const [file, modules] of imports)
      if (!wanted.has(file) && modules.some(module => wanted.has(module))) {
        wanted.add(file)
        grown = true
      }
  }
  return [...texts.keys()].filter(file => wanted.has(file))
}

let windowsNames: ReadonlySet<string> | undefined

/** Whether a text has a name that is a function of Windows, or an attribute in which ctypes is told of one. */
function mentionsWindows(text: string): boolean {
  windowsNames ??= new Set(openWidthTable().functionNames)
  if (/\b(argtypes|restype|_fields_)\b/.test(text)) return true
  for (const [name] of text.matchAll(/\b[A-Z][a-z]+[A-Z]\w+/g))
    if (windowsNames.has(name)) return true
  return false
}

/** The modules of the target that a text imports, as far as its lines say. */
function importsOf(text: string, file: string, findModule: FindModule): string[] {
  const found: string[] = []
  for (const [, dots = '', name = '', names = ''] of text.matchAll(
    /^[ \t]*from[ \t]+(\.*)([\w.]*)[ \t]+import[ \t]+\(?([\w, \t]*)/gm,
  )) {
    const module = name === '' ? undefined : findModule(name, dots.length, file)
    if (module) found.push(module)
    for (const one of names.split(/[, \t]+/)) {
      const sub = one && findModule(name === '' ? one : `${name}.${one}`, dots.length, file)
      if (sub) found.push(sub)
    }
  }
  for (const [, names = ''] of text.matchAll(/^[ \t]*import[ \t]+([\w., \t]+)/gm))
    for (const one of names.split(',')) {
      const module = findModule(one.trim().split(/\s/)[0] ?? '', 0, file)
      if (module) found.push(module)
    }
  return found
}
