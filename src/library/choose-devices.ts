import { chooseDevice, type DeviceChoice } from '../lanes/devices/choose.ts'
import type { Ready } from '../lanes/engines/engine.ts'
import type { EngineId, Lane } from '../result/lane.ts'
import type { Notice } from '../os/notice.ts'
import { engines } from '../lanes/engines/index.ts'
import { UserProblem } from '../os/problem.ts'

/** Any lane of the engine that is ready: the ports are the same for all of them. */
async function firstReady(
  engine: EngineId,
  lanes: readonly Lane[],
  notice: Notice,
): Promise<Ready | undefined> {
  for (const architecture of new Set(
    lanes.filter(lane => lane.engine === engine).map(lane => lane.architecture),
  )) {
    const ready = await engines[engine].prepare(architecture, notice)
    if (ready.ready) return ready
  }
  return undefined
}

/**
 * Chooses what is opened on each engine of a run. The simulation has every kind of device itself. Throws
 * UserProblem where a port that the user named cannot be used; an absent engine is not an error.
 */
export async function chooseDevices(
  wanted: DeviceChoice,
  lanes: readonly Lane[],
  ping: boolean,
  notice: Notice,
): Promise<Partial<Record<EngineId, DeviceChoice>>> {
  const chosen: Partial<Record<EngineId, DeviceChoice>> = {}
  for (const engine of new Set(lanes.map(lane => lane.engine))) {
    const ready = engine === 'sim' ? undefined : await firstReady(engine, lanes, notice)
    const choice = ready ? await chooseDevice(wanted, ready, ping, notice) : wanted
    if (engine === 'sim' && wanted.port !== undefined)
      notice(
        `${wanted.port} is not opened in the simulated lanes: a simulated port takes its place there.`,
      )
    if ('problem' in choice) throw new UserProblem(`${choice.problem}.`)
    chosen[engine] = choice
  }
  return chosen
}
