import type { Plan } from '../../../src/program/plan.ts'
import type { DeviceKind } from '../../../src/devices/index.ts'
import type { MemoryObject, Step } from '../../../src/program/step.ts'
import type { JournalWriter } from '../../../src/child/journal.ts'
import { unchanged, type Change } from '../../../src/program/changes.ts'
import {
  address,
  flags,
  nothing,
  number,
  overlapped,
  step,
  variable,
} from '../../../src/program/step-builders.ts'
import type { EndLine, JournalLine } from '../../../src/result/observation.ts'
import { trueAbi } from '../../../src/declare/win32/abi.ts'

/** Options of `smallPlan`; the defaults are a simulated x64 process with one serial port. */
export interface SmallPlan {
  readonly steps: readonly Step[]
  readonly change?: Change
  readonly pointerBytes?: 4 | 8
  readonly kernel?: 'simulated' | 'tagged'
  /** The device behind the path of the plan. */
  readonly device?: DeviceKind
  readonly memory?: Readonly<Record<string, MemoryObject>>
}

/** A plan with the complete ABI, for a few steps on a simulated port. */
export function smallPlan({
  steps,
  change = unchanged,
  pointerBytes = 8,
  kernel = 'simulated',
  device = 'loopback',
  memory = {},
}: SmallPlan): Plan {
  const path = '\\\\.\\COM1'
  const { functions, structs, variables, sentinel } = change(trueAbi)
  return {
    schemaVersion: 2,
    id: 'small',
    lane: 'sim',
    pointerBytes,
    kernel: { id: kernel, base: 'simulated' },
    device: { kind: device, path },
    addresses: 'as-they-come',
    abi: { functions, structs, variables, sentinel },
    memory: {
      path: { kind: 'text', text: path },
      value: { kind: 'variable', type: 'DWORD' },
      target: { kind: 'variable', type: 'HANDLE' },
      overlapped: { kind: 'struct', struct: 'OVERLAPPED' },
      comstat: { kind: 'struct', struct: 'COMSTAT' },
      message: { kind: 'bytes', hex: '68616e646c65' },
      buffer: { kind: 'buffer', bytes: 16 },
      ...memory,
    },
    steps,
  }
}

/** Steps by short names, on the variables `port`, `event` and `copy`. */
export const small = {
  open: step(
    'open',
    'open',
    'CreateFileW',
    'open',
    {
      lpFileName: address('path'),
      dwDesiredAccess: flags('GENERIC_READ', 'GENERIC_WRITE'),
      dwShareMode: number(0),
      lpSecurityAttributes: nothing,
      dwCreationDisposition: flags('OPEN_EXISTING'),
      dwFlagsAndAttributes: flags('FILE_FLAG_OVERLAPPED'),
      hTemplateFile: nothing,
    },
    { keep: 'port', opens: true },
  ),
  event: step(
    'event',
    'events',
    'CreateEventW',
    'make an event',
    {
      lpEventAttributes: nothing,
      bManualReset: number(1),
      bInitialState: number(0),
      lpName: nothing,
    },
    { keep: 'event' },
  ),
  purge: step('purge', 'purge', 'PurgeComm', 'purge', {
    hFile: variable('port'),
    dwFlags: flags('PURGE_RXCLEAR'),
  }),
  read: step(
    'read',
    'read',
    'ReadFile',
    'read',
    {
      hFile: variable('port'),
      lpBuffer: address('buffer'),
      nNumberOfBytesToRead: number(4),
      lpNumberOfBytesRead: address('value'),
      lpOverlapped: address('overlapped'),
    },
    { assign: overlapped('overlapped', variable('event')), accept: [997], mustFail: true },
  ),
  cancel: step('cancel', 'cancel', 'CancelIoEx', 'cancel', {
    hFile: variable('port'),
    lpOverlapped: address('overlapped'),
  }),
  process: step('process', 'process', 'GetCurrentProcess', 'this process', {}, { keep: 'process' }),
  duplicate: step(
    'duplicate',
    'duplicate',
    'DuplicateHandle',
    'duplicate',
    {
      hSourceProcessHandle: variable('process'),
      hSourceHandle: variable('event'),
      hTargetProcessHandle: variable('process'),
      lpTargetHandle: address('target'),
      dwDesiredAccess: number(0),
      bInheritHandle: number(0),
      dwOptions: flags('DUPLICATE_SAME_ACCESS'),
    },
    { load: { variable: 'copy', from: 'target' } },
  ),
  setCopy: step('set-copy', 'events', 'SetEvent', 'signal the copy', { hEvent: variable('copy') }),
  close: step('close', 'close', 'CloseHandle', 'close the port', { hObject: variable('port') }),
  closeEvent: step('close-event', 'close', 'CloseHandle', 'close the event', {
    hObject: variable('event'),
  }),
  closeCopy: step('close-copy', 'close', 'CloseHandle', 'close the copy', {
    hObject: variable('copy'),
  }),
} as const

/** A journal in memory. */
export interface MemoryJournal extends JournalWriter {
  readonly lines: readonly JournalLine[]
  /** The end line of a step. Throws where there is none. */
  end(step: string): EndLine
}

/** An empty journal in memory. Like the file, it keeps only what JSON can represent. */
export function memoryJournal(): MemoryJournal {
  const lines: JournalLine[] = []
  return {
    lines,
    write(line) {
      lines.push(JSON.parse(JSON.stringify(line)) as JournalLine)
    },
    close: () => undefined,
    end(id) {
      const line = lines.find((item): item is EndLine => item.at === 'end' && item.step === id)
      if (!line)
        throw new Error(
          `The journal has no end of '${id}': ${lines.map(item => JSON.stringify(item)).join('\n')}`,
        )
      return line
    },
  }
}
