import type { Architecture } from '../../../declare/win32/architecture.ts'
import { machineArchitecture, ownArchitecture, runnableOn } from './machine.ts'
import { nativeMachine } from './native-machine.ts'

/** The system and process in which the Windows engine runs. */
export interface ThisMachine {
  /** As `process.platform` names it. */
  readonly platform: string
  /** The architecture of this process; `undefined` for one that this program does not know. */
  readonly own: Architecture | undefined
  /** The machine's own architecture; it may run others as well. */
  readonly machine: Architecture
}

/** Where this program runs. */
export function thisMachine(): ThisMachine {
  const own = ownArchitecture()
  return {
    platform: process.platform,
    own,
    machine: nativeMachine() ?? machineArchitecture(process.env, own ?? 'x64'),
  }
}

/**
 * The architectures whose node.exe has to be fetched. On Windows: all that the machine runs, except that of this
 * process, whose node is used. Elsewhere: those that Wine runs.
 */
export function fetchedOn({ platform, own, machine }: ThisMachine): readonly Architecture[] {
  return platform === 'win32'
    ? runnableOn(machine).filter(architecture => architecture !== own)
    : ['x64', 'ia32']
}
