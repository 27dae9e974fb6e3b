import { passedEnvironment } from '../../os/environment.ts'
import type { Engine } from './engine.ts'

/**
 * The embedded engine: the node that runs this program, with the simulated kernel. Always there, on
 * every architecture, since the pointer width is a parameter of the simulation.
 */
export const sim: Engine = {
  id: 'sim',
  look: async () => ({ state: 'ready' }),
  prepare: async () => ({
    ready: true,
    environment: {},
    command: (script, scriptArguments) => ({
      file: process.execPath,
      arguments: [script, ...scriptArguments],
      environment: passedEnvironment(),
    }),
    childPath: path => path,
  }),
}
