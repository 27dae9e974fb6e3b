// A process with few descriptors, for the test of what happens when there are none left: opens wires
// until one is refused, closes them all, and says how the refusal was told and what it cost.
import { readdirSync, writeSync } from 'node:fs'
import { openPty, type Pty } from '../../../../src/lanes/devices/pty.ts'

function countDescriptors(): number {
  return readdirSync('/proc/self/fd').length
}

const first = await openPty({ kind: 'echo' })
await first.close()
const before = countDescriptors()
const wires: Pty[] = []
let message = ''
while (message === '')
  await openPty({ kind: 'echo' }).then(
    pty => wires.push(pty),
    (error: unknown) => {
      message = error instanceof Error ? error.message : String(error)
    },
  )
for (const wire of wires) await wire.close()
writeSync(1, JSON.stringify({ opened: wires.length, message, lost: countDescriptors() - before }))
