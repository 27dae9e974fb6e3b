import type { DebianMachine } from '../lanes/engines/wine/kept-wine.ts'
import { isEmulated, keptRelease } from '../lanes/engines/wine/kept-wine.ts'
import type { SetupCommand } from './wine-plan.ts'

/** A Debian package and the CPU that it is for. */
interface DebianPackage {
  readonly name: string
  readonly machine: DebianMachine | 'i386' | 'all'
}

/**
 * What Wine needs to start console programs: its own parts, the C library that they were built against, and the
 * stack unwinder. Libraries for sound, images or printers are loaded on demand and left out.
 */
const ownParts = ['libwine', 'wine64', 'libc6', 'libgcc-s1', 'libunwind8', 'liblzma5']

/** The packages of a kept Wine. */
function packagesOf(machine: DebianMachine): readonly DebianPackage[] {
  const own = ownParts.map(name => ({ name, machine }))
  const windowsX86: readonly DebianPackage[] = [
    // user32.dll needs zlib1.dll, which Debian packages separately.
    { name: 'libz-mingw-w64', machine: 'all' },
    { name: 'libwine', machine: 'i386' },
  ]
  return [
    ...own,
    ...(machine === 'amd64' ? windowsX86 : []),
    ...(isEmulated(machine) ? [{ name: 'qemu-user', machine: 'amd64' } as const] : []),
  ]
}

/** The places that apt may use: a source list with one suite, and folders of our own. */
export interface KeptPlaces {
  readonly list: string
  /** Indexes, the empty list of installed packages, and apt's own state. */
  readonly state: string
  readonly archives: string
}

/**
 * The commands that fetch the packages as an ordinary user. apt only downloads, sees no installed packages, and
 * refuses what the distribution has not signed, whatever the settings of this machine say.
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

/** The text of the source list. Without the distribution's keys nothing is fetched. */
export function renderKeptList(mirror: string, keyring: string): string {
  return `deb [signed-by=${keyring}] ${mirror} ${keptRelease.codename} main\n`
}

/** Parses the name of an archive from `apt-get download` into package, version and machine: `libc6_2.41-12_amd64.deb`. */
export function readArchiveName(
  file: string,
): { readonly name: string; readonly version: string; readonly machine: string } | null {
  const [, name, version, machine] = /^([^_]+)_([^_]+)_([^_]+)\.deb$/.exec(file) ?? []
  return name === undefined || version === undefined || machine === undefined
    ? null
    : { name, version: decodeURIComponent(version), machine }
}
