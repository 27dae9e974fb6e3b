import { code, section, table, text, toned, words, type Section } from '../../text/page.ts'
import type { ClientRecord } from '../client-record.ts'

/** The compiled client: a program built with a C++ compiler that used the same loopback as the probes. */
export function clientSection({ client, lanes }: ClientRecord): Section[] {
  const operations = [
    ...new Set(lanes.flatMap(({ steps }) => steps.map(({ operation }) => operation))),
  ]
  return section(
    'A compiled client beside the probes',
    text(
      words`${client}, compiled C++ run by the same node.exe, on the same kind of loopback. What fails here is a capability of the port, not a declaration.`,
    ),
    table(
      ['operation', ...lanes.map(({ lane }) => [code(lane)])],
      operations.map(operation => [
        [operation],
        ...lanes.map(({ steps }) => {
          const step = steps.find(other => other.operation === operation)
          if (!step) return [toned('quiet', '- not reached')]
          const says = [step.ok ? '= works' : '! fails', step.detail].filter(Boolean).join(': ')
          return [toned(step.ok ? 'good' : 'bad', says)]
        }),
      ]),
    ),
  )
}
