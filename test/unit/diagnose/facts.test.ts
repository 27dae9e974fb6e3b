import t from 'tap'
import type { SymptomOptions } from '../../../src/diagnose/options/index.ts'
import type { MistakeId } from '../../../src/mistakes/index.ts'
import { answerTo } from '../../support/diagnose/by-rules.ts'

type Rows = readonly (readonly [Partial<SymptomOptions>, MistakeId])[]

const answers: Readonly<Record<string, Rows>> = {
  'a code that the function cannot have set is that of an earlier call': [
    [{ failed: ['EnumChildWindows=127'], ffi: 'Python' }, 'stale-last-error'],
    [{ failed: ['EnumDisplayMonitors=2'], ffi: 'C#' }, 'stale-last-error'],
  ],
  'Winsock has codes of its own': [
    [{ failed: ['bind=126'], ffi: 'Java' }, 'last-error-lost'],
    [{ failed: ['recv=2'], ffi: 'C' }, 'last-error-lost'],
    [{ failed: ['setsockopt=10038'], ffi: 'C' }, 'wrong-kind'],
  ],
  'what a user has seen names the cause': [
    [
      { failed: ['WriteConsoleW=6'], ffi: 'Rust', seen: ['hint=success', 'call=console'] },
      'stale-last-error',
    ],
    [{ failed: ['crash'], arch: 'ia32', ffi: 'JNA', seen: ['hint=unplug'] }, 'unplugged'],
    [{ failed: ['InjectDll=5'], ffi: 'C#', seen: ['hint=wow64'] }, 'process-bitness'],
    [{ failed: ['0x4001'], ffi: 'C++', seen: ['outcome=lost'] }, 'last-error-lost'],
    [
      { ok: ['RegOpenKeyExW'], arch: 'x64', ffi: 'Rust', handle: '0x80000002' },
      'hkey-not-sign-extended',
    ],
  ],
  'one program at a time has the clipboard': [
    [{ failed: ['OpenClipboard=false'], ffi: 'C#', intermittent: true }, 'busy'],
    [{ failed: ['OpenClipboard'], ffi: 'Delphi' }, 'busy'],
  ],
  'a key of the registry that one kind of process does not see': [
    [{ failed: ['RegOpenKeyExW=2'], arch: 'ia32', ffi: 'C++' }, 'process-bitness'],
    [{ failed: ['5'], seen: ['call=registry'], arch: 'ia32', ffi: 'Go' }, 'process-bitness'],
    [
      { seen: ['outcome=wrong-result', 'call=registry'], arch: 'ia32', ffi: 'Perl' },
      'process-bitness',
    ],
    [{ failed: ['RegOpenKeyExW=2'], ffi: 'C++' }, 'failed-open'],
  ],
  'a value that stands 4 bytes beside its place': [
    [
      { handle: '0x2a400000000', seen: ['outcome=wrong-result'], ffi: 'C#' },
      'struct-layout-shrunk',
    ],
    [{ failed: ['CloseHandle=6'], handle: '0x10800000000', ffi: 'Go' }, 'struct-layout-shrunk'],
    // Zero with leftovers above it.
    [{ failed: ['GetDIBits=crash'], handle: '0x5500000000', arch: 'x64' }, 'arg-upper-garbage'],
  ],
  'a layout that is said to be wrong is that of a struct': [
    [
      { seen: ['layout=wrong', 'outcome=wrong-result', 'call=process'], ffi: 'JNA', arch: 'x64' },
      'struct-layout-shrunk',
    ],
  ],
  'a length that is refused is that of a struct, whatever was called': [
    [{ failed: ['OpenJobObjectW=24'], ffi: 'C#' }, 'struct-layout-shrunk'],
    [{ failed: ['DeviceIoControl=24'], ffi: 'C', arch: 'x64' }, 'struct-layout-shrunk'],
  ],
  'what fails in 32 bits alone has members of one width': [
    [
      { failed: ['DeviceIoControl=87'], arch: 'ia32', okOn: 'x64', ffi: 'C#' },
      'struct-layout-shrunk',
    ],
  ],
  'a function that returns nothing has no result that could be cut': [
    [
      { failed: ['GetStartupInfoW=wrong-result'], arch: 'x64', okOn: 'ia32', ffi: 'JNA' },
      'struct-layout-shrunk',
    ],
  ],
  'what is wrong now and then': [
    [
      { failed: ['CreateFileMappingNumaW'], arch: 'x64', ffi: 'C#', intermittent: true },
      'arg-upper-garbage',
    ],
    [
      { failed: ['WSASendTo=10014'], arch: 'x64', ffi: 'ctypes', intermittent: true },
      'arg-upper-garbage',
    ],
    [
      { failed: ['GetClipboardFormatNameW=998'], arch: 'x64', ffi: 'ctypes', intermittent: true },
      'arg-upper-garbage',
    ],
    [{ failed: ['WriteFile=crash'], ffi: 'C#', intermittent: true }, 'closed-handle'],
  ],
  'a pseudo handle is the process that calls': [
    [{ failed: ['GetProcessTimes=error'], handle: '-1', ffi: 'Rust' }, 'pseudo-handle'],
  ],
  'what was closed': [
    [{ failed: ['SetWindowPos=87'], seen: ['hint=closed'], ffi: 'C#' }, 'closed-handle'],
    [{ failed: ['CreatePipe=wrong-result'], ok: ['CloseHandle'], ffi: 'pywin32' }, 'closed-handle'],
  ],
  'what ctypes refuses was declared by somebody': [
    [{ failed: ['GetWindowRect=refused'], ffi: 'ctypes' }, 'shared-prototype-pollution'],
  ],
  'an array of handles': [
    [{ failed: ['MsgWaitForMultipleObjects=error'], ffi: 'ctypes' }, 'field-narrowed'],
  ],
  'the rights that a process was opened with': [
    [{ failed: ['GetModuleBaseNameW=5'], ok: ['OpenProcess'], ffi: 'C++' }, 'bad-parameter'],
    [{ failed: ['CreateRemoteThread=5'], ffi: 'C++' }, 'process-bitness'],
  ],
  'a process that is not there': [
    [{ failed: ['OpenProcess=87'], ffi: 'Rust' }, 'bad-parameter'],
    [{ failed: ['87'], seen: ['call=process'], runtime: 'CPython 3.6' }, 'bad-parameter'],
  ],
  'an address that is none': [
    [{ failed: ['crash'], handle: '0x18', arch: 'ia32', runtime: 'CPython 3.10' }, 'bad-parameter'],
  ],
}

