import { passedEnvironment } from '../../os/environment.ts'
import { usualHost } from '../../hosts/index.ts'
import type { Engine, Ready } from './engine.ts'

/**
 * The embedded engine: the node that runs this program, with the simulated kernel. Available everywhere and for
 * every architecture, since the pointer width is a parameter of the simulation.
 */
export const sim: Engine = {
  id: 'sim',
  look: async () => ({ state: 'ready' }),
  prepare: async (_architecture, _notice, host = usualHost) =>
    host === usualHost
      ? simulated
      : {
          ready: false,
          reason: `The simulation stands for ${usualHost.title}, not for ${host.title}.`,
          remedy: 'Choose the engine wine or windows.',
        },
}

/**
 * Options of V8 for a process that ends within a second: it optimises no code, which would not pay before the end, and
 * collects garbage rarely and in one thread. A child takes 0.58 s of processor time with them, 0.93 s without (Node 20).
 */
const forShortLife = ['--no-opt', '--single-threaded-gc', '--min-semi-space-size=16']

const simulated: Ready = {
  ready: true,
  environment: {},
  command: (script, scriptArguments) => ({
    file: process.execPath,
    arguments: [...forShortLife, script, ...scriptArguments],
    environment: passedEnvironment(),
  }),
  childPath: path => path,
}
