/**
 * What a child writes into its journal: one JSON object a line. Integers wider than 32 bits travel as
 * hexadecimal text (`0x…`, unsigned, at the width of the process).
 */
export type JournalLine =
  | HelloLine
  | PlanLine
  | BeginLine
  | EndLine
  | RejectedLine
  | SkippedLine
  | DiedLine
  | StrictLine
  | PlanEndLine
  | ByeLine

/** Exit code of a child that cannot write its journal (EX_IOERR of sysexits.h): what it was about to do was not done. */
export const cannotWriteJournal = 74

/** First line: who runs. */
export interface HelloLine {
  readonly at: 'hello'
  readonly environment: Readonly<Record<string, string>>
  /** How this FFI widens 0xFFFFFFFE into a 64-bit slot, per declared type: measured in this process. */
  readonly calibration: Readonly<Record<string, string>>
}

export interface PlanLine {
  readonly at: 'plan'
  readonly plan: string
}

/** Written before a call. */
export interface BeginLine {
  readonly at: 'begin'
  readonly step: string
}

/** Written after a call. */
export interface EndLine {
  readonly at: 'end'
  readonly step: string
  /** The returned value as the FFI gave it, hexadecimal, and its JavaScript type. */
  readonly returned: string
  readonly shape: 'number' | 'bigint' | 'undefined'
  readonly failed: boolean
  readonly lastError: number
  readonly ntStatus: number
  /** When the call was made, by the kernel's monotonic time. */
  readonly atUs: number
  readonly elapsedUs: number
  /** Bytes of the objects whose addresses were passed, after the call. Hexadecimal. */
  readonly memory: Readonly<Record<string, string>>
  /** Objects whose fence was overwritten, with the bytes found there. Hexadecimal. */
  readonly fences: Readonly<Record<string, string>>
  /** Tags that were missing on the way in (tagged kernel). */
  readonly losses?: readonly TagLoss[]
  /** Recorded after an error 6. */
  readonly evidence?: Evidence
  /** The program noticed its sentinel and stops. */
  readonly noticed?: true
}

/** The FFI refused the call or the declaration. */
export interface RejectedLine {
  readonly at: 'rejected'
  readonly step: string
  readonly message: string
}

/** A step that was not called, and the step that stands in its way. */
export interface SkippedLine {
  readonly at: 'skipped'
  readonly step: string
  readonly after: string
}

/** A simulated process would have ended in this call. */
export interface DiedLine {
  readonly at: 'died'
  readonly step: string
  readonly kind: 'crashed' | 'waits-for-ever'
  readonly exitCode: number
}

/** Strict handle checks were asked for, before the step that follows. */
export interface StrictLine {
  readonly at: 'strict'
  readonly accepted: boolean
  readonly lastError: number
}

export interface PlanEndLine {
  readonly at: 'plan-end'
  readonly plan: string
}
export interface ByeLine {
  readonly at: 'bye'
}

/** A handle that reached the tagged kernel without its tag. */
export interface TagLoss {
  readonly function: string
  /** A parameter, or `lpOverlapped.hEvent`. */
  readonly position: string
  /** What arrived. Hexadecimal. */
  readonly value: string
}

/** What is known about one handle argument of a failed call. */
export interface HandleEvidence {
  /** A parameter, or `lpOverlapped.hEvent`. */
  readonly position: string
  /** What the callee was given. Hexadecimal, at pointer width. */
  readonly passed: string
  /** What a correct program would have given: the value as the kernel made it. */
  readonly true?: string
  /** Whether the true value names an open object (GetHandleInformation). */
  readonly alive: boolean
  /** Whether the passed value itself names an open object. */
  readonly passedAlive: boolean
  /** GetFileType of the true value; 0 where it is no file. */
  readonly fileType: number
  /** The step that made the handle, and whether it had failed. */
  readonly openedBy?: string
  readonly openFailedWith?: number
  /** The step that closed it. */
  readonly closedBy?: string
  /** What the program meant to put there (a field of a struct): hexadecimal. */
  readonly meant?: string
}

/** What the harness looked up after an error 6, so that its cause can be named. */
export interface Evidence {
  readonly handles: readonly HandleEvidence[]
}
