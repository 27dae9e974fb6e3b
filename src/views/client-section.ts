import type { ClientRecord } from './client-record.ts'
import { code, inline, table } from '../text/markdown-text.ts'

/** The compiled client beside the probes: the same loopback, used by a program a C++ compiler made. */
export function clientSection({ client, lanes }: ClientRecord): string {
  const operations = [
    ...new Set(lanes.flatMap(({ steps }) => steps.map(({ operation }) => operation))),
  ]
  const rows = operations.map(operation => [
    inline(operation),
    ...lanes.map(({ steps }) => {
      const step = steps.find(other => other.operation === operation)
      return step
        ? `${step.ok ? '=' : '!'} ${inline([step.ok ? 'works' : 'fails', step.detail].filter(Boolean).join(': '))}`
        : '- not reached'
    }),
  ])
  return [
    '## A compiled client beside the probes',
    `${inline(client)}, compiled C++ run by the same node.exe, on the same kind of loopback. What fails here is a capability of the port, not a declaration.`,
    table(['operation', ...lanes.map(({ lane }) => code(lane))], rows),
  ].join('\n\n')
}
