import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { Notice } from '../../os/notice.ts'
import type { Architecture } from '../../declare/win32/architecture.ts'
import { ensureCopy, fromFolder, fromPackage, isCopyOf, type CopySource } from './copy.ts'
import { koffiPackages, koffiVersion } from '../../hosts/koffi.ts'
import { ProvisionProblem } from './problem.ts'

const kind = 'koffi'

function entryOf(architecture: Architecture): string {
  return `${koffiVersion}-${architecture}`
}

async function sourcesOf(
  cache: string,
  architecture: Architecture,
): Promise<readonly CopySource[]> {
  return [
    fromFolder(await findOwnKoffi(), { into: 'node_modules/koffi', takes: isNeeded }),
    fromPackage(cache, koffiPackages[architecture], {
      into: `node_modules/@koromix/koffi-win32-${architecture}`,
      takes: () => true,
    }),
  ]
}

/**
 * The folder of a koffi that node.exe of `architecture` can load: the JavaScript part of this package's own koffi,
 * with its Windows binary.
 *
 * @throws ProvisionProblem when the binary cannot be fetched, or the installed koffi is not the pinned version.
 */
export async function ensureKoffi(
  cache: string,
  architecture: Architecture,
  notice: Notice,
): Promise<string> {
  const sources = await sourcesOf(cache, architecture)
  const folder = await ensureCopy(cache, kind, entryOf(architecture), sources, notice)
  return join(folder, 'node_modules', 'koffi')
}

/** The folder of that koffi in the cache, and whether it is whole. `isWhole` throws as `ensureKoffi` does. */
export function examineKoffi(
  cache: string,
  architecture: Architecture,
): { readonly folder: string; isWhole(): Promise<boolean> } {
  const folder = join(cache, kind, entryOf(architecture))
  return { folder, isWhole: async () => isCopyOf(await sourcesOf(cache, architecture), folder) }
}

/** koffi's package also holds its C++ sources, vendored headers and manual, which are left out. */
export function isNeeded(path: string): boolean {
  const parts = path.split('/')
  if (['doc', 'vendor', 'lib', 'cnoke.cjs'].includes(parts[0] ?? '')) return false
  const name = parts.at(-1) ?? ''
  return name !== 'CMakeLists.txt' && (!name.includes('.') || /\.(c?js|json|txt)$/.test(name))
}

async function findOwnKoffi(): Promise<string> {
  const main = createRequire(import.meta.url).resolve('koffi')
  const folder = dirname(main)
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')))
  if (version === koffiVersion) return folder
  throw new ProvisionProblem(
    `koffi ${version} is installed, and the Windows binaries are pinned for ${koffiVersion}.`,
    'Install this package anew (npm ci).',
  )
}
