import { writeSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { LoadHook, ResolveHook } from 'node:module'
import { stripTypes } from '../../../os/strip-types.ts'
import { recordDescriptor } from './record.ts'
import { addLateDeclarations, auditSymbol } from './late.ts'

/** Module hooks of the auditing child: koffi becomes the recorder, TypeScript loses its types, late declarations are made early. */

const facade = 'handle-width-audit:koffi'

/** koffi and its repackagings, by the names under which programs ask for them. */
export const koffiPackage = /^(koffi|koffi-cream)(\/.*)?$/

let names: readonly string[] = []

/** Takes the names that the recorder exports; called by Node when the hooks are registered. */
export function initialize(data: { readonly names: readonly string[] }): void {
  names = data.names
}

/** Tells the parent that a source file of the target was loaded, and adds its late declarations. */
function prepare(source: string, file: string): string {
  writeSync(recordDescriptor, `${JSON.stringify({ kind: 'loaded', file })}\n`)
  return addLateDeclarations(source, file)
}

export const resolve: ResolveHook = async (specifier, context, next) => {
  if (koffiPackage.test(specifier)) return { url: facade, format: 'module', shortCircuit: true }
  try {
    return await next(specifier, context)
  } catch (error) {
    // TypeScript writes the name that the compiled file will have.
    if (!/^(\.|file:).*\.[cm]?js$/.test(specifier)) throw error
    return await next(specifier.replace(/js$/, 'ts'), context)
  }
}

export const load: LoadHook = async (url, context, next) => {
  if (url === facade) return { format: 'module', source: facadeSource(), shortCircuit: true }
  if (/\.[cm]?tsx?$/.test(new URL(url).pathname)) return await loadTypeScript(url)
  const loaded = await next(url, context)
  if (
    loaded.format !== 'module' ||
    !url.startsWith('file:') ||
    loaded.source === undefined ||
    loaded.source === null
  )
    return loaded
  return { ...loaded, source: prepare(toText(loaded.source), fileURLToPath(url)) }
}

function facadeSource(): string {
  const exported = names.filter(
    name => /^[A-Za-z_]\w*$/.test(name) && !['in', 'default'].includes(name),
  )
  return (
    `const { koffi } = globalThis[Symbol.for(${JSON.stringify(auditSymbol)})]\nexport default koffi\n` +
    exported
      .map(name => `const own_${name} = koffi.${name}; export { own_${name} as ${name} }`)
      .join('\n')
  )
}

/** What is compiled to CommonJS may ask for modules with `require`; loaded as it is, it is a module that has none. */
function withRequire(source: string, file: string): string {
  if (file.endsWith('.cts') || !/\brequire\s*\(/.test(source)) return source
  if (/\b(const|let|var|function)\s+require\b|createRequire/.test(source)) return source
  // On the first line, so that lines stay where they are.
  return `import { createRequire as requireOfAudit } from 'node:module'; const require = requireOfAudit(import.meta.url); ${source}`
}

async function loadTypeScript(
  url: string,
): Promise<{ format: string; source: string; shortCircuit: true }> {
  const file = fileURLToPath(url)
  const source = prepare(withRequire(stripTypes(await readFile(file, 'utf8'), file), file), file)
  return { format: file.endsWith('.cts') ? 'commonjs' : 'module', source, shortCircuit: true }
}

function toText(source: string | ArrayBuffer | NodeJS.TypedArray): string {
  if (typeof source === 'string') return source
  return Buffer.from(
    source instanceof ArrayBuffer
      ? new Uint8Array(source)
      : new Uint8Array(source.buffer, source.byteOffset, source.byteLength),
  ).toString('utf8')
}
