import type { Architecture } from '../../../declare/win32/architecture.ts'

/** A process environment. */
export type EnvironmentVariables = Readonly<Record<string, string | undefined>>

const names: Readonly<Record<string, Architecture>> = { AMD64: 'x64', X86: 'ia32', ARM64: 'arm64' }

/**
 * The architecture of this Windows machine, which can differ from that of this process: a 32-bit process finds the
 * machine's own in PROCESSOR_ARCHITEW6432
 * (https://learn.microsoft.com/en-us/windows/win32/winprog64/wow64-implementation-details). Falls back to that of
 * this process where Windows reports an unknown one.
 */
export function machineArchitecture(
  environment: EnvironmentVariables,
  own: Architecture,
): Architecture {
  const reported =
    environment['PROCESSOR_ARCHITEW6432'] || environment['PROCESSOR_ARCHITECTURE'] || ''
  return names[reported.toUpperCase()] ?? own
}

/** What a Windows machine of an architecture can run: its own programs, and others by WOW64 or emulation. */
export function runnableOn(machine: Architecture): readonly Architecture[] {
  switch (machine) {
    case 'arm64':
      return ['arm64', 'x64', 'ia32']
    case 'x64':
      return ['x64', 'ia32']
    case 'ia32':
      return ['ia32']
  }
}

/** The architecture of this process; `undefined` for one that this project does not support. */
export function ownArchitecture(arch: string = process.arch): Architecture | undefined {
  return Object.values(names).find(name => name === arch)
}
