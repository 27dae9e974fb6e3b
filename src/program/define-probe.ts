import type { AddressPlacement } from './plan.ts'
import type { DeviceKind } from '../devices/index.ts'
import type { Sequence, Step } from './step.ts'
import type { ProbeMistake } from '../mistakes/index.ts'
import { trueAbi, type Abi } from '../declare/win32/abi.ts'
import type { PointerBytes } from '../declare/win32/architecture.ts'
import type { Change } from './changes.ts'
import type { ClaimRule } from './claims.ts'
import type { ProgramEdit } from './program.ts'

/** Where a mistake was seen: a description and an address. */
interface Sighting {
  readonly title: string
  readonly url: string
}

/** A change, the claims about it, and the explanation. */
export interface Probe {
  /** The name of its file without extension, kebab-case. */
  readonly id: string
  readonly title: string
  /** The class of mistake. */
  readonly mistake: ProbeMistake
  readonly sequence: Sequence
  readonly device: DeviceKind
  /** The device of its control, if that is a different one: for effects of the device. */
  readonly against?: DeviceKind
  /** Where addresses lie; one plan for each. Default: as the system assigns them. */
  readonly addresses?: readonly AddressPlacement[]
  /** What is declared wrong; one change per pointer width where the program declares by architecture. */
  readonly change: Change | Readonly<Record<PointerBytes, Change>>
  /** How the program differs from the sequence. */
  readonly program?: ProgramEdit
  /** The edit, described for the reader. */
  readonly does?: string
  /** What should differ from the control. Steps that no rule matches should be the same. The first matching rule applies. */
  readonly claims: readonly ClaimRule[]
  /** `memory`: may write outside the fences of its own memory, or end the process, so it gets its own child. */
  readonly danger: 'none' | 'memory'
  /** Why it fails or does not fail, in two or three sentences. */
  readonly why: string
  readonly seenIn: readonly Sighting[]
}

/** Creates a probe. The default export of each file in `probes/`. */
export function defineProbe(probe: Probe): Probe {
  return probe
}

/** Whether the verdict of a probe depends on the FFI: one of its claims has a condition on it. */
export function dependsOnFfi({ claims }: Pick<Probe, 'claims'>): boolean {
  return claims.some(({ where }) => where.ffi !== undefined)
}

/** The steps of a probe: its sequence with the program's edits. */
export function stepsOf(probe: Probe): readonly Step[] {
  return probe.program ? probe.program(probe.sequence.steps) : probe.sequence.steps
}

const declared = {
  4: new WeakMap<Change, Abi>(),
  8: new WeakMap<Change, Abi>(),
} as const

/** The declarations of a probe's program for a pointer width. Cached, since every lane uses them. */
export function abiOf({ change }: Pick<Probe, 'change'>, pointerBytes: PointerBytes): Abi {
  const own = typeof change === 'function' ? change : change[pointerBytes]
  const abi = declared[pointerBytes].get(own) ?? own(trueAbi)
  declared[pointerBytes].set(own, abi)
  return abi
}
