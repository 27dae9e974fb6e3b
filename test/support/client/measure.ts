import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openFarEnd } from '../../../src/lanes/devices/far-end.ts'
import { wine } from '../../../src/lanes/engines/wine.ts'
import type { Ready } from '../../../src/lanes/engines/engine.ts'
import { packageFolder } from '../../../src/os/package-folder.ts'
import { startChild } from '../../../src/os/spawn.ts'
import { clientRecordSchema, type ClientRecord } from '../../../src/views/client-record.ts'

const script = fileURLToPath(new URL('client.js', import.meta.url))
const recordFile = join(packageFolder, 'fixtures/client/serialport-13.json')
const limitMs = 30_000

async function runClient(ready: Ready, folder: string): Promise<unknown> {
  if (!ready.linkPort) throw new Error('The engine has no ports')
  const wire = await openFarEnd({ kind: 'echo' })
  const port = await ready.linkPort(wire.path)
  const result = join(folder, 'result.json')
  const output = join(folder, 'output.txt')
  try {
    const command = ready.command(script, [`\\\\.\\${port.name}`, ready.childPath(result)])
    const child = startChild({ ...command, stdoutFile: output, stderrFile: output })
    const timer = setTimeout(() => {
      void child.kill()
    }, limitMs)
    await child.exited
    clearTimeout(timer)
    return JSON.parse(await readFile(result, 'utf8'))
  } finally {
    await port.release()
    await wire.close()
  }
}

/** Runs the compiled client on one architecture under Wine and returns the result of each of its steps. */
export async function measureClient(
  architecture: 'x64' | 'ia32',
): Promise<ClientRecord['lanes'][number]> {
  const ready = await wine.prepare(architecture, () => undefined)
  if (!ready.ready) throw new Error(`${ready.reason} ${ready.remedy}`)
  const folder = await mkdtemp(join(tmpdir(), 'handle-width-client-'))
  try {
    const { steps } = clientRecordSchema.shape.lanes.element
      .pick({ steps: true })
      .parse(await runClient(ready, folder))
    return { lane: `wine-${architecture}`, steps }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Records the results shown in REPORT.md. */
export async function recordClient(): Promise<void> {
  const lanes = [await measureClient('x64'), await measureClient('ia32')]
  const record: ClientRecord = { client: '@serialport/bindings-cpp 13.0.0', lanes }
  await writeFile(recordFile, `${JSON.stringify(record, null, 1)}\n`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await recordClient()
