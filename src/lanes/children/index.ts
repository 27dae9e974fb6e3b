import type { Architecture } from '../../declare/win32/architecture.ts'
import type { Host } from '../../hosts/host.ts'
import type { Notice } from '../../os/notice.ts'
import type { Absent, Engine, Ready } from '../engines/engine.ts'
import { ProvisionProblem } from '../provision/problem.ts'
import { preparePython } from './python.ts'

/** What a user names for children that are not JavaScript. */
export interface Named {
  /** Paths of python.exe, at most one used for each architecture. */
  readonly pythons?: readonly string[]
}

/**
 * Prepares an engine for children of a host. Where plans are not carried out by JavaScript, the engine is
 * prepared for the usual host, which still asks ports, and the child is put beside it. Never throws for
 * what a machine lacks.
 */
export async function prepareEngine(
  engine: Engine,
  architecture: Architecture,
  notice: Notice,
  host: Host,
  named: Named = {},
): Promise<Ready | Absent> {
  if (host.child === undefined) return engine.prepare(architecture, notice, host)
  const ready = await engine.prepare(architecture, notice)
  if (!ready.ready) return ready
  try {
    return await preparePython(ready, architecture, named.pythons ?? [])
  } catch (error) {
    if (error instanceof ProvisionProblem)
      return { ready: false, reason: error.message, remedy: error.remedy }
    throw error
  }
}
