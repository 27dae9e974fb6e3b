import type { DebianMachine } from '../lanes/engines/wine/kept-wine.ts'
import { isEmulated, keptRelease } from '../lanes/engines/wine/kept-wine.ts'
import type { SetupCommand } from './wine-plan.ts'

/** A package of Debian and the CPU that it is for. */
interface DebianPackage {
  readonly name: string
  readonly machine: DebianMachine | 'i386' | 'all'
}

/**
 * What Wine needs to start console programs: its own parts, the C library that they were built against and
 * the library that unwinds stacks. What is for sound, pictures, printers and the like it looks for when it is used.
 */
const ownParts = ['libwine', 'wine64', 'libc6', 'libgcc-s1', 'libunwind8', 'liblzma5']

/** The packages of a kept Wine. */
function packagesOf(machine: DebianMachine): readonly DebianPackage[] {
  const own = ownParts.map(name => ({ name, machine }))
  const windowsX86: readonly DebianPackage[] = [
    // user32.dll needs zlib1.dll, which Debian keeps apart.
    { name: 'libz-mingw-w64', machine: 'all' },
    { name: 'libwine', machine: 'i386' },
  ]
  return [
    ...own,
    ...(machine === 'amd64' ? windowsX86 : []),
    ...(isEmulated(machine) ? [{ name: 'qemu-user', machine: 'amd64' } as const] : []),
  ]
}

/** Where apt may work: a source list with one suite, and folders of our own. */
export interface KeptPlaces {
  readonly list: string
  /** Indexes, the empty list of installed packages, and what apt remembers. */
  readonly state: string
  readonly archives: string
}

/**
 * Fetches the packages as an ordinary user: apt only downloads, knows of none that is installed, and refuses
 * what the distribution has not signed, whatever the settings of this machine say.
 */
export function planKeptFetch(machine: DebianMachine, places: KeptPlaces): readonly SetupCommand[] {
  const packages = packagesOf(machine)
  const machines = [...new Set(packages.map(item => item.machine))].filter(name => name !== 'all')
  const settings = [
    `Dir::Etc::sourcelist=${places.list}`,
    'Dir::Etc::sourceparts=/dev/null',
    `Dir::State=${places.state}`,
    `Dir::State::status=${places.state}/status`,
    `Dir::Cache=${places.archives}`,
    `APT::Architecture=${machine}`,
    ...machines.map(name => `APT::Architectures::=${name}`),
    'Acquire::Languages=none',
    'Acquire::Retries=2',
    'APT::Sandbox::User=',
    'APT::Update::Error-Mode=any',
    'APT::Get::AllowUnauthenticated=false',
    'Acquire::AllowInsecureRepositories=false',
    'Acquire::AllowWeakRepositories=false',
  ].flatMap(setting => ['-o', setting])
  const names = packages.map(item =>
    item.machine === 'all' ? item.name : `${item.name}:${item.machine}`,
  )
  return [
    { file: 'apt-get', arguments: ['update', '-q', ...settings], asRoot: false },
    { file: 'apt-get', arguments: ['download', '-q', ...settings, ...names], asRoot: false },
  ]
}

/** The text of the source list. Without the keys of the distribution nothing is fetched. */
export function renderKeptList(mirror: string, keyring: string): string {
  return `deb [signed-by=${keyring}] ${mirror} ${keptRelease.codename} main\n`
}

/** The name, version and machine of an archive, as `apt-get download` calls it: `libc6_2.41-12_amd64.deb`. */
export function readArchiveName(
  file: string,
): { readonly name: string; readonly version: string; readonly machine: string } | null {
  const [, name, version, machine] = /^([^_]+)_([^_]+)_([^_]+)\.deb$/.exec(file) ?? []
  return name === undefined || version === undefined || machine === undefined
    ? null
    : { name, version: decodeURIComponent(version), machine }
}
