import { existsSync, realpathSync } from 'node:fs'
import { homedir, release, tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import process from 'node:process'
import { processNumbers, readProcessFile } from './processes.ts'
import { runTool } from './spawn.ts'
import { openJob } from './windows-job.ts'

/** A program that runs untrusted code. */
export interface ConfinedProgram {
  /** Arguments of node, the module among them. */
  readonly arguments: readonly string[]
  /** Files and folders that it must be able to read, besides those of the system. */
  readonly reads: readonly string[]
  /** The one folder that it may write to; also its home, its current folder and its place for temporary files. */
  readonly folder: string
}

/** How to start a confined program, and how to end it. */
export interface Confined {
  readonly file: string
  readonly arguments: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  /**
   * Called once it has started and before it receives its order: adds it to the group that is ended as a whole.
   * Returns false if it must be killed.
   */
  take(pid: number): boolean
  /** Ends the processes that it left running, where the system does not do that by itself. */
  endRest(): void
}

/** Limits of one confined process. The caller limits its wall-clock time. */
const limits = {
  /** Seconds of CPU time. */
  cpu: 120,
  /** Bytes of writable memory. */
  data: 2 * 1024 ** 3,
  /** Bytes per file. */
  fsize: 64 * 1024 ** 2,
  nofile: 1024,
  core: 0,
} as const
/** Maximum number of processes and threads, where the system counts those of this program separately. */
const maxThreads = 256
/** Maximum size of all files written by a confined program. Bytes. */
const folderBytes = 256 * 1024 ** 2

const bwrap = '/usr/bin/bwrap'
const prlimit = '/usr/bin/prlimit'

/** Folders with the sockets of services, keys, and files of other programs. */
function hiddenFolders(): string[] {
  const folders = [homedir(), '/run', '/tmp', '/var/tmp', tmpdir()].map(realpathOf)
  const known = [...new Set(folders)].filter(folder => existsSync(folder) && folder !== '/')
  return known.filter(folder => !known.some(other => other !== folder && isBelow(folder, other)))
}

function realpathOf(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`)
}

let usable: Promise<boolean> | undefined

/** Whether bubblewrap works here. On many systems only root may create a namespace, or nobody. */
export function hasNamespaces(): Promise<boolean> {
  usable ??=
    process.platform === 'linux' && existsSync(bwrap) && existsSync(prlimit)
      ? runTool(bwrap, ['--unshare-all', '--ro-bind', '/', '/', '--proc', '/proc', '/bin/true'], {
          timeoutMs: 10_000,
        }).then(({ exitCode }) => exitCode === 0)
      : Promise.resolve(false)
  return usable
}

/** What confines untrusted code on this system, and what does not, in words for the user. */
export async function confinement(): Promise<string> {
  if (await hasNamespaces())
    return 'in namespaces of its own: no network, a read-only file system without your home folder, limits of processor, memory and files, and nothing of it is left'
  const limits = { linux: '', win32: ', in a job object that limits its memory and ends with it' }[
    process.platform as string
  ]
  return `without a sandbox, which this system has none of (on Linux, bubblewrap makes one): under Node's permission model, so that it starts no program and writes only to a folder of its own${limits ?? ''}, but with the network${limits === undefined ? ' and without limits of memory' : ''}`
}

/** How to start node with untrusted code, as confined as this system allows. */
export async function confine(program: ConfinedProgram): Promise<Confined> {
  if (await hasNamespaces()) return inNamespaces(program)
  const confined = underPermissions(program)
  return process.platform === 'win32' ? inJob(confined) : confined
}

function environmentOf(folder: string): Record<string, string> {
  const kept = ['SYSTEMROOT', 'SYSTEMDRIVE', 'WINDIR', 'LANG', 'LC_ALL', 'TZ', 'HANDLE_WIDTH_KOFFI']
  return {
    ...Object.fromEntries(
      Object.entries(process.env).flatMap(([name, value]) =>
        value !== undefined && kept.includes(name.toUpperCase()) ? [[name, value]] : [],
      ),
    ),
    PATH:
      process.platform === 'win32' ? (process.env['PATH'] ?? '') : '/usr/local/bin:/usr/bin:/bin',
    HOME: folder,
    USERPROFILE: folder,
    TMPDIR: folder,
    TMP: folder,
    TEMP: folder,
  }
}

function prlimitArguments(threads: boolean): string[] {
  return [
    ...Object.entries(limits).map(([name, value]) => `--${name}=${value}`),
    ...(threads ? [`--nproc=${maxThreads}`] : []),
  ]
}

/** Since Linux 5.14, processes are counted separately in each user namespace. */
function countsThreadsApart(): boolean {
  const [major = 0, minor = 0] = release().split('.').map(Number)
  return major > 5 || (major === 5 && minor >= 14)
}

function inNamespaces({ arguments: words, reads, folder }: ConfinedProgram): Confined {
  const node = realpathOf(process.execPath)
  const needed = [node, ...reads].flatMap(path => [path, realpathOf(path)])
  // A folder that itself contains a needed file cannot be hidden; otherwise the needed folder is mounted inside the hidden one.
  const hidden = hiddenFolders().filter(one => !needed.includes(one))
  const shown = new Set(
    hidden.flatMap(one =>
      needed
        .filter(path => isBelow(path, one))
        .map(path => join(one, relative(one, path).split(sep)[0] ?? '')),
    ),
  )
  const environment = environmentOf(folder)
  return {
    file: bwrap,
    arguments: [
      '--unshare-all',
      // Set again here: a wrapper around bubblewrap may have added variables.
      '--clearenv',
      ...Object.entries(environment).flatMap(([name, value]) => ['--setenv', name, value]),
      '--die-with-parent',
      '--new-session',
      ...['--cap-drop', 'ALL'],
      ...['--ro-bind', '/', '/'],
      ...['--dev', '/dev'],
      ...['--proc', '/proc'],
      ...hidden.flatMap(one => ['--size', '1048576', '--tmpfs', one]),
      ...[...shown].flatMap(one => ['--ro-bind', one, one]),
      ...['--size', String(folderBytes), '--tmpfs', folder],
      ...hidden.flatMap(one => (isBelow(folder, one) ? [] : ['--remount-ro', one])),
      ...['--chdir', folder],
      '--',
      prlimit,
      ...prlimitArguments(countsThreadsApart()),
      node,
      ...words,
    ],
    environment,
    take: () => true,
    // The process namespace ends with its first process.
    endRest: () => undefined,
  }
}

/** Set in the environment of a confined program. The processes that it starts inherit it unless they remove it. */
const mark = 'HANDLE_WIDTH_CONFINED'

/** Ends this user's processes whose environment holds a mark, including any that they start meanwhile. */
function endMarked(marked: string): void {
  for (let rounds = 0; rounds < 10; rounds += 1) {
    const found = processNumbers().filter(
      pid => pid !== process.pid && readProcessFile(pid, 'environ').split('\0').includes(marked),
    )
    if (found.length === 0) return
    for (const pid of found) {
      try {
        process.kill(pid, 'SIGKILL')
      } catch {
        // It ended in the meantime.
      }
    }
  }
}

/** Node's permission model. It does not restrict native addons, so it is no sandbox; koffi is one, and is needed to read types. */
function underPermissions({ arguments: words, folder }: ConfinedProgram): Confined {
  const { node } = process.versions
  const [major = 0, minor = 0] = node.split('.').map(Number)
  const flag =
    major > 22 || (major === 22 && minor >= 13) ? '--permission' : '--experimental-permission'
  const permissions = [
    flag,
    '--allow-fs-read=*',
    `--allow-fs-write=${folder}${sep}*`,
    '--allow-worker',
    '--allow-addons',
    '--no-warnings',
    '--max-old-space-size=1024',
  ]
  const limited = process.platform === 'linux' && existsSync(prlimit)
  return {
    file: limited ? prlimit : process.execPath,
    arguments: limited
      ? [...prlimitArguments(false), process.execPath, ...permissions, ...words]
      : [...permissions, ...words],
    environment: { ...environmentOf(folder), [mark]: folder },
    take: () => true,
    endRest: () => {
      endMarked(`${mark}=${folder}`)
    },
  }
}

/** A Windows job object: all its processes end together, and none can leave it. Without one, the program is not run. */
async function inJob(confined: Confined): Promise<Confined> {
  const job = await openJob({ cpuSeconds: limits.cpu, memoryBytes: limits.data })
  return {
    ...confined,
    take: pid => job?.take(pid) ?? false,
    endRest: () => job?.end(),
  }
}
