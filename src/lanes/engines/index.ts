import type { EngineId } from '../../result/lane.ts'
import type { Engine } from './engine.ts'
import { sim } from './sim.ts'
import { windows } from './windows.ts'
import { wine } from './wine.ts'

/** All engines, by name. */
export const engines = { windows, wine, sim } satisfies Record<EngineId, Engine>

/** Names of the engines a user can choose. */
export const engineIds = Object.keys(engines) as (keyof typeof engines)[]
