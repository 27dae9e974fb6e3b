import type { PointerBytes } from '../declare/win32/architecture.ts'
import type { Probe } from '../program/define-probe.ts'
import type { ProbeMistake } from '../mistakes/index.ts'
import { describeSteps } from '../measure/record.ts'
import { functionNames, prototypeOf, type FunctionName } from '../declare/win32/functions.ts'
import { documentationOf } from '../declare/failures.ts'
import type { Library } from '../declare/win32/prototype.ts'
import { links, section, table, text, type Page } from '../text/page.ts'

/** A probe in a line. */
export interface ProbeEntry {
  readonly id: string
  /** Its class of mistake; run files spell the field so too. */
  readonly mechanism: ProbeMistake
  readonly device: string
  readonly sequence: string
  readonly title: string
}

/** What `list probes` says. */
export function listProbes(probes: readonly Probe[]): readonly ProbeEntry[] {
  return probes.map(({ id, mistake, device, sequence, title }) => ({
    id,
    mechanism: mistake,
    device,
    sequence: sequence.id,
    title,
  }))
}

/** `list probes` for people. */
export function probesPage(entries: readonly ProbeEntry[]): Page {
  return {
    title: `${entries.length} probes`,
    sections: [
      ...section(
        '',
        table(
          ['probe', 'mistake', 'device', 'title'],
          entries.map(({ id, mechanism, device, title }) => [id, mechanism, device, title]),
        ),
      ),
      ...section(
        '',
        text(
          '`handle-width explain PROBE` prints what one of them changes, why, and where it was seen.',
        ),
      ),
    ],
  }
}

/** An operation: a function of the tables, and where it is used. */
export interface OperationEntry {
  readonly name: FunctionName
  readonly library: Library
  readonly returns: string
  readonly parameters: readonly { readonly name: string; readonly type: string }[]
  readonly documentation: string
  /** Sequence → the steps that call it. */
  readonly steps: Readonly<Record<string, readonly string[]>>
}

/** What `list operations` says: every function of the tables, in their order. */
export function listOperations(probes: readonly Probe[]): readonly OperationEntry[] {
  const used = describeSteps(probes)
  return functionNames.map(name => {
    const prototype = prototypeOf(name)
    const steps: Record<string, string[]> = {}
    for (const step of used)
      if (step.operation === name) (steps[step.sequence] ??= []).push(step.id)
    return {
      name,
      library: prototype.library,
      returns: prototype.returns,
      parameters: Object.entries(prototype.parameters).map(([parameter, type]) => ({
        name: parameter,
        type,
      })),
      documentation: documentationOf(name, prototype.header),
      steps,
    }
  })
}

/** `BOOL PurgeComm(HANDLE hFile, DWORD dwFlags)`. */
function signatureOf({
  name,
  returns,
  parameters,
}: Pick<OperationEntry, 'name' | 'returns' | 'parameters'>): string {
  return `${returns} ${name}(${parameters.map(parameter => `${parameter.type} ${parameter.name}`).join(', ')})`
}

/** `list operations` for people. */
export function operationsPage(entries: readonly OperationEntry[]): Page {
  return {
    title: `${entries.length} operations`,
    sections: entries.flatMap(entry => {
      const steps = Object.entries(entry.steps).map(
        ([sequence, ids]) => `${sequence}: ${ids.join(', ')}`,
      )
      return section(
        `${entry.name} (${entry.library})`,
        text(`\`${signatureOf(entry)}\``),
        text(
          steps.length === 0
            ? 'Called by no sequence; the harness itself uses it.'
            : `Steps of the sequence ${steps.join('; ')}`,
        ),
        links({ title: 'Documentation', url: entry.documentation }),
      )
    }),
  }
}

/** A lane and whether it can be measured here, as far as that is known without preparing anything. */
export interface LaneEntry {
  readonly id: string
  readonly engine: string
  readonly architecture: string
  readonly kernel: string
  readonly host: string
  readonly pointerBytes: PointerBytes
  readonly status: 'ready' | 'not-prepared' | 'absent'
  /** Why it is not ready; empty where it is. */
  readonly reason: string
  /** What to do about it; empty where it is ready. */
  readonly remedy: string
}

const statusWords = {
  ready: 'ready',
  'not-prepared': 'not prepared yet',
  absent: 'not here',
} as const satisfies Record<LaneEntry['status'], string>

/** A host as a list shows it. */
export interface HostEntry {
  readonly id: string
  readonly title: string
  /** Those for which somebody publishes a build for Windows. */
  readonly architectures: readonly string[]
  readonly kernels: readonly string[]
  /** Other FFIs that are the same library underneath; empty where there are none. */
  readonly standsFor: string
}

/** `list hosts` for people. */
export function hostsPage(entries: readonly HostEntry[]): Page {
  return {
    title: `${entries.length} hosts: who makes the calls`,
    sections: section(
      '',
      table(
        ['host', 'runtime and FFI', 'architectures', 'kernels', 'stands for'],
        entries.map(entry => [
          entry.id,
          entry.title,
          entry.architectures.join(', '),
          entry.kernels.join(', '),
          entry.standsFor,
        ]),
      ),
    ),
  }
}

/** `list lanes` for people. */
export function lanesPage(entries: readonly LaneEntry[]): Page {
  return {
    title: `${entries.length} lanes, ${entries.filter(({ status }) => status === 'ready').length} of them ready`,
    sections: section(
      '',
      table(
        ['lane', 'pointer', 'kernel', 'host', 'status', 'what to do'],
        entries.map(entry => [
          entry.id,
          `${8 * entry.pointerBytes} bits`,
          entry.kernel,
          entry.host,
          statusWords[entry.status],
          [entry.reason, entry.remedy].filter(part => part !== '').join(' '),
        ]),
      ),
    ),
  }
}
