import type { SystemFamily, SystemName } from './system.ts'

/** One command as data, so that it can be shown to a user who has to type it. */
export interface SetupCommand {
  readonly file: string
  readonly arguments: readonly string[]
  readonly asRoot: boolean
}

/** One way to install Wine: its commands in order, and those that undo them when one fails. */
export interface Attempt {
  readonly title: string
  /** Which halves of Wine it installs. */
  readonly brings: 'both' | 'x64'
  readonly commands: readonly SetupCommand[]
  readonly undo: readonly SetupCommand[]
}

/** The facts that the plan depends on. */
export interface PlanFacts {
  readonly system: SystemName
  /** `dpkg --print-foreign-architectures`. */
  readonly foreignArchitectures: readonly string[]
  /** An apt source list with only the release's own suite, and a folder for its indexes. */
  readonly mainSuite: { readonly list: string; readonly indexes: string }
}

const lockTimeout = ['-o', 'DPkg::Lock::Timeout=300']

/**
 * The ways to install Wine with both halves on Debian and Ubuntu, best first.
 *
 * The second exists because mirrors sometimes have a broken i386 index of the security suite ("File has unexpected
 * size"), with which the first cannot work. The third installs only the 64-bit half, which needs no i386 index at
 * all.
 */
export function planDebianWine(facts: PlanFacts): readonly Attempt[] {
  const isNew = !facts.foreignArchitectures.includes('i386')
  const add = isNew ? [root('dpkg', ['--add-architecture', 'i386'])] : []
  // An architecture with a broken index would make every later `apt-get update` on this machine fail.
  const undo = isNew ? [root('dpkg', ['--remove-architecture', 'i386'])] : []
  const { codename } = facts.system
  const alone = isolate(facts.mainSuite.list, facts.mainSuite.indexes)
  const both = ['wine', 'wine64', 'wine32:i386']
  const x64 = ['wine', 'wine64']
  const ordinary: readonly Attempt[] = [
    {
      title: 'Installing wine, wine64 and wine32:i386 with apt (about 2 minutes).',
      brings: 'both',
      commands: [...add, ...installFrom([], both)],
      undo,
    },
    {
      title: 'Installing the 64-bit half, wine and wine64, with apt.',
      brings: 'x64',
      commands: installFrom([], x64),
      undo: [],
    },
  ]
  // A release without a code name, such as Debian's sid, has no suite of its own.
  const isolated: readonly Attempt[] =
    codename === ''
      ? []
      : [
          {
            title: `Trying again with the suite ${codename} alone, in case the index of another one is broken.`,
            brings: 'both',
            commands: [...add, ...installFrom(alone, both)],
            undo,
          },
          {
            title: `Installing the 64-bit half from the suite ${codename} alone.`,
            brings: 'x64',
            commands: installFrom(alone, x64),
            undo: [],
          },
        ]
  return (['both', 'x64'] as const).flatMap(halves =>
    [...ordinary, ...isolated].filter(attempt => attempt.brings === halves),
  )
}

function installFrom(
  sources: readonly string[],
  packages: readonly string[],
): readonly SetupCommand[] {
  return [
    root('apt-get', ['update', '-q', ...lockTimeout, ...sources]),
    root('apt-get', [
      'install',
      '-y',
      '-q',
      '--no-install-recommends',
      ...lockTimeout,
      ...sources,
      ...packages,
    ]),
  ]
}

/** Where to find Wine's 32-bit Windows part, and where to put it. */
export interface Ia32Facts {
  /** Version of the package `libwine`, as installed: both halves must come from one build. */
  readonly version: string
  readonly list: string
  readonly indexes: string
  readonly archives: string
}

/**
 * Fetches the package that holds Wine's 32-bit Windows part, as an ordinary user and without registering another
 * architecture with dpkg.
 */
export function planIa32Fetch(facts: Ia32Facts): readonly SetupCommand[] {
  const options = [
    ...isolate(facts.list, facts.indexes),
    '-o',
    `Dir::Cache=${facts.archives}`,
    '-o',
    'APT::Architecture=i386',
    '-o',
    'APT::Architectures=i386',
  ]
  return [
    user('apt-get', ['update', '-q', ...options]),
    user('apt-get', ['download', '-q', ...options, `libwine:i386=${facts.version}`]),
  ]
}

/** The text of an apt source list with one suite. `mirror` and `codename` come from the machine's own sources. */
export function renderSourceList(
  system: SystemName,
  mirror: string,
  keyring: string | null,
): string {
  const signed = keyring === null ? '' : `[signed-by=${keyring}] `
  return `deb ${signed}${mirror} ${system.codename} ${system.isUbuntu ? 'main universe' : 'main'}\n`
}

/**
 * The mirror of the release's own suite, from the output of `apt-get indextargets --format '$(SITE) $(RELEASE)
 * $(IDENTIFIER)'`. A suite under another name of the release, such as stable, is accepted. Null when there is
 * none.
 */
export function chooseMirror(targets: string, system: SystemName): string | null {
  const suites = targets
    .split('\n')
    .map(line => line.trim().split(' '))
    .flatMap(([site = '', release = '', identifier]) =>
      identifier === 'Packages' && /^https?:\/\/[^\s[\]]+$/.test(site) ? [{ site, release }] : [],
    )
  const own =
    suites.find(({ release }) => release === system.codename) ??
    suites.find(({ release }) => /^[a-z]+$/.test(release))
  return own?.site ?? null
}

/** What to type where this program does not install anything itself. Only the Debian commands were tested. */
export function adviseByHand(family: SystemFamily): readonly string[] {
  return advice[family]
}

const notMeasured = '(not measured here)'

const advice: Readonly<Record<SystemFamily, readonly string[]>> = {
  debian: [
    'sudo dpkg --add-architecture i386',
    'sudo apt-get update',
    'sudo apt-get install wine wine64 wine32:i386',
  ],
  fedora: [`sudo dnf install wine ${notMeasured}`],
  arch: [`sudo pacman -S wine ${notMeasured}`],
  macos: [`brew install --cask wine-stable ${notMeasured}`],
  other: [`Install Wine 8 or newer, with 32-bit support, from your distribution ${notMeasured}`],
}

/** A command as a user types it. No argument contains quotes, since all are made here. */
export function renderCommand(command: SetupCommand): string {
  const words = [command.file, ...command.arguments].map(word =>
    /^[\w@%+=:,./~-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`,
  )
  return [...(command.asRoot ? ['sudo'] : []), ...words].join(' ')
}

function isolate(list: string, indexes: string): readonly string[] {
  return [
    '-o',
    `Dir::Etc::sourcelist=${list}`,
    '-o',
    'Dir::Etc::sourceparts=/dev/null',
    '-o',
    `Dir::State::Lists=${indexes}`,
  ]
}

function root(file: string, words: readonly string[]): SetupCommand {
  return { file, arguments: words, asRoot: true }
}

function user(file: string, words: readonly string[]): SetupCommand {
  return { file, arguments: words, asRoot: false }
}
