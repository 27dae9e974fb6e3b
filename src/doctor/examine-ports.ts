import { askPort } from '../lanes/devices/ask-port.ts'
import { describePortState, isReceived } from '../lanes/devices/choose.ts'
import type { Ready } from '../lanes/engines/engine.ts'
import type { ListedPort } from '../program/ports.ts'
import type { DoctorFinding } from './finding.ts'
import { typing } from '../lanes/provision/remedy.ts'

async function whoAnswers(ready: Ready, name: string, all: readonly ListedPort[]): Promise<string> {
  const answer = await askPort(ready, { ask: 'inspect', port: name })
  if (!answer) return 'does not let itself be tried: the process that opened it did not answer'
  if (answer.port.state !== 'free') return describePortState(answer.port)
  if (await isReceived(ready, name, name)) return 'sends back what it gets'
  for (const other of all)
    if (other.name !== name && (await isReceived(ready, name, other.name)))
      return `is joined with ${other.name}`
  return 'is free, and nobody answers'
}

async function portFinding(
  ready: Ready,
  port: ListedPort,
  all: readonly ListedPort[],
  ping: boolean,
): Promise<DoctorFinding> {
  const said = ping
    ? await whoAnswers(ready, port.name, all)
    : 'not opened (--ping asks who answers)'
  return {
    part: 'ports',
    title: port.name,
    state: 'ok',
    detail: `${said}; ${port.device}, named by ${port.sources.join(' and ')}`,
  }
}

/** The serial ports that the system under an engine names and, with `ping`, who answers on them. Ports in use are left alone. */
export async function examinePorts(
  ready: Ready | undefined,
  ping: boolean,
): Promise<DoctorFinding[]> {
  if (!ready)
    return [
      {
        part: 'ports',
        title: 'ports',
        state: 'note',
        detail: 'not looked for, since no engine with ports is ready',
      },
    ]
  const answer = await askPort(ready, { ask: 'list' })
  if (!answer)
    return [
      {
        part: 'ports',
        title: 'ports',
        state: 'missing',
        detail: 'the process that lists them did not answer',
        ...typing('handle-width setup node'),
      },
    ]
  const made: DoctorFinding[] = ready.linkPort
    ? [{ part: 'ports', title: 'loopback', state: 'ok', detail: 'made anew for each child' }]
    : []
  const found: DoctorFinding[] = []
  for (const port of answer.ports) found.push(await portFinding(ready, port, answer.ports, ping))
  if (found.length === 0)
    found.push({ part: 'ports', title: 'ports', state: 'note', detail: 'the system names none' })
  return [...made, ...found]
}
