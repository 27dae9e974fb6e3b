import t from 'tap'
import {
  compose,
  narrowVariables,
  passAs,
  resentinel,
  reshape,
  retype,
  stateSize,
  unchanged,
  type Change,
} from '../../../src/program/changes.ts'
import { luckOf } from '../../../src/program/luck.ts'
import {
  address,
  assign,
  flags,
  nothing,
  number,
  overlapped,
  sizeOf,
  step,
  variable,
} from '../../../src/program/step-builders.ts'
import type { MemoryObject, Step } from '../../../src/program/step.ts'
import type { HarmlessReason } from '../../../src/result/harmless.ts'
import { trueAbi } from '../../../src/declare/win32/abi.ts'

const memory: Readonly<Record<string, MemoryObject>> = {
  path: { kind: 'text', text: '\\\\.\\COM33' },
  overlapped: { kind: 'struct', struct: 'OVERLAPPED' },
  count: { kind: 'variable', type: 'DWORD' },
  target: { kind: 'variable', type: 'HANDLE' },
  info: { kind: 'struct', struct: 'SP_DEVINFO_DATA' },
  key: { kind: 'variable', type: 'HKEY' },
  buffer: { kind: 'buffer', bytes: 16 },
}

const open = step(
  'open',
  'open',
  'CreateFileW',
  'open',
  {
    lpFileName: address('path'),
    dwDesiredAccess: flags('GENERIC_READ'),
    dwShareMode: number(0),
    lpSecurityAttributes: nothing,
    dwCreationDisposition: number(3),
    dwFlagsAndAttributes: number(0),
    hTemplateFile: nothing,
  },
  { keep: 'port', opens: true },
)
const purge = step('purge', 'purge', 'PurgeComm', 'purge', {
  hFile: variable('port'),
  dwFlags: number(0),
})
const read = step(
  'read',
  'read',
  'ReadFile',
  'read',
  {
    hFile: variable('port'),
    lpBuffer: address('buffer'),
    nNumberOfBytesToRead: number(4),
    lpNumberOfBytesRead: address('count'),
    lpOverlapped: address('overlapped'),
  },
  { assign: overlapped('overlapped', nothing) },
)
const duplicate = step(
  'duplicate',
  'duplicate',
  'DuplicateHandle',
  'duplicate',
  {
    hSourceProcessHandle: variable('port'),
    hSourceHandle: variable('port'),
    hTargetProcessHandle: variable('port'),
    lpTargetHandle: address('target'),
    dwDesiredAccess: number(0),
    bInheritHandle: number(0),
    dwOptions: number(2),
  },
  { load: { variable: 'copy', from: 'target' } },
)
const closeCopy = step('close-copy', 'close', 'CloseHandle', 'close', { hObject: variable('copy') })
const devices = step(
  'devices',
  'enumerate',
  'SetupDiGetClassDevsW',
  'list',
  { ClassGuid: nothing, Enumerator: nothing, hwndParent: nothing, Flags: number(0) },
  { keep: 'list' },
)
const enumerate = step(
  'enumerate',
  'enumerate',
  'SetupDiEnumDeviceInfo',
  'enumerate',
  { DeviceInfoSet: variable('list'), MemberIndex: number(0), DeviceInfoData: address('info') },
  { assign: assign('info', { cbSize: sizeOf('SP_DEVINFO_DATA') }) },
)
const openKey = step(
  'open-key',
  'registry',
  'RegOpenKeyExW',
  'open',
  {
    hKey: number(0x80000002),
    lpSubKey: address('path'),
    ulOptions: number(0),
    samDesired: number(1),
    phkResult: address('key'),
  },
  { load: { variable: 'key', from: 'key' } },
)
const closeKey = step('close-key', 'registry', 'RegCloseKey', 'close', { hKey: variable('key') })
const currentProcess = step(
  'process',
  'process',
  'GetCurrentProcess',
  'this',
  {},
  { keep: 'process' },
)
const steps = [
  currentProcess,
  openKey,
  closeKey,
  open,
  purge,
  read,
  duplicate,
  closeCopy,
  devices,
  enumerate,
]

interface Case {
  readonly change: Change
  readonly step: Step
  readonly eight: HarmlessReason | undefined
  readonly four?: HarmlessReason
  readonly title: string
}

