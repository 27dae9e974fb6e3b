import { linkPort } from '../../../src/engine/wine/ports.ts'

// hold-port CACHE PREFIX DEVICE [end]: links the device and writes its name; then waits to be killed, or ends.
const [cache = '', prefix = '', device = '', end = 'wait'] = process.argv.slice(2)
const { name } = await linkPort(cache, prefix, device)
process.stdout.write(`${name}\n`)
if (end === 'wait') setInterval(() => {}, 1000)
