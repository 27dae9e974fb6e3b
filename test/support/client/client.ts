import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { WindowsBindingInterface, WindowsPortBinding } from '@serialport/bindings-cpp'

/**
 * The compiled client: `client.js PORT RESULT`, run by the Windows build of node.exe. Opens, writes, reads, purges
 * and closes a port through the C++ binding of the npm package serialport, and records the result of each step.
 */

const [port = '', resultFile = ''] = process.argv.slice(2)
const { autoDetect } = createRequire(import.meta.url)('@serialport/bindings-cpp') as {
  autoDetect(): WindowsBindingInterface
}
const message = Buffer.from('A compiled client.')

interface ClientStep {
  readonly operation: string
  readonly ok: boolean
  readonly detail: string
}

const steps: ClientStep[] = []

async function attempt<Result>(
  operation: string,
  work: () => Promise<Result>,
  describe: (result: Result) => string,
): Promise<Result | undefined> {
  try {
    const result = await work()
    steps.push({ operation, ok: true, detail: describe(result) })
    return result
  } catch (error) {
    steps.push({
      operation,
      ok: false,
      detail: error instanceof Error ? error.message : String(error),
    })
    return undefined
  }
}

type Binding = WindowsPortBinding

async function readAll(binding: Binding, bytes: number): Promise<string> {
  const buffer = Buffer.alloc(bytes)
  for (let got = 0; got < bytes;) got += (await binding.read(buffer, got, bytes - got)).bytesRead
  return buffer.toString('latin1')
}

async function useBinding(binding: Binding): Promise<void> {
  await attempt(
    'write',
    () => binding.write(message),
    () => `${message.length} bytes`,
  )
  await attempt(
    'drain',
    () => binding.drain(),
    () => '',
  )
  await attempt(
    'read',
    () => readAll(binding, message.length),
    text =>
      text === message.toString('latin1')
        ? 'the bytes written'
        : `other bytes: ${JSON.stringify(text)}`,
  )
  await attempt(
    'flush (PurgeComm)',
    () => binding.flush(),
    () => '',
  )
  await attempt(
    'update (SetCommState)',
    () => binding.update({ baudRate: 9600 }),
    () => '9600 baud',
  )
  await attempt(
    'get (GetCommModemStatus)',
    () => binding.get(),
    flags => JSON.stringify(flags),
  )
  await attempt(
    'close',
    () => binding.close(),
    () => '',
  )
}

const binding = await attempt(
  'open',
  () => autoDetect().open({ path: port, baudRate: 115200 }),
  opened => String(opened.constructor.name),
)
if (binding) await useBinding(binding)
writeFileSync(
  resultFile,
  JSON.stringify({ architecture: process.arch, node: process.version, steps }),
)
process.exit(0)
