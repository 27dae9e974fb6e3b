import { cp, mkdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { Notice } from '../../os/notice.ts'
import type { Architecture } from '../../declare/win32/architecture.ts'
import { openFolder, placeFolder } from './cache.ts'
import { ensurePackage } from './fetch-package.ts'
import { isIntact, markIntact } from './intact.ts'
import { withLock } from './lock.ts'
import { koffiPackages, koffiVersion } from '../../hosts/koffi.ts'
import { ProvisionProblem } from './problem.ts'

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
  const own = await findOwnKoffi()
  const binary = await ensurePackage(cache, koffiPackages[architecture], notice)
  const copies = await openFolder(cache, 'koffi')
  const entry = `${koffiVersion}-${architecture}`
  const folder = join(copies, entry)
  const koffi = join(folder, 'node_modules', 'koffi')
  const { integrity } = koffiPackages[architecture]
  if (await isIntact(folder, integrity)) return koffi
  await withLock(
    cache,
    `koffi-${entry}`,
    () => {},
    async () => {
      if (await isIntact(folder, integrity)) return
      await placeFolder(folder, temporary => fill(temporary, own, binary, architecture))
    },
  )
  return koffi
}

async function fill(
  folder: string,
  own: string,
  binary: string,
  architecture: Architecture,
): Promise<void> {
  const modules = join(folder, 'node_modules')
  await cp(own, join(modules, 'koffi'), {
    recursive: true,
    filter: source => isNeeded(source.slice(own.length)),
  })
  const target = join(modules, '@koromix')
  await mkdir(target, { recursive: true })
  await cp(binary, join(target, `koffi-win32-${architecture}`), { recursive: true })
  await markIntact(folder, koffiPackages[architecture].integrity)
}

/** koffi's package also holds its C++ sources, vendored headers and manual, which are left out. */
export function isNeeded(path: string): boolean {
  if (path === '') return true
  const parts = path.slice(1).split(/[\\/]/)
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
