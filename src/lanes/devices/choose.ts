import { randomBytes } from 'node:crypto'
import type { Ready } from '../engines/engine.ts'
import type { Notice } from '../../os/notice.ts'
import type { DeviceKind } from '../../devices/index.ts'
import type { ListedPort, PortState } from '../../program/ports.ts'
import { errorName } from '../../declare/win32/errors.ts'
import { askPort } from './ask-port.ts'
import type { NamedPorts } from './provide.ts'

/** What is opened: named by the user, or found. */
export interface DeviceChoice extends NamedPorts {
  /** What replaces the loopback; the loopback itself where absent. */
  readonly devices?: readonly DeviceKind[]
}

/** Why a choice cannot be used: one sentence. */
export interface NoDevice {
  readonly problem: string
}

/** The state of a port, in words that follow its name. */
export function describePortState(state: PortState): string {
  switch (state.state) {
    case 'free':
      return 'is free'
    case 'missing':
      return 'is not there'
    case 'busy':
      return `is in use by another program (${errorName(state.code)})`
    case 'not-serial':
      return `can be opened, but is no serial port: it has no line settings (${errorName(state.code)})`
    case 'broken':
      return `cannot be opened (${errorName(state.code)})`
  }
}

/** What to do about a port that the user named and that cannot be used. */
async function explainState(ready: Ready, name: string, state: PortState): Promise<string> {
  const said = `${name} ${describePortState(state)}`
  if (state.state === 'busy') return `${said}: end that program and try again`
  if (state.state !== 'missing') return said
  const names = (await listed(ready)).map(port => port.name)
  return names.length === 0
    ? `${said}, and no other serial port is either; leave --device out to measure with a loopback`
    : `${said}; there is ${names.join(', ')}: name that, for example --device com:${names[0] ?? ''}, or leave --device out to measure with a loopback`
}

async function listed(ready: Ready): Promise<readonly ListedPort[]> {
  return (await askPort(ready, { ask: 'list' }))?.ports ?? []
}

async function refusalOf(ready: Ready, port: string): Promise<NoDevice | undefined> {
  const answer = await askPort(ready, { ask: 'inspect', port })
  if (!answer)
    return { problem: `${port} could not be tried: the process that opened it did not answer` }
  if (answer.port.state === 'free') return undefined
  return { problem: await explainState(ready, port, answer.port) }
}

/** Whether data sent by one port arrives at another, or at itself. Ports in use are left alone. */
export async function isReceived(ready: Ready, from: string, to: string): Promise<boolean> {
  const text = `handle-width ${randomBytes(4).toString('hex')}\r\n`
  return (await askPort(ready, { ask: 'ping', from, to, text }))?.heard === true
}

async function checkNamed(
  choice: DeviceChoice & { readonly port: string },
  ready: Ready,
  notice: Notice,
): Promise<DeviceChoice | NoDevice> {
  const { port, farEnd } = choice
  const refused =
    (await refusalOf(ready, port)) ??
    (farEnd === undefined ? undefined : await refusalOf(ready, farEnd))
  if (refused) return refused
  if (await isReceived(ready, port, farEnd ?? port)) return choice
  if (farEnd !== undefined)
    return {
      problem: `What ${port} sends does not arrive at ${farEnd}: check the cable between them, and their line settings`,
    }
  notice(
    `${port} sends nothing back, so what needs an answer is left out. Join its TX and RX, or name the port at the other end, too.`,
  )
  return {
    ...choice,
    devices: (choice.devices ?? []).map(kind => (kind === 'com' ? 'silent' : kind)),
  }
}

async function findAnswering(
  ready: Ready,
  names: readonly string[],
): Promise<NamedPorts | undefined> {
  for (const port of names) if (await isReceived(ready, port, port)) return { port }
  for (const port of names) {
    for (const farEnd of names)
      if (port !== farEnd && (await isReceived(ready, port, farEnd))) return { port, farEnd }
  }
  return undefined
}

const surrogates: DeviceChoice = { devices: ['pipe', 'event'] }
const surrogateNotice =
  'A named pipe and an event stand in for it: they carry the question of the width, not that of the line.'

async function find(ready: Ready, ping: boolean, notice: Notice): Promise<DeviceChoice> {
  const names = (await listed(ready)).map(({ name }) => name)
  const found = ping ? await findAnswering(ready, names) : undefined
  if (found) {
    notice(
      found.farEnd === undefined
        ? `${found.port} sends back what it gets: it is used.`
        : `${found.port} and ${found.farEnd} are joined: they are used.`,
    )
    return { ...found, devices: ['com'] }
  }
  if (names.length === 0) notice(`There is no serial port here. ${surrogateNotice}`)
  else if (ping)
    notice(
      `None of ${names.join(', ')} sends anything back, or they are in use. ${surrogateNotice}`,
    )
  else
    notice(
      `${names.join(', ')}: not used, since nothing is written to a port that was not named (--device com:${names[0]}) without --ping. ${surrogateNotice}`,
    )
  return surrogates
}

/**
 * Chooses what is opened in place of the loopback on an engine: what the user named; else the wire that the engine
 * makes; else, with `ping`, a port that echoes, or two that are connected; else surrogates. Writes only to ports
 * that the user named, or with `ping` to all of them. Never takes a port that is in use.
 */
export async function chooseDevice(
  wanted: DeviceChoice,
  ready: Ready,
  ping: boolean,
  notice: Notice,
): Promise<DeviceChoice | NoDevice> {
  const { port } = wanted
  if (port !== undefined) return checkNamed({ ...wanted, port }, ready, notice)
  if (wanted.devices || ready.linkPort) return wanted
  return find(ready, ping, notice)
}