const cases: readonly Case[] = [
  { title: 'a step declared right has none', change: unchanged, step: purge, eight: undefined },
  {
    title: 'a cut kernel handle',
    change: retype({ types: ['HANDLE'], position: 'parameters' }, 'uint32_t'),
    step: purge,
    eight: 'kernel-handle',
  },
  {
    title: 'a variable that was cut when it was made',
    change: retype({ functions: ['CreateFileW'], position: 'returns' }, 'uint32_t'),
    step: purge,
    eight: 'kernel-handle',
  },
  {
    title: 'a cut address',
    change: retype({ functions: ['ReadFile'], parameters: ['lpOverlapped'] }, 'uint32_t'),
    step: read,
    eight: 'low-address',
  },
  {
    title: 'a cut list handle',
    change: retype({ types: ['HDEVINFO'] }, 'int32_t'),
    step: enumerate,
    eight: 'low-address',
  },
  {
    title: 'a list handle cut when it was made',
    change: retype({ functions: ['SetupDiGetClassDevsW'], position: 'returns' }, 'int32_t'),
    step: enumerate,
    eight: 'low-address',
  },
  {
    title: 'a DWORD declared too wide',
    change: retype({ functions: ['PurgeComm'], types: ['DWORD'] }, 'uint64_t'),
    step: purge,
    eight: 'unused-width',
    four: 'unused-width',
  },
  {
    title: 'a shrunk struct',
    change: reshape('OVERLAPPED', 'ULONG_PTR', 'uint32_t'),
    step: read,
    eight: 'not-looked-at',
  },
  {
    title: 'a step beside the shrunk struct',
    change: reshape('OVERLAPPED', 'ULONG_PTR', 'uint32_t'),
    step: purge,
    eight: undefined,
  },
  {
    title: 'a narrow out variable',
    change: narrowVariables('HANDLE', 'uint32_t'),
    step: duplicate,
    eight: 'unused-width',
  },
  {
    title: 'a handle from a narrow out variable',
    change: narrowVariables('HANDLE', 'uint32_t'),
    step: closeCopy,
    eight: 'kernel-handle',
  },
  {
    title: 'a stated size, which is the true one on 32 bits',
    change: stateSize('SP_DEVINFO_DATA', 28),
    step: enumerate,
    eight: 'unused-width',
  },
  {
    title: 'leftovers above an argument',
    change: passAs({ functions: ['PurgeComm'], types: ['HANDLE'] }, 'upper-garbage'),
    step: purge,
    eight: 'unused-width',
  },
  {
    title: 'a kernel handle cut to 16 bits',
    change: retype({ types: ['HANDLE'], position: 'parameters' }, 'uint16_t'),
    step: purge,
    eight: 'unused-width',
    four: 'unused-width',
  },
  {
    title: 'a kernel handle declared with 64 bits',
    change: retype({ types: ['HANDLE'], position: 'parameters' }, 'uint64_t'),
    step: purge,
    eight: undefined,
    four: 'unused-width',
  },
  {
    title: 'a variable whose upper half was left as it was when it was made',
    change: retype({ functions: ['CreateFileW'], position: 'returns' }, 'uint64_t'),
    step: purge,
    eight: undefined,
    four: 'unused-width',
  },
  {
    title: 'a cut kernel handle beside a cut address',
    change: retype({ functions: ['ReadFile'], parameters: ['hFile', 'lpBuffer'] }, 'uint32_t'),
    step: read,
    eight: 'low-address',
  },
  {
    title: 'a predefined key cut and zero-extended',
    change: retype({ types: ['HKEY'] }, 'uint32_t'),
    step: openKey,
    eight: 'unused-width',
  },
  {
    title: 'a predefined key cut and extended with its sign',
    change: retype({ types: ['HKEY'] }, 'int32_t'),
    step: openKey,
    eight: 'kernel-handle',
  },
  {
    title: 'the pseudo handle -1, zero-extended',
    change: retype({ functions: ['GetCurrentProcess'], position: 'returns' }, 'uint32_t'),
    step: currentProcess,
    eight: 'unused-width',
  },
  {
    title: 'a key that was opened, cut',
    change: retype({ types: ['HKEY'] }, 'uint32_t'),
    step: closeKey,
    eight: 'kernel-handle',
  },
  {
    title: 'another sentinel, at the open',
    change: resentinel('uint32-ones'),
    step: open,
    eight: 'sentinel-shape',
    four: 'sentinel-shape',
  },
  {
    title: 'another sentinel, elsewhere',
    change: resentinel('uint32-ones'),
    step: purge,
    eight: undefined,
  },
  {
    title: 'a wrong result before a wrong sentinel',
    change: compose(
      retype({ functions: ['CreateFileW'], position: 'returns' }, 'int32_t'),
      resentinel('zero'),
    ),
    step: open,
    eight: 'sentinel-shape',
    four: 'sentinel-shape',
  },
]

for (const { title, change, step: asked, eight, four } of cases) {
  t.test(`luckOf() says why no harm may be done by ${title}`, async t => {
    const luck = (pointerBytes: 4 | 8) =>
      luckOf({ abi: change(trueAbi), pointerBytes, memory, steps }, asked)
    t.equal(luck(8), eight, 'pointers of 8 bytes')
    t.equal(luck(4), four, 'pointers of 4 bytes')
  })
}
