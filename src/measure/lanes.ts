import { hostOf, usualHost } from '../hosts/index.ts'
import type { Host } from '../hosts/host.ts'
import type { EngineId, Lane, KernelId } from '../result/lane.ts'
import { pointerBytesOf, type Architecture } from '../declare/win32/architecture.ts'

/** The kernels a user can ask for by name; `native` means the engine's own, which for `sim` is the simulation. */
export const kernelChoices = ['native', 'tagged'] as const
export type KernelChoice = (typeof kernelChoices)[number]

function kernelOn(engine: EngineId, choice: KernelChoice): KernelId {
  return choice === 'native' && engine === 'sim' ? 'simulated' : choice
}

/** One lane: engine, architecture, kernel, host. The usual host is not in the name. */
export function laneOf(
  engine: EngineId,
  architecture: Architecture,
  choice: KernelChoice,
  host: string = usualHost.id,
): Lane {
  const named = host === usualHost.id ? '' : `-${host}`
  return {
    id: `${engine}-${architecture}${named}${choice === 'tagged' ? '-tagged' : ''}`,
    engine,
    architecture,
    kernel: kernelOn(engine, choice),
    host,
    pointerBytes: pointerBytesOf(architecture),
  }
}

/** Whether a host can call this kernel. The simulation supports only the usual host; tags need callbacks. */
function canBe(engine: EngineId, choice: KernelChoice, { id, isTaggable }: Host): boolean {
  if (engine === 'sim') return id === usualHost.id
  return choice === 'native' || isTaggable
}

/** All lanes of the chosen engines, architectures, kernels and hosts, the usual host first. */
export function lanesOf(
  engines: readonly EngineId[],
  architectures: readonly Architecture[],
  choices: readonly KernelChoice[],
  chosenHosts: readonly string[] = [usualHost.id],
): readonly Lane[] {
  return engines.flatMap(engine =>
    architectures.flatMap(architecture =>
      chosenHosts.flatMap(host =>
        choices.flatMap(choice =>
          canBe(engine, choice, hostOf(host)) ? [laneOf(engine, architecture, choice, host)] : [],
        ),
      ),
    ),
  )
}
