import { writeFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import type { Architecture } from '../../declare/win32/architecture.ts'
import { packageFolder } from '../../os/package-folder.ts'
import type { Plan } from '../../program/plan.ts'
import { spellOut } from '../../program/spell-out.ts'
import type { ChildCommand, Ready } from '../engines/engine.ts'
import { openCache } from '../provision/cache.ts'
import { ProvisionProblem } from '../provision/problem.ts'
import { runProgram } from '../run-program.ts'
import { architectureOfProgram, knownPythons } from './pythons.ts'

/** The child that makes its calls through ctypes: Python files that need only the standard library, shipped as they are. */
export const pythonChild = join(packageFolder, 'src', 'child', 'python', 'main.py')

/** Write no compiled files beside the sources; ignore the user's settings and packages. */
const isolated = ['-B', '-E', '-s']

/** Checks a named python.exe. Throws ProvisionProblem with the reason why it cannot be used. */
function checkNamed(path: string): { readonly path: string; readonly architecture: Architecture } {
  const architecture = architectureOfProgram(path)
  if (architecture === undefined)
    throw new ProvisionProblem(
      `${basename(path)} is no Windows program that can be read.`,
      'Name a python.exe of Windows with --python.',
    )
  return { path, architecture }
}

async function findPython(
  architecture: Architecture,
  named: readonly string[],
): Promise<string | undefined> {
  if (named.length > 0)
    return named
      .map(path => checkNamed(resolve(path)))
      .find(one => one.architecture === architecture)?.path
  const known = await knownPythons()
  return known.find(path => architectureOfProgram(path) === architecture)
}

/** Also valid in Python 2. */
const askVersion = 'import sys, ctypes; print(sys.version.split()[0])'
const leastPython = [3, 8] as const
const startLimitMs = 60_000

function isOldPython([, major, minor]: RegExpExecArray): boolean {
  const [least, leastMinor] = leastPython
  return Number(major) < least || (Number(major) === least && Number(minor) < leastMinor)
}

/** Starts a Python once, so that an unsuitable one is reported before the run. Throws ProvisionProblem. */
async function proveStart(program: string, command: ChildCommand): Promise<void> {
  const ended = await runProgram(
    await openCache(),
    command.file,
    command.arguments,
    command.environment,
    startLimitMs,
  )
  const said = ended.output.trim().split(/\r?\n/).at(-1) ?? ''
  const version = ended.exitCode === 0 ? /^(\d+)\.(\d+)/.exec(said) : null
  if (version && !isOldPython(version)) return
  const least = leastPython.join('.')
  const how = ended.timedOut
    ? `no answer within ${startLimitMs / 1000} s`
    : `exit code ${ended.exitCode ?? ended.signal ?? ended.startError}${said === '' ? '' : `: ${said}`}`
  throw new ProvisionProblem(
    version
      ? `${program} is Python ${said}, and plans are carried out by ${least} or newer.`
      : `${program} does not start with ctypes (${how}).`,
    `Name another python.exe, ${least} or newer, with --python PATH.`,
  )
}

/** Prepares children on the user's python.exe: the one that is named, else the first that Windows knows. */
export async function preparePython(
  ready: Ready,
  architecture: Architecture,
  named: readonly string[],
): Promise<Ready> {
  const { start, childPath } = ready
  const program = await findPython(architecture, named)
  if (program === undefined || !start)
    throw new ProvisionProblem(
      `There is no python.exe for ${architecture} here.`,
      'Name one with --python PATH.',
    )
  await proveStart(program, start(program, [...isolated, '-c', askVersion]))
  return {
    ...ready,
    async layOut(plans: readonly Plan[], folder: string) {
      const spelled = join(folder, 'spelled.json')
      await writeFile(spelled, JSON.stringify(plans.map(spellOut)))
      return words =>
        start(program, [...isolated, childPath(pythonChild), childPath(spelled), ...words])
    },
  }
}
