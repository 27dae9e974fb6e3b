import type { Notice } from '../../os/notice.ts'
import type { Architecture } from '../../declare/win32/architecture.ts'
import type { EngineId } from '../../result/lane.ts'
import type { Host } from '../../hosts/host.ts'
import type { Plan } from '../../program/plan.ts'

/** What a child needs to be started: absolute paths, arguments passed as they are (no shell). */
export interface ChildCommand {
  readonly file: string
  readonly arguments: readonly string[]
  readonly environment: Readonly<Record<string, string>>
}

/** A serial device of this machine made visible to the children of an engine as a COM port. */
export interface LinkedPort {
  /** The name the child opens, without prefix, for example `COM33`. */
  readonly name: string
  /** Takes the name away again. Idempotent; never throws. */
  release(): Promise<void>
}

/** An engine that can run children of one architecture. */
export interface Ready {
  readonly ready: true
  /** Versions worth recording beside the results: wine, node, koffi, operating system. */
  readonly environment: Readonly<Record<string, string>>
  /** The Windows of this engine is Wine, although the engine itself need not know: what Wine does otherwise holds there. */
  readonly underWine?: boolean
  /** The CPU of the children is emulated: by what. They are slow, and a fault in their memory hangs them instead of ending them. */
  readonly emulatedCpu?: string
  /** How to start `script` (a compiled file of this package, host path) with node of that architecture. */
  command(script: string, scriptArguments: readonly string[]): ChildCommand
  /** How to start another Windows program (host path); arguments as it has to spell them. Absent where there is no Windows. */
  readonly start?: (program: string, programArguments: readonly string[]) => ChildCommand
  /**
   * Lays out in a folder what carries plans out, where that is not the child of this package, and says how to
   * start it with the arguments behind the plans. Throws ProvisionProblem where it cannot be made.
   */
  readonly layOut?: (
    plans: readonly Plan[],
    folder: string,
  ) => Promise<(childArguments: readonly string[]) => ChildCommand>
  /** A path of this machine as the child has to spell it. */
  childPath(hostPath: string): string
  /** Sees to it that what the children need is running, after one of them died; anew, where one hung before it did anything. Never rejects. */
  readonly restart?: (hung: boolean) => Promise<void>
  /** Called where no child came to anything: has what they are started from made anew for the next run, if that is at fault. Never rejects. */
  readonly discardPrepared?: () => Promise<void>
  /** Makes a character device of this machine a COM port of the child. Absent where the system brings its own ports. */
  readonly linkPort?: (devicePath: string) => Promise<LinkedPort>
}

/** An engine that cannot run here, and what to do about it: one sentence each. */
export interface Absent {
  readonly ready: false
  readonly reason: string
  readonly remedy: string
}

/** What is known of an engine without preparing, fetching or starting anything that takes long. */
export type Look =
  | { readonly state: 'ready' }
  /** It looks usable, and its first run will prepare something. */
  | { readonly state: 'not-prepared'; readonly reason: string; readonly remedy: string }
  | { readonly state: 'absent'; readonly reason: string; readonly remedy: string }

/** How to start the isolated process of one engine. Frozen record of functions. */
export interface Engine {
  readonly id: EngineId
  /** Says whether children of `architecture` can be started, and prepares what they need (once; cached); the usual host makes their calls where none is named. Never throws for an absent engine. */
  prepare(architecture: Architecture, notice: Notice, host?: Host): Promise<Ready | Absent>
  /** A cheap answer to the same question: downloads nothing, makes nothing. Never throws. */
  readonly look?: (architecture: Architecture, host?: Host) => Promise<Look>
}
