import { writeSync } from 'node:fs'
import { ReadStream } from 'node:tty'
import { openTerminal } from '../../../../src/lanes/devices/terminal.ts'

/** Two pseudo terminals connected by a null modem: what is written to one can be read from the other. */
export interface Crossed {
  readonly paths: readonly [string, string]
  close(): void
}

/** Creates them. They work as long as this process runs its event loop. */
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
