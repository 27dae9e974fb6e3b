import { readFileSync } from 'node:fs'
import process from 'node:process'
import { runTool } from '../os/spawn.ts'

/** Families of systems whose package tools differ. */
export type SystemFamily = 'debian' | 'fedora' | 'arch' | 'macos' | 'other'

/** The identity of a system. */
export interface SystemName {
  readonly family: SystemFamily
  /** As shown to users, for example `Debian GNU/Linux 12 (bookworm)`. */
  readonly title: string
  /** The code name of the release, for example `bookworm`; empty where there is none. */
  readonly codename: string
  /** Ubuntu keeps Wine in `universe`, Debian in `main`. */
  readonly isUbuntu: boolean
}

/** How commands that change the system can be run: directly, through `sudo -n`, or not at all. */
export type Privilege = 'root' | 'sudo' | 'none'

/** Parses the text of /etc/os-release (os-release(5)). */
export function parseOsRelease(text: string): SystemName {
  const value = (key: string) =>
    new RegExp(`^${key}=(.*)$`, 'm')
      .exec(text)?.[1]
      ?.trim()
      .replace(/^(["'])(.*)\1$/, '$2') ?? ''
  const ids = [value('ID'), ...value('ID_LIKE').split(/\s+/)]
  const family =
    ids.includes('debian') || ids.includes('ubuntu')
      ? 'debian'
      : ids.includes('fedora') || ids.includes('rhel')
        ? 'fedora'
        : ids.includes('arch')
          ? 'arch'
          : 'other'
  const title = value('PRETTY_NAME')
  // A derivative of Ubuntu has a name of its own and names the release it takes its packages from.
  const codename = value('UBUNTU_CODENAME') || value('VERSION_CODENAME')
  return {
    family,
    title: title === '' ? 'this system' : title,
    codename: /^[a-z0-9-]+$/.test(codename) ? codename : '',
    isUbuntu: ids.includes('ubuntu'),
  }
}

/** Which system this is. */
export function readSystemName(platform: string = process.platform): SystemName {
  if (platform === 'darwin')
    return { family: 'macos', title: 'macOS', codename: '', isUbuntu: false }
  try {
    return parseOsRelease(readFileSync('/etc/os-release', 'utf8'))
  } catch {
    return parseOsRelease('')
  }
}

/** Whether commands can be run as root without a password prompt. */
export async function findPrivilege(): Promise<Privilege> {
  if (process.getuid?.() === 0) return 'root'
  const sudo = await runTool('sudo', ['-n', 'true'], { timeoutMs: 10_000 })
  return sudo.exitCode === 0 ? 'sudo' : 'none'
}
