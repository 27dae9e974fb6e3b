import type { PortState } from '../../program/ports.ts'
import { isOpen, openPort, type OpenPort } from './serial.ts'
import type { Tools } from './tools.ts'

/** How long a text may take to arrive: 32 characters at 1200 baud take a quarter of a second. Milliseconds. */
const pingWaitMs = 400
/** How long one poll of the echo waits for the next byte. Milliseconds. */
const echoWaitMs = 1

const free: PortState = { state: 'free' }

function receives(from: OpenPort, to: OpenPort, text: string): boolean {
  to.purge()
  from.write(Buffer.from(text, 'latin1'))
  return Buffer.from(to.read(text.length)).toString('latin1') === text
}

/** Sends a text out of one port and waits for it on another, or on the same. */
export function ping(
  tools: Tools,
  fromName: string,
  toName: string,
  text: string,
): { readonly from: PortState; readonly to: PortState; readonly heard: boolean } {
  const from = openPort(tools, fromName, pingWaitMs)
  if (!isOpen(from)) return { from, to: free, heard: false }
  const to = toName === fromName ? from : openPort(tools, toName, pingWaitMs)
  const heard = isOpen(to) && receives(from, to, text)
  from.close()
  if (isOpen(to) && to !== from) to.close()
  return { from: free, to: isOpen(to) ? free : to, heard }
}

/** Echoes what arrives until the process is ended. `listening` is called when the port is open, or could not be opened. */
export function echo(tools: Tools, name: string, listening: (port: PortState) => void): void {
  const port = openPort(tools, name, echoWaitMs)
  if (!isOpen(port)) return listening(port)
  port.purge()
  listening(free)
  for (;;) {
    const first = port.read(1)
    if (first.length > 0) port.write(first)
  }
}
