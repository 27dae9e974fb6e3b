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

const simulated: Ready = {
  ready: true,
  environment: {},
  command: (script, scriptArguments) => ({
    file: process.execPath,
    // Code that V8 optimises would not pay before the end: without it, a child takes 0.6 s of processor time and not 0.96.
    arguments: ['--no-opt', script, ...scriptArguments],
    environment: passedEnvironment(),
  }),
  childPath: path => path,
}
