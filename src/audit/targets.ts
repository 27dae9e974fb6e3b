import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs'
import { dirname, extname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { architectures, type Architecture } from '../declare/win32/architecture.ts'
import type { ResolvedTarget } from '../declare/reading.ts'
import {
  languageNames,
  languagesOf,
  mentionsOf,
  type LanguageName,
} from '../declare/readers/index.ts'
import { readBytes, readText, UnreadableFile } from '../os/read-text.ts'
import { AuditProblem } from './problem.ts'

const javaScript = new Set(['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts'])
/** Languages with an FFI of their own that no reader is written for. */
const foreign = new Set([
  '.fs',
  '.rs',
  '.go',
  '.rb',
  '.kt',
  '.scala',
  '.pas',
  '.d',
  '.nim',
  '.zig',
  '.pl',
  '.pm',
  '.au3',
  '.jl',
  '.r',
  '.php',
  '.swift',
  '.dart',
  '.hs',
  '.ml',
  '.lisp',
  '.tcl',
  '.cr',
])
const skipped = new Set([
  'node_modules',
  '.git',
  '__pycache__',
  '.venv',
  'venv',
  '.tox',
  'site-packages',
])
const fileLimit = 20_000

/** Whether a folder of that name holds nothing of the target's own, such as `node_modules`. */
export function isSkippedFolder(name: string): boolean {
  return skipped.has(name)
}

/** Whether a file of that name may be read or run by an audit, or decide what is. */
export function isLookedAt(name: string): boolean {
  const extension = extname(name).toLowerCase()
  return name === 'package.json' || javaScript.has(extension) || languagesOf(extension).length > 0
}

/** Finds out what a target is: an npm package that is installed here, a module, or a folder. Throws AuditProblem. */
export function resolveTarget(
  target: string,
  folder: string,
  exclude: readonly string[] = [],
): ResolvedTarget {
  const path = resolve(folder, target)
  if (existsSync(path))
    return statSync(path).isDirectory()
      ? resolveFolder(target, path, exclude)
      : resolveFile(target, path)
  const installed = findPackage(target, folder)
  if (installed) return resolveFolder(target, installed, exclude)
  throw new AuditProblem(
    `Cannot audit "${target}": there is no such file or folder, and no package of that name is installed here; install it or give a path`,
  )
}

function findPackage(name: string, folder: string): string | undefined {
  if (!/^(@[\w.-]+\/)?[\w.-]+$/.test(name)) return undefined
  for (let at = resolve(folder); ; at = dirname(at)) {
    const candidate = join(at, 'node_modules', name)
    if (existsSync(join(candidate, 'package.json'))) return candidate
    if (dirname(at) === at) return undefined
  }
}

function resolveFile(target: string, path: string): ResolvedTarget {
  const extension = extname(path).toLowerCase()
  const base = {
    target,
    root: dirname(path),
    isFile: true as const,
    modules: [],
    sources: new Map<string, readonly string[]>(),
    notCovered: [],
    architectures,
  }
  const sources = sourcesIn([path])
  if (javaScript.has(extension) && (sources.size === 0 || mentionsKoffi(path)))
    return { ...base, sources, modules: [pathToFileURL(path).href] }
  if (sources.size > 0) return { ...base, sources }
  return { ...base, notCovered: [path] }
}

function resolveFolder(target: string, root: string, exclude: readonly string[]): ResolvedTarget {
  const left = exclude.map(toPattern)
  const files = listFiles(root).filter(
    file => !left.some(pattern => pattern.test(relative(root, file).replaceAll('\\', '/'))),
  )
  const manifest = readManifest(root)
  const notCovered = files.filter(file => foreign.has(extname(file).toLowerCase()))
  const sources = sourcesIn(files)
  const withKoffi = files.filter(file => isModule(file) && mentionsKoffi(file))
  // A package that declares with another FFI is read and need not run; koffi may come by way of a dependency.
  const isOther = withKoffi.length === 0 && [...sources.values()].some(own => own.some(isModule))
  const modules = manifest?.entries.length ? (isOther ? [] : manifest.entries) : withKoffi
  return {
    target,
    root,
    sources,
    notCovered,
    modules: modules.map(file => pathToFileURL(file).href),
    architectures: manifest?.architectures ?? architectures,
  }
}

/** The files of each language that is read. */
function sourcesIn(files: readonly string[]): ResolvedTarget['sources'] {
  return new Map(
    languageNames
      .map(name => [name, files.filter(file => isOfLanguage(file, name))] as const)
      .filter(([, own]) => own.length > 0),
  )
}

function isModule(file: string): boolean {
  return javaScript.has(extname(file).toLowerCase()) && !/\.d\.[cm]?ts$/.test(file)
}

function isOfLanguage(file: string, name: LanguageName): boolean {
  if (!languagesOf(extname(file)).includes(name)) return false
  const mentions = mentionsOf(name)
  return mentions === undefined || (isModule(file) && hasText(file, mentions))
}

/** `tests`, `*.gen.py` match a file or folder anywhere; a pattern with a slash matches from the top. */
function toPattern(pattern: string): RegExp {
  const plain = pattern.replace(/^\.\//, '').replace(/\/+$/, '')
  const inner = plain
    .split(/(\*\*\/|\*\*|\*|\?)/)
    .map(part =>
      part === '**/'
        ? '(.*/)?'
        : part === '**'
          ? '.*'
          : part === '*'
            ? '[^/]*'
            : part === '?'
              ? '[^/]'
              : part.replace(/[.+^${}()|[\]\\]/g, '\\$&'),
    )
    .join('')
  return new RegExp(`${plain.includes('/') ? '^' : '(^|/)'}${inner}(/|$)`)
}

function listFiles(root: string): string[] {
  const files: string[] = []
  const visit = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (files.length > fileLimit)
        throw new AuditProblem(
          `Cannot audit "${root}": it holds more than ${fileLimit} files; give a smaller folder`,
        )
      if (entry.isDirectory() && !isSkippedFolder(entry.name)) visit(join(folder, entry.name))
      else if (entry.isFile()) files.push(join(folder, entry.name))
    }
  }
  visit(root)
  return files.sort()
}

