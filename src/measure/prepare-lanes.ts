import { hostOf } from '../hosts/index.ts'
import { prepareEngine, type Named } from '../lanes/children/index.ts'
import type { Absent, Engine, Ready } from '../lanes/engines/engine.ts'
import type { EngineId, Lane } from '../result/lane.ts'
import type { Notice } from '../os/notice.ts'

/** A lane, and its engine, ready or absent. */
export interface PreparedLane {
  readonly lane: Lane
  readonly engine: Ready | Absent
}

/** Prepares the engines of all lanes, each once per architecture and host. */
export async function prepareLanes(
  lanes: readonly Lane[],
  engines: Readonly<Partial<Record<EngineId, Engine>>>,
  notice: Notice,
  named?: Named,
): Promise<PreparedLane[]> {
  const ready = new Map<string, Promise<Ready | Absent>>()
  const prepare = ({ engine, architecture, host }: Lane): Promise<Ready | Absent> => {
    const key = `${engine} ${architecture} ${host}`
    const of = engines[engine]
    const known =
      ready.get(key) ??
      (of ? prepareEngine(of, architecture, notice, hostOf(host), named) : absentEngine(engine))
    ready.set(key, known)
    return known
  }
  return Promise.all(
    lanes.map(async lane => {
      const engine = await prepare(lane)
      return {
        lane: engine.ready
          ? {
              ...lane,
              ...(engine.underWine && { underWine: true as const }),
              ...(engine.emulatedCpu !== undefined && { emulatedCpu: engine.emulatedCpu }),
            }
          : lane,
        engine,
      }
    }),
  )
}

async function absentEngine(engine: EngineId): Promise<Absent> {
  return {
    ready: false,
    reason: `the engine ${engine} is not part of this system`,
    remedy: `choose another with --engine; 'handle-width doctor' lists them`,
  }
}
