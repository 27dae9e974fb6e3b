// A process with few descriptors: opens wires until one is refused, closes them all, opens one again, and
// says how the refusal was told.
import { writeSync } from 'node:fs'
import { openFarEnd, type FarEnd } from '../../../../src/lanes/devices/far-end.ts'

const wires: FarEnd[] = []
let message = ''
while (message === '')
  await openFarEnd({ kind: 'echo' }).then(
    wire => wires.push(wire),
    (error: unknown) => {
      message = error instanceof Error ? error.message : String(error)
    },
  )
for (const wire of wires) await wire.close()
const again = await openFarEnd({ kind: 'echo' })
writeSync(1, JSON.stringify({ opened: wires.length, message, again: again.path }))
await again.close()
