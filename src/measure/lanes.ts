import type { EngineId } from '../lanes/engines/engine.ts'
import type { KernelId } from '../program/plan.ts'
import type { Lane } from '../result/lane.ts'
import { pointerBytesOf, type Architecture } from '../declare/win32/architecture.ts'

/** The kernels a user can ask for by name; `native` means the engine's own, which for `sim` is the simulation. */
export const kernelChoices = ['native', 'tagged'] as const
export type KernelChoice = (typeof kernelChoices)[number]

function kernelOn(engine: EngineId, choice: KernelChoice): KernelId {
  return choice === 'native' && engine === 'sim' ? 'simulated' : choice
}

/** One lane: engine, architecture, kernel. */
export function laneOf(engine: EngineId, architecture: Architecture, choice: KernelChoice): Lane {
  return {
    id: `${engine}-${architecture}${choice === 'tagged' ? '-tagged' : ''}`,
    engine,
    architecture,
    kernel: kernelOn(engine, choice),
    pointerBytes: pointerBytesOf(architecture),
  }
}

/** All lanes of the chosen engines, architectures and kernels, in that order. */
export function lanesOf(
  engines: readonly EngineId[],
  architectures: readonly Architecture[],
  choices: readonly KernelChoice[],
): readonly Lane[] {
  return engines.flatMap(engine =>
    architectures.flatMap(architecture =>
      choices.map(choice => laneOf(engine, architecture, choice)),
    ),
  )
}