/** A larger file was made by a program, and holds no binding. Bytes. */
const longestModule = 16 * 1024 * 1024
const longestManifest = 4 * 1024 * 1024

function mentionsKoffi(file: string): boolean {
  return hasText(file, /['"]koffi(-cream)?['"/]/)
}

function hasText(file: string, text: RegExp): boolean {
  try {
    return text.test(readBytes(file, longestModule).toString('latin1'))
  } catch (error) {
    if (error instanceof UnreadableFile) return false
    throw error
  }
}

interface Manifest {
  readonly entries: readonly string[]
  readonly architectures: readonly Architecture[]
}

function readManifest(root: string): Manifest | undefined {
  const file = join(root, 'package.json')
  if (!existsSync(file)) return undefined
  const manifest = parseManifest(root, file)
  const named =
    manifest.exports === undefined
      ? [typeof manifest.main === 'string' ? manifest.main : 'index.js']
      : exportedFiles(manifest.exports)
  const entries = named
    .map(name => join(root, name))
    .filter(path => javaScript.has(extname(path)) && existsSync(path))
  for (const path of entries) refuseOutside(root, path)
  const cpu = Array.isArray(manifest.cpu) ? manifest.cpu : []
  const allowed = architectures.filter(architecture => cpu.includes(architecture))
  return {
    entries: [...new Set(entries)],
    architectures: allowed.length > 0 ? allowed : architectures,
  }
}

const manifestSchema = z.object({
  main: z.unknown().optional(),
  exports: z.unknown().optional(),
  cpu: z.unknown().optional(),
})

function parseManifest(root: string, file: string): z.infer<typeof manifestSchema> {
  try {
    return manifestSchema.parse(JSON.parse(readText(file, longestManifest)))
  } catch (error) {
    const why =
      error instanceof UnreadableFile
        ? `cannot be read: ${error.message}`
        : error instanceof z.ZodError
          ? 'is no JSON object'
          : 'is not JSON'
    throw new AuditProblem(`Cannot audit "${root}": its package.json ${why}`)
  }
}

/** Node refuses such exports, too; and what was not named is not run. */
function refuseOutside(root: string, path: string): void {
  const way = relative(realpathSync(root), realpathSync(path))
  if (!way.startsWith(`..${sep}`) && !isAbsolute(way)) return
  throw new AuditProblem(
    `Cannot audit "${root}": its package.json names ${path}, which lies outside of it; name that file itself if it is to be audited`,
  )
}

/** The files that a package offers, by what a module import would take of each entry. */
function exportedFiles(exported: unknown, depth = 0): string[] {
  if (typeof exported === 'string') return [exported]
  // Conditions within conditions: nobody writes more than three.
  if (typeof exported !== 'object' || exported === null || depth > 16) return []
  const entries = Object.entries(exported)
  if (entries.some(([key]) => key.startsWith('.')))
    return entries
      .filter(([key]) => !key.includes('*'))
      .flatMap(([, value]) => exportedFiles(value, depth + 1))
  const condition = ['import', 'node', 'default', 'require'].find(name => name in exported)
  return condition ? exportedFiles((exported as Record<string, unknown>)[condition], depth + 1) : []
}
