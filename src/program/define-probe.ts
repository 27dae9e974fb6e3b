import type { AddressPlacement } from './plan.ts'
import type { DeviceKind } from '../devices/index.ts'
import type { Sequence, Step } from './step.ts'
import type { ProbeMistake } from '../mistakes/index.ts'
import { trueAbi, type Abi } from '../declare/win32/abi.ts'
import type { PointerBytes } from '../declare/win32/architecture.ts'
import type { Change } from './changes.ts'
import type { ClaimRule } from './claims.ts'
import type { ProgramEdit } from './program.ts'

/** Where a mistake was seen: a text for people and an address. */
interface Sighting {
  readonly title: string
  readonly url: string
}

/** A change, the claims about it, and the explanation. */
export interface Probe {
  /** The name of its file, kebab-case. */
  readonly id: string
  readonly title: string
  /** The class of mistake. */
  readonly mistake: ProbeMistake
  readonly sequence: Sequence
  readonly device: DeviceKind
  /** The device of the control it is held against, where that is another: for what a device does. */
  readonly against?: DeviceKind
  /** Where addresses lie; one plan for each. Default: as they come. */
  readonly addresses?: readonly AddressPlacement[]
  /** What is declared wrong; for each width of a pointer where the program declares by architecture. */
  readonly change: Change | Readonly<Record<PointerBytes, Change>>
  /** What the program does otherwise than the sequence. */
  readonly program?: ProgramEdit
  /** The edit in words. */
  readonly does?: string
  /** What should differ from the control; steps that no rule names should be the same. The first rule that fits holds. */
  readonly claims: readonly ClaimRule[]
  /** `memory`: may write outside the fences of its own memory, or end the process; gets a child of its own. */
  readonly danger: 'none' | 'memory'
  /** Why it fails or does not, in two or three sentences. */
  readonly why: string
  readonly seenIn: readonly Sighting[]
}

/** Makes a probe. The default export of each file in `probes/`. */
export function defineProbe(probe: Probe): Probe {
  return probe
}

/** Whether a verdict of a probe depends on the FFI: a claim of it asks what the FFI does. */
export function dependsOnFfi({ claims }: Pick<Probe, 'claims'>): boolean {
  return claims.some(({ where }) => where.ffi !== undefined)
}

/** Steps of a probe: its sequence with the edits of the program. */
export function stepsOf(probe: Probe): readonly Step[] {
  return probe.program ? probe.program(probe.sequence.steps) : probe.sequence.steps
}

const declared = {
  4: new WeakMap<Change, Abi>(),
  8: new WeakMap<Change, Abi>(),
} as const

/** What the program of a probe declares in a process with pointers of this width. Made once: every lane asks. */
export function abiOf({ change }: Pick<Probe, 'change'>, pointerBytes: PointerBytes): Abi {
  const own = typeof change === 'function' ? change : change[pointerBytes]
  const abi = declared[pointerBytes].get(own) ?? own(trueAbi)
  declared[pointerBytes].set(own, abi)
  return abi
}
