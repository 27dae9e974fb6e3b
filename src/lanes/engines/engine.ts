import type { Notice } from '../../os/notice.ts'
import type { Architecture } from '../../declare/win32/architecture.ts'
import type { EngineId } from '../../result/lane.ts'
import type { Host } from '../../hosts/host.ts'
import type { Plan } from '../../program/plan.ts'
import type { Remedy } from '../provision/remedy.ts'

/** How to start a child: absolute paths, and arguments that are passed without a shell. */
export interface ChildCommand {
  readonly file: string
  readonly arguments: readonly string[]
  readonly environment: Readonly<Record<string, string>>
}

/** A serial device of this machine, visible to the children of an engine as a COM port. */
export interface LinkedPort {
  /** The name the child opens, without prefix, for example `COM33`. */
  readonly name: string
  /** Removes the name again. Idempotent; never throws. */
  release(): Promise<void>
}

/** An engine that can run children of one architecture. */
export interface Ready {
  readonly ready: true
  /** Versions to be recorded with the results: wine, node, koffi, operating system. */
  readonly environment: Readonly<Record<string, string>>
  /** The Windows of this engine is Wine, even if the engine itself is not `wine`. Wine's known differences apply. */
  readonly underWine?: boolean
  /**
   * The name of the emulator, if the CPU of the children is emulated. They are slow, and a memory fault hangs them
   * instead of ending them.
   */
  readonly emulatedCpu?: string
  /** How to start `script` (a compiled file of this package, host path) with node of that architecture. */
  command(script: string, scriptArguments: readonly string[]): ChildCommand
  /** How to start another Windows program (host path), with arguments in its own syntax. Absent where there is no Windows. */
  readonly start?: (program: string, programArguments: readonly string[]) => ChildCommand
  /**
   * Writes into a folder what runs the plans, where that is not this package's own child, and returns how to start
   * it. The arguments follow the plans. Throws ProvisionProblem where that fails.
   */
  readonly layOut?: (
    plans: readonly Plan[],
    folder: string,
  ) => Promise<(childArguments: readonly string[]) => ChildCommand>
  /** A path of this machine in the syntax of the child. */
  childPath(hostPath: string): string
  /**
   * Makes sure that the services the children need are running, after one of them died. Restarts them if the child
   * hung before its first plan. Never rejects.
   */
  readonly restart?: (hung: boolean) => Promise<void>
  /** Called when no child reached a plan. If the prepared files are at fault, makes the next run prepare them again. Never rejects. */
  readonly discardPrepared?: () => Promise<void>
  /** Makes a character device of this machine a COM port of the child. Absent where the system has its own ports. */
  readonly linkPort?: (devicePath: string) => Promise<LinkedPort>
}

/** An engine that cannot run here, and what to do about it: one sentence each. */
export interface Absent extends Remedy {
  readonly ready: false
  readonly reason: string
}

/** The state of an engine, found without preparing, fetching or starting anything that takes long. */
export type Look =
  | { readonly state: 'ready' }
  /** It looks usable; its first run will prepare something. */
  | ({ readonly state: 'not-prepared'; readonly reason: string } & Remedy)
  | ({ readonly state: 'absent'; readonly reason: string } & Remedy)

/** How to start the isolated process of one engine. */
export interface Engine {
  readonly id: EngineId
  /**
   * Reports whether children of `architecture` can be started, and prepares what they need (once; cached). Without
   * `host` the usual host makes their calls. Never throws for an absent engine.
   */
  prepare(architecture: Architecture, notice: Notice, host?: Host): Promise<Ready | Absent>
  /** A cheap answer to the same question: downloads nothing, makes nothing. Never throws. */
  readonly look?: (architecture: Architecture, host?: Host) => Promise<Look>
}
