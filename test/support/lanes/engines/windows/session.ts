import { readFileSync } from 'node:fs'
import t, { type Test } from 'tap'
import { openFarEnd } from '../../../../../src/lanes/devices/far-end.ts'
import type { Ready } from '../../../../../src/lanes/engines/engine.ts'
import { wine } from '../../../../../src/lanes/engines/wine.ts'
import { parseRun } from '../../../../../src/result/read-run.ts'
import type { RunFile } from '../../../../../src/result/run-file.ts'
import { hangMs } from '../../../hang.ts'
import { outcomesOfLane } from '../../../outcome-text.ts'
import { needs } from '../../../require.ts'
import { makeWindowsUser, type WindowsUser } from './user.ts'

/** What a test needs to run the command line as a Windows program. */
export interface Session {
  readonly user: WindowsUser
  /** Makes COM ports; both architectures share the prefix. */
  readonly ready: Ready
}

const notice = (message: string) => t.comment(message)

/** The architectures of node.exe that run the command line. */
export const parents = ['x64', 'ia32'] as const
export type Parent = (typeof parents)[number]

/** What chooses the kernels of a run from a node.exe: all from x64, and the native one from ia32. The parent does not see the kernel. */
export function kernelsFrom(parent: Parent): readonly string[] {
  return parent === 'x64' ? [] : ['--kernel', 'native']
}

/** The lanes that such a run measures; both architectures, whoever starts their children. */
export function lanesFrom(parent: Parent): readonly string[] {
  return parents.flatMap(own => (parent === 'x64' ? [own, `${own}-tagged`] : [own]))
}

/** Runs a test that starts node.exe of both architectures; skipped where there is no Wine with both halves. */
export async function withEngines(
  title: string,
  test: (t: Test, engines: Readonly<Record<Parent, Ready>>) => Promise<void>,
): Promise<void> {
  const states = {
    x64: await wine.prepare('x64', notice),
    ia32: await wine.prepare('ia32', notice),
  }
  const missing = [states.x64, states.ia32].flatMap(state =>
    state.ready ? [] : [`${state.reason} ${state.remedy}`],
  )
  // The machine may be busy with other work; the time limit of the whole file applies.
  await t.test(
    title,
    { ...needs('wine', missing.length === 0, missing.join(' ')), timeout: hangMs },
    async (t): Promise<void> => {
      const { x64, ia32 } = states
      if (!x64.ready || !ia32.ready) return void t.fail(missing.join(' '))
      await test(t, { x64, ia32 })
    },
  )
}

/** Runs a test in which a Windows user has installed this package in a folder; skipped where there is no Wine with both halves. */
export async function withWindows(
  title: string,
  test: (t: Test, session: Session) => Promise<void>,
): Promise<void> {
  await withEngines(title, async (t, engines) => {
    const user = await makeWindowsUser(engines)
    t.teardown(() => {
      user.remove()
    })
    await test(t, { user, ready: engines.x64 })
  })
}

/** Reads a run file. */
export function readRunFile(path: string): RunFile {
  return parseRun(readFileSync(path, 'utf8'), path)
}

/** Checks that each lane of the engine windows ended like the same lane of the engine wine. */
export function compareLanes(
  t: Test,
  lanes: readonly string[],
  asWindows: RunFile,
  asWine: RunFile,
): void {
  for (const lane of lanes) {
    const own = outcomesOfLane(asWindows, `windows-${lane}`)
    t.ok(Object.keys(own).length > 0)
    t.same(own, outcomesOfLane(asWine, `wine-${lane}`), `windows-${lane} as wine-${lane}`)
    t.match(
      asWindows.lanes.find(({ id }) => id === `windows-${lane}`),
      { status: 'measured', underWine: true },
    )
  }
}

/** The name of a COM port on a pseudo terminal that echoes or is silent; removed at the end of the test. */
export async function makePort(t: Test, ready: Ready, kind: 'echo' | 'silent'): Promise<string> {
  const wire = await openFarEnd({ kind })
  return linkTerminal(t, ready, wire.path, () => wire.close())
}

/** Makes a terminal of this machine a COM port and returns its name. */
export async function linkTerminal(
  t: Test,
  ready: Ready,
  path: string,
  close: () => Promise<void> | void,
): Promise<string> {
  const port = await ready.linkPort?.(path)
  t.teardown(async () => {
    await port?.release()
    await close()
  })
  if (!port) throw new Error('This engine makes no ports')
  return port.name
}