for (const [what, rows] of Object.entries(answers))
  t.test(what, async t => {
    for (const [options, expected] of rows)
      t.equal(answerTo(options).ranking[0]?.class, expected, JSON.stringify(options))
  })

t.test('facts rule classes out, and say why', async t => {
  const rows: readonly (readonly [Partial<SymptomOptions>, MistakeId, RegExp])[] = [
    [
      { failed: ['RegQueryValueExW=2'], ffi: 'Rust' },
      'hkey-not-sign-extended',
      /ends in ERROR_INVALID_HANDLE, not in 2/,
    ],
    [{ failed: ['5'], seen: ['call=registry'] }, 'busy', /a matter of rights/],
    [{ failed: ['SetMenu=1401'], ffi: 'C#' }, 'arg-truncated', /32 significant bits/],
    [{ failed: ['UnhookWindowsHookEx=1404'] }, 'return-truncated', /32 significant bits/],
    [
      { failed: ['GetSystemTime=wrong-result'], ffi: 'Go' },
      'return-upper-undefined',
      /GetSystemTime returns nothing/,
    ],
    [
      { failed: ['OpenProcessToken=5'], handle: '-1' },
      'process-bitness',
      /there is no other process/,
    ],
    [{ failed: ['SetInformationJobObject=24'] }, 'driver', /asks no driver/],
    [{ failed: ['SetConsoleTextAttribute=87'] }, 'no-console', /says ERROR_INVALID_HANDLE/],
    [{ failed: ['crash'], seen: ['call=stdio'], handle: '0x10' }, 'inheritance', /not in a crash/],
  ]
  for (const [options, name, expected] of rows)
    t.match(
      answerTo(options).excluded.find(({ classes }) => classes.includes(name))?.reason,
      expected,
      JSON.stringify(options),
    )
  for (const [options, name] of [
    [{ failed: ['RegQueryValueExW=6'], ffi: 'Go', arch: 'x64' }, 'hkey-not-sign-extended'],
    [{ failed: ['DeviceIoControl=24'] }, 'driver'],
    [{ failed: ['CreateFileW=5'] }, 'busy'],
    [{ failed: ['DeviceIoControl=87'], arch: 'ia32', okOn: 'x64' }, 'struct-layout-shrunk'],
  ] as const)
    t.notOk(
      answerTo(options).excluded.some(({ classes }) => classes.includes(name)),
      JSON.stringify(options),
    )
})

t.test('a function that gives memory looks for nothing', async t => {
  const of = { ffi: 'Rust', arch: 'x64', intermittent: true } as const
  for (const call of ['VirtualAlloc', 'MapViewOfFileEx'])
    t.not(answerTo({ ...of, failed: [`${call}=error`] }).ranking[0]?.class, 'failed-open', call)
})
