import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Test } from 'tap'
import type { Engine } from '../../src/lanes/engines/engine.ts'
import { markName, type Scope } from './left-behind.ts'
import { copyCache, removeCache } from './wine-copy.ts'

/** The mark of the children that this process starts. */
const ownMark = randomUUID()

/** The engine, its children marked as those of this process. */
export function markChildren(engine: Engine): Engine {
  return {
    ...engine,
    prepare: async (architecture, notice) => {
      const state = await engine.prepare(architecture, notice)
      return !state.ready
        ? state
        : {
            ...state,
            command: (script, words) => {
              const command = state.command(script, words)
              return { ...command, environment: { ...command.environment, [markName]: ownMark } }
            },
          }
    },
  }
}

/** Gives this process a folder for temporary things of its own, so that what is left there was left by its runs. */
export function takeOwnPlace(t: Test): Scope {
  const temporary = join(t.testdir({ tmp: {} }), 'tmp')
  process.env['TMPDIR'] = temporary
  return { mark: ownMark, temporary }
}

/** As `takeOwnPlace`, and a cache with a Wine prefix of its own. It is removed when the tests of `t` have ended. */
export async function takeOwnWine(t: Test): Promise<Scope & { readonly cache: string }> {
  const place = takeOwnPlace(t)
  const cache = await copyCache()
  process.env['HANDLE_WIDTH_CACHE'] = cache
  t.teardown(() => removeCache(cache))
  return { ...place, cache }
}
