import type { Engine, Look } from '../lanes/engines/engine.ts'
import { architectures, type Architecture } from '../declare/win32/architecture.ts'
import type { DoctorFinding } from './finding.ts'
import { remedyOf } from '../lanes/provision/remedy.ts'

function findingOf(title: string, look: Look, isUsual: boolean): DoctorFinding {
  if (look.state === 'ready') return { part: 'engines', title, state: 'ok', detail: 'ready' }
  if (look.state === 'not-prepared')
    return { part: 'engines', title, state: 'note', detail: look.reason, ...remedyOf(look) }
  // An architecture that no machine of this kind runs is no lack of this one.
  return {
    part: 'engines',
    title,
    state: isUsual ? 'missing' : 'note',
    detail: look.reason,
    ...remedyOf(look),
  }
}

/** Every engine that can be there at all, on every architecture. `usual` are those that a run takes by default. */
export async function examineEngines(
  engines: readonly Engine[],
  usual: readonly Architecture[],
): Promise<DoctorFinding[]> {
  const lanes = engines.flatMap(engine =>
    architectures.map(architecture => ({ engine, architecture })),
  )
  return Promise.all(
    lanes.map(async ({ engine, architecture }) => {
      const look = (await engine.look?.(architecture)) ?? {
        state: 'not-prepared',
        reason: 'it tells only when it is used',
        remedy: '',
      }
      return findingOf(`${engine.id} ${architecture}`, look, usual.includes(architecture))
    }),
  )
}
