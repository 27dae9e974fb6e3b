import t from 'tap'
import { wine } from '../../../../src/lanes/engines/wine.ts'
import { readyContract } from '../../../support/lanes/engines/contract.ts'
import { needs } from '../../../support/require.ts'

for (const architecture of ['x64', 'ia32'] as const) {
  const state = await wine.prepare(architecture, message => t.comment(message))
  const need = needs('wine', state.ready, state.ready ? '' : `${state.reason} ${state.remedy}`)
  t.test(`the engine wine keeps the contract of engines, ${architecture}`, need, async t => {
    if (state.ready) await readyContract(t, state, architecture, t.testdir({}))
    else t.fail(`${state.reason} ${state.remedy}`)
    t.match(await wine.look?.(architecture), { state: 'ready' })
  })
}
