import { writeFileSync } from 'node:fs'
import process from 'node:process'
import { koffi } from '../../../../src/os/koffi.ts'

// wine-child ANSWER describe|exchange|crash|hang [PORT]: what a child of the engine can do and suffer. Its answer goes to a file.
const [answer = '', task = '', port = ''] = process.argv.slice(2)

const kernel32 = koffi.load('kernel32.dll')

function write(value: unknown): void {
  writeFileSync(answer, JSON.stringify(value))
}

/** Sends four bytes through a port and reads as many back. No time-outs are set: a port that sends nothing back hangs. */
function exchange(): unknown {
  const open = kernel32.func('__stdcall', 'CreateFileW', 'intptr_t', [
    'str16',
    'uint32_t',
    'uint32_t',
    'void *',
    'uint32_t',
    'uint32_t',
    'void *',
  ])
  const send = kernel32.func('__stdcall', 'WriteFile', 'int', [
    'intptr_t',
    'uint8_t *',
    'uint32_t',
    koffi.out('uint32_t *'),
    'void *',
  ])
  const receive = kernel32.func('__stdcall', 'ReadFile', 'int', [
    'intptr_t',
    'uint8_t *',
    'uint32_t',
    koffi.out('uint32_t *'),
    'void *',
  ])
  const handle = open(`\\\\.\\${port}`, 0xc0000000, 0, null, 3, 0, null)
  const sent = [0]
  const buffer = Buffer.alloc(4)
  const received = [0]
  const wrote = send(handle, Buffer.from('ping'), 4, sent, null)
  const read = receive(handle, buffer, 4, received, null)
  return {
    opened: Number(handle) !== -1,
    wrote,
    sent,
    read,
    received,
    text: buffer.toString('latin1'),
  }
}

function crash(): void {
  const move = kernel32.func('__stdcall', 'RtlMoveMemory', 'void', [
    'uintptr_t',
    'uintptr_t',
    'uintptr_t',
  ])
  move(1, 2, 3)
}

if (task === 'describe')
  write({
    arch: process.arch,
    platform: process.platform,
    version: process.version,
    pointerBytes: koffi.sizeof('void *'),
    options: process.env['NODE_OPTIONS'] ?? null,
  })
if (task === 'exchange') write(exchange())
if (task === 'crash') crash()
if (task === 'hang') {
  write('hangs')
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
}
