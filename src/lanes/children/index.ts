import type { Architecture } from '../../declare/win32/architecture.ts'
import type { Host } from '../../hosts/host.ts'
import { usualHost } from '../../hosts/index.ts'
import type { Notice } from '../../os/notice.ts'
import type { Absent, Engine, Ready } from '../engines/engine.ts'
import { noBuild } from '../provision/host-copy.ts'
import { ProvisionProblem } from '../provision/problem.ts'
import { prepareCompiled } from './compiled.ts'
import { preparePython } from './python.ts'
import { remedyOf } from '../provision/remedy.ts'

/** Programs that the user names for children that are not JavaScript. */
export interface Named {
  /** Paths of python.exe, at most one used for each architecture. */
  readonly pythons?: readonly string[]
}

/**
 * Prepares an engine for children of a host. Where the child is not JavaScript, the engine is prepared for the
 * usual host, which still inspects ports, and the child is added to it. Never throws for anything that a machine
 * lacks.
 */
export async function prepareEngine(
  engine: Engine,
  architecture: Architecture,
  notice: Notice,
  host: Host,
  named: Named = {},
): Promise<Ready | Absent> {
  if (host.child === undefined) return engine.prepare(architecture, notice, host)
  if (!host.needs(architecture)) return refused(noBuild(host, architecture))
  const usual = await engine.prepare(architecture, notice)
  if (!usual.ready) return usual
  const ready = { ...usual, environment: withoutUsual(usual.environment) }
  try {
    return host.child === 'compiled'
      ? await prepareCompiled(ready, architecture)
      : await preparePython(ready, architecture, named.pythons ?? [])
  } catch (error) {
    if (error instanceof ProvisionProblem) return refused(error)
    throw error
  }
}

function refused(problem: ProvisionProblem): Absent {
  return { ready: false, reason: problem.message, ...remedyOf(problem) }
}

/** The facts of an engine, without the runtime and FFI of the usual host, which make no calls here. */
function withoutUsual(facts: Ready['environment']): Ready['environment'] {
  return Object.fromEntries(
    Object.entries(facts).filter(([name]) => name !== 'node' && name !== usualHost.id),
  )
}
