import { writeSync } from 'node:fs'
import { ReadStream } from 'node:tty'
import { openTerminal } from '../../../../src/lanes/devices/terminal.ts'

/** Two pseudo terminals joined by a null modem: what is written into one comes out of the other. */
export interface Crossed {
  readonly paths: readonly [string, string]
  close(): void
}

/** Makes them. They live as long as this process turns its event loop. */
export function crossTerminals(): Crossed {
  const [one, other] = [openTerminal(), openTerminal()]
  const join = (from: number, to: number): ReadStream => {
    const stream = new ReadStream(from)
    stream.on('data', (piece: Buffer) => {
      writeSync(to, piece)
    })
    stream.on('error', () => stream.destroy())
    return stream
  }
  const streams = [join(one.master, other.master), join(other.master, one.master)]
  return {
    paths: [one.path, other.path],
    close() {
      for (const stream of streams) stream.destroy()
    },
  }
}
