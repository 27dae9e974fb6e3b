import {
  chmod,
  copyFile,
  link,
  mkdir,
  readFile,
  readdir,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises'
import { join, sep } from 'node:path'
import {
  emulatedCpu,
  isEmulated,
  keptRelease,
  tripletOf,
  type DebianMachine,
} from '../lanes/engines/wine/kept-wine.ts'
import { ProvisionProblem, errorCodeOf } from '../lanes/provision/problem.ts'

/** The dynamic loader of a machine, in the folder of its libraries. */
const dynamicLoader: Readonly<Record<DebianMachine, string>> = {
  amd64: 'ld-linux-x86-64.so.2',
  arm64: 'ld-linux-aarch64.so.1',
}

/**
 * Puts the needed parts of unpacked packages into `folder`: `lib/wine` with the programs, `lib/TRIPLET` with the
 * libraries and Wine's parts, `share/wine`. Contains files only: a symbolic link could lead out of the folder, so
 * a link in a package becomes a hard link.
 *
 * @throws ProvisionProblem when the packages do not hold what was expected.
 */
export async function layKeptTree(
  tree: string,
  folder: string,
  machine: DebianMachine,
): Promise<void> {
  try {
    await layTree(tree, folder, machine)
  } catch (error) {
    if (errorCodeOf(error) !== 'ENOENT') throw error
    throw new ProvisionProblem(
      `The packages of ${keptRelease.title} are laid out otherwise than expected (${String(error)}).`,
      'This program is too old for them: take a newer one.',
    )
  }
}

async function layTree(tree: string, folder: string, machine: DebianMachine): Promise<void> {
  const triplet = tripletOf[machine]
  const libraries = join(folder, 'lib', triplet)
  await mkdir(libraries, { recursive: true })
  await mkdir(join(folder, 'share'))
  await resolveLinks(join(tree, 'usr/lib', triplet), tree)
  for (const name of await readdir(join(tree, 'usr/lib', triplet)))
    if (/\.so(\.|$)/.test(name) || name === 'wine')
      await rename(join(tree, 'usr/lib', triplet, name), join(libraries, name))
  await rename(join(tree, 'usr/share/wine'), join(folder, 'share/wine'))
  await rm(join(folder, 'share/wine/applications'), { recursive: true, force: true })
  await mkdir(join(folder, 'lib/wine'))
  for (const program of ['wine64', 'wineserver'] as const)
    await layProgram(tree, folder, machine, program)
  if (machine === 'amd64') await layWindowsX86(tree, join(libraries, 'wine'))
}

async function layProgram(
  tree: string,
  folder: string,
  machine: DebianMachine,
  program: 'wine64' | 'wineserver',
): Promise<void> {
  const programs = join(folder, 'lib/wine')
  const triplet = tripletOf[machine]
  const binary = program === 'wineserver' ? 'wineserver64' : program
  await rename(join(tree, 'usr/lib/wine', binary), join(programs, `${program}.elf`))
  // Named after the program, because the system shows this name for the process.
  await link(join(folder, 'lib', triplet, dynamicLoader[machine]), join(programs, `${program}.ld`))
  if (isEmulated(machine))
    await copyFile(join(tree, 'usr/bin/qemu-aarch64'), join(programs, `${program}.qemu`))
  await writeFile(join(programs, program), scriptOf(program, triplet, isEmulated(machine)))
  await chmod(join(programs, program), 0o755)
}

function scriptOf(program: string, triplet: string, emulated: boolean): string {
  const before = emulated ? `"$d/${program}.qemu" -cpu ${emulatedCpu} ` : ''
  return `#!/bin/sh
d=\${0%/*}
exec ${before}"$d/${program}.ld" --inhibit-cache --library-path "$d/../${triplet}" --argv0 "$0" "$d/${program}.elf" "$@"
`
}

/** The 32-bit Windows parts, with zlib1.dll as libwine's installation makes it: with Wine's signature at byte 64. */
async function layWindowsX86(tree: string, wine: string): Promise<void> {
  await rm(join(wine, 'i386-windows'), { recursive: true, force: true })
  await rename(join(tree, 'usr/lib/i386-linux-gnu/wine/i386-windows'), join(wine, 'i386-windows'))
  for (const [mingw, own] of [
    ['x86_64-w64-mingw32', 'x86_64-windows'],
    ['i686-w64-mingw32', 'i386-windows'],
  ] as const) {
    const bytes = await readFile(join(tree, 'usr', mingw, 'lib/zlib1.dll'))
    bytes.fill(0, 64, 96)
    bytes.write('Wine builtin DLL', 64, 'latin1')
    await writeFile(join(wine, own, 'zlib1.dll'), bytes)
  }
}

/** Replaces the symbolic links of a folder by hard links; removes those that lead out of the tree, or nowhere. */
async function resolveLinks(folder: string, tree: string): Promise<void> {
  const within = `${await realpath(tree)}${sep}`
  for (const item of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!item.isSymbolicLink()) continue
    const path = join(item.parentPath, item.name)
    const target = await realpath(path).catch(() => '')
    await rm(path)
    if (target.startsWith(within) && (await stat(target)).isFile()) await link(target, path)
  }
}
