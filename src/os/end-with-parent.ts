import { accessSync, constants } from 'node:fs'
import { delimiter, join, sep } from 'node:path'
import process from 'node:process'

const setpriv = '/usr/bin/setpriv'

/** Where the system supports it, a child dies with this process even if this process is killed (prctl(2), PR_SET_PDEATHSIG). */
export function endingWithParent(
  file: string,
  childArguments: readonly string[],
): [string, readonly string[]] {
  const canTie = process.platform === 'linux' && isProgram(setpriv) && isProgram(file)
  return canTie
    ? [setpriv, ['--pdeathsig', 'KILL', '--', file, ...childArguments]]
    : [file, childArguments]
}

/** The place of a program, as the system finds it by its name. */
export function programOf(name: string, { PATH = '' }: Readonly<Record<string, string>>): string {
  if (name.includes(sep)) return name
  return (
    PATH.split(delimiter)
      .map(folder => join(folder, name))
      .find(isProgram) ?? name
  )
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
