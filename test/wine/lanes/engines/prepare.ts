import { wine } from '../../../../src/lanes/engines/wine.ts'

// prepare: prepares both architectures as a run does, and prints what came of it as JSON.
const states = []
for (const architecture of ['x64', 'ia32'] as const) {
  const state = await wine.prepare(architecture, message => process.stderr.write(`${message}\n`))
  states.push(state.ready ? { ready: true, ...state.environment } : state)
}
process.stdout.write(JSON.stringify(states))
