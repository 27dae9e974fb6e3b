import { linkPort } from '../../../../../src/lanes/engines/wine/ports.ts'

// hold-port CACHE PREFIX DEVICE wait|repeat: links the device, writes its name and waits to be killed; or links and releases it many times, and ends without releasing the last one.
const [cache = '', prefix = '', device = '', task = 'wait'] = process.argv.slice(2)
const repeats = 5

if (task === 'repeat')
  for (let turn = 0; turn < repeats; turn++) await (await linkPort(cache, prefix, device)).release()
const { name } = await linkPort(cache, prefix, device)
process.stdout.write(`${name}\n`)
if (task === 'wait') setInterval(() => {}, 1000)
