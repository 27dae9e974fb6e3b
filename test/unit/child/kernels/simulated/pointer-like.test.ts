import t from 'tap'
import { constants } from '../../../../../src/declare/win32/constants.ts'
import {
  createEvent,
  open,
  simulate,
  type Simulation,
} from '../../../../support/child/kernels/simulated/simulation.ts'

const crash = { name: 'Death', kind: 'crashed', exitCode: 0xc0000005 } as const
const scenes = [
  [8, 'as-they-come', false],
  [8, 'above-4gib', true],
  [4, 'as-they-come', false],
  [4, 'above-4gib', false],
] as const

function findAll(
  simulation: Simulation,
  pattern: string,
): { readonly search: bigint; readonly names: readonly string[] } {
  const data = simulation.struct('WIN32_FIND_DATAW')
  const name = (): string => simulation.wideAt(data + 44n)
  const search = simulation.call('FindFirstFileW', {
    lpFileName: simulation.text(pattern),
    lpFindFileData: data,
  }).returned
  const names = [name()]
  while (
    simulation.call('FindNextFileW', { hFindFile: search, lpFindFileData: data }).returned !== 0n
  )
    names.push(name())
  return { search, names }
}

for (const [pointerBytes, addresses, isHigh] of scenes) {
  t.test(
    `pointer-like handles with pointers of ${pointerBytes} bytes, addresses ${addresses}: ${isHigh ? 'a cut kills' : 'a cut changes nothing'}`,
    async t => {
      const simulation = simulate({ pointerBytes, addresses })
      const cut = (handle: bigint): bigint => BigInt.asUintN(32, handle)
      const heap = simulation.call('HeapCreate', {}).returned
      const data = simulation.struct('WIN32_FIND_DATAW')
      const search = simulation.call('FindFirstFileW', {
        lpFileName: simulation.text('C:\\windows\\*'),
        lpFindFileData: data,
      }).returned
      const list = simulation.call('SetupDiGetClassDevsW', {
        Flags: constants.DIGCF_PRESENT | 4,
      }).returned
      const device = simulation.struct('SP_DEVINFO_DATA', { cbSize: pointerBytes === 8 ? 32 : 28 })
      t.same(
        [heap, search, list].map(handle => handle > 0xffffffffn),
        [isHigh, isHigh, isHigh],
      )
      const calls: readonly (readonly [string, () => bigint])[] = [
        ['HeapValidate', () => simulation.call('HeapValidate', { hHeap: cut(heap) }).returned],
        [
          'FindNextFileW',
          () =>
            simulation.call('FindNextFileW', { hFindFile: cut(search), lpFindFileData: data })
              .returned,
        ],
        [
          'SetupDiEnumDeviceInfo',
          () =>
            simulation.call('SetupDiEnumDeviceInfo', {
              DeviceInfoSet: cut(list),
              DeviceInfoData: device,
            }).returned,
        ],
      ]
      for (const [name, call] of calls) {
        if (isHigh) t.throws(call, crash, name)
        else t.equal(call(), 1n, name)
      }
    },
  )
}

t.test('a heap gives blocks, and knows its own', async t => {
  const simulation = simulate()
  const hHeap = simulation.call('HeapCreate', {}).returned
  const lpMem = simulation.call('HeapAlloc', { hHeap, dwBytes: 100 }).returned
  t.not(simulation.call('HeapAlloc', { hHeap, dwBytes: 100 }).returned, lpMem)
  t.equal(simulation.call('HeapValidate', { hHeap, lpMem }).returned, 1n)
  t.equal(simulation.call('HeapValidate', { hHeap, lpMem: lpMem + 16n }).returned, 0n)
  t.equal(
    simulation.call('HeapAlloc', { hHeap, dwBytes: 0x10000000 }).returned,
    0n,
    'it is not endless',
  )
  t.equal(simulation.call('HeapDestroy', { hHeap }).returned, 1n)
  t.throws(() => simulation.call('HeapValidate', { hHeap }), crash, 'nothing lies there any more')
})

t.test('a heap handle that is none: NULL is refused, another address, too', async t => {
  const simulation = simulate()
  t.equal(simulation.call('HeapValidate', {}).returned, 0n)
  t.match(simulation.call('HeapAlloc', {}), { returned: 0n, code: 6 })
  t.equal(simulation.call('HeapDestroy', {}).returned, 1n, 'destroying nothing succeeds under Wine')
  const other = simulation.bytes(0x200)
  t.match(simulation.call('HeapAlloc', { hHeap: other }), { code: 6 })
  t.match(simulation.call('HeapDestroy', { hHeap: other }), { code: 6 })
})

t.test('a search finds what matches, and tells when it is over', async t => {
  for (const [pattern, names] of [
    ['C:\\windows\\*.ini', ['win.ini']],
    ['C:\\WINDOWS\\system32\\KERNEL*.dll', ['kernel32.dll', 'kernelbase.dll']],
    ['C:\\windows\\*', ['.', '..', 'system32', 'win.ini']],
    ['C:/windows/win.in?', ['win.ini']],
  ] as const) {
    const simulation = simulate()
    const found = findAll(simulation, pattern)
    t.same(found.names, names, pattern)
    t.match(
      { code: simulation.kernel.lastError(), status: simulation.kernel.ntStatus() },
      { code: 18, status: 0x80000006 },
    )
    t.equal(simulation.call('FindClose', { hFindFile: found.search }).returned, 1n)
    t.match(
      simulation.call('FindClose', { hFindFile: found.search }),
      { code: 6 },
      'FindClose looks before it follows',
    )
  }
})

t.test('a search that finds nothing says why', async t => {
  const simulation = simulate()
  const lpFindFileData = simulation.struct('WIN32_FIND_DATAW')
  t.match(
    simulation.call('FindFirstFileW', {
      lpFileName: simulation.text('C:\\windows\\nosuch*'),
      lpFindFileData,
    }),
    { returned: simulation.allOnes, code: 2, status: 0xc000000f },
  )
  t.match(
    simulation.call('FindFirstFileW', {
      lpFileName: simulation.text('C:\\nosuch\\*'),
      lpFindFileData,
    }),
    { returned: simulation.allOnes, code: 3 },
  )
  for (const hFindFile of [0n, simulation.allOnes])
    t.match(simulation.call('FindNextFileW', { hFindFile, lpFindFileData }), { code: 6 })
  t.throws(() => simulation.call('FindNextFileW', { hFindFile: 0x12340, lpFindFileData }), crash)
})

t.test('modules lie above 4 GiB on 64 bits, the system libraries do not', async t => {
  for (const pointerBytes of [8, 4] as const) {
    const simulation = simulate({ pointerBytes })
    const load = (name: string): bigint =>
      simulation.call('LoadLibraryW', { lpLibFileName: simulation.text(name) }).returned
    const [kernel32, cabinet] = [load('kernel32'), load('CABINET.DLL')]
    t.same([kernel32 > 0xffffffffn, cabinet > 0xffffffffn], [false, pointerBytes === 8])
    t.equal(load('cabinet'), cabinet, 'loaded twice, it lies in one place')
    t.not(
      simulation.call('GetProcAddress', {
        hModule: kernel32,
        lpProcName: simulation.ascii('PurgeComm'),
      }).returned,
      0n,
    )
    t.not(
      simulation.call('GetProcAddress', {
        hModule: cabinet,
        lpProcName: simulation.ascii('FDICreate'),
      }).returned,
      0n,
    )
    t.match(
      simulation.call('GetProcAddress', {
        hModule: cabinet,
        lpProcName: simulation.ascii('PurgeComm'),
      }),
      { returned: 0n, code: 127 },
    )
    t.not(
      simulation.call('GetProcAddress', { hModule: cabinet, lpProcName: 1 }).returned,
      0n,
      'by ordinal',
    )
    t.match(simulation.call('GetProcAddress', { hModule: cabinet, lpProcName: 60000 }), {
      code: 127,
      status: 0xc000007a,
    })
  }
})

t.test('a cut HMODULE is looked for and not found', async t => {
  const simulation = simulate()
  const module = simulation.call('LoadLibraryW', {
    lpLibFileName: simulation.text('cabinet.dll'),
  }).returned
  const hModule = BigInt.asUintN(32, module)
  t.match(
    simulation.call('GetProcAddress', { hModule, lpProcName: simulation.ascii('FDICreate') }),
    { code: 126, status: 0xc0000135 },
  )
  t.match(
    simulation.call('GetModuleFileNameW', {
      hModule,
      lpFilename: simulation.bytes(520),
      nSize: 260,
    }),
    { code: 126 },
  )
  t.match(simulation.call('FreeLibrary', { hLibModule: hModule }), { code: 126 })
})

t.test('a module is named, and gone after as many FreeLibrary as LoadLibraryW', async t => {
  const simulation = simulate()
  const load = (): bigint =>
    simulation.call('LoadLibraryW', { lpLibFileName: simulation.text('version') }).returned
  const hModule = load()
  load()
  const lpFilename = simulation.bytes(520)
  t.match(simulation.call('GetModuleFileNameW', { hModule, lpFilename, nSize: 260 }), {
    returned: 31n,
    code: 0,
  })
  t.equal(simulation.wideAt(lpFilename), 'C:\\windows\\system32\\version.dll')
  t.match(simulation.call('GetModuleFileNameW', { hModule, lpFilename, nSize: 5 }), {
    returned: 5n,
    code: 122,
  })
  t.match(simulation.call('GetModuleFileNameW', { hModule, lpFilename }), {
    returned: 0n,
    code: 122,
  })
  const free = () => simulation.call('FreeLibrary', { hLibModule: hModule })
  t.same([free().returned, free().returned, free().code], [1n, 1n, 126])
  t.match(simulation.call('LoadLibraryW', { lpLibFileName: simulation.text('nosuch.dll') }), {
    returned: 0n,
    code: 126,
  })
  t.match(simulation.call('FreeLibrary', {}), { code: 6 })
  t.match(simulation.call('FreeLibrary', { hLibModule: simulation.allOnes }), { code: 193 })
})

t.test("VirtualAlloc gives memory that is nobody else's", async t => {
  const simulation = simulate()
  const allocate = (values: Record<string, bigint | number>) =>
    simulation.call('VirtualAlloc', {
      dwSize: 0x1000,
      flAllocationType: 0x3000,
      flProtect: 4,
      ...values,
    })
  const first = allocate({}).returned
  t.not(allocate({}).returned, first)
  t.match(allocate({ lpAddress: first }), { returned: 0n, code: 487, status: 0xc0000018 })
  t.match(allocate({ dwSize: 0 }), { returned: 0n, code: 87 })
  t.match(allocate({ flAllocationType: 0 }), { code: 87, status: 0xc000000d })
  const reserved = allocate({
    flAllocationType: 0x2000,
    flProtect: 1,
    dwSize: 0x4000_0000,
  }).returned
  t.throws(
    () => simulation.call('HeapValidate', { hHeap: reserved }),
    crash,
    'what is reserved alone can not be touched',
  )
  const port = open(simulation).returned
  t.equal(
    simulation.call('ReadFile', { hFile: port, lpBuffer: reserved, nNumberOfBytesToRead: 4 }).code,
    998,
  )
})

t.test('the registry takes a predefined key by its low half, and real ones by handle', async t => {
  const simulation = simulate()
  const cell = simulation.bytes(8)
  const openKey = (hKey: bigint, path = '') =>
    simulation.call('RegOpenKeyExW', {
      hKey,
      lpSubKey: path === '' ? 0n : simulation.text(path),
      phkResult: cell,
    })
  for (const root of [0xffffffff80000002n, 0x80000002n, 0xdeadbeef80000002n])
    t.equal(openKey(root, 'HARDWARE\\DEVICEMAP\\serialcomm').returned, 0n, root.toString(16))
  const hKey = simulation.number(cell, 8)
  t.equal(simulation.kernel.lastTrueHandle(), hKey)
  const [name, units, type, data, bytes] = [
    simulation.bytes(200),
    simulation.bytes(Buffer.from([100, 0, 0, 0])),
    simulation.bytes(4),
    simulation.bytes(60),
    simulation.bytes(Buffer.from([60, 0, 0, 0])),
  ]
  const value = {
    hKey,
    lpValueName: name,
    lpcchValueName: units,
    lpType: type,
    lpData: data,
    lpcbData: bytes,
  }
  t.equal(simulation.call('RegEnumValueW', value).returned, 0n)
  t.same(
    [simulation.wideAt(name), simulation.wideAt(data), simulation.number(type)],
    ['\\Device\\Serial0', 'COM7', 1n],
  )
  t.same(simulation.call('RegEnumValueW', { ...value, dwIndex: 1 }).returned, 259n)
  t.equal(
    simulation.call('RegEnumValueW', {
      ...value,
      lpcchValueName: simulation.bytes(Buffer.from([3, 0, 0, 0])),
    }).returned,
    234n,
  )
  const counts = { lpcSubKeys: simulation.bytes(4), lpcValues: simulation.bytes(4) }
  simulation.call('RegQueryInfoKeyW', { hKey, ...counts })
  t.same([simulation.number(counts.lpcSubKeys), simulation.number(counts.lpcValues)], [0n, 1n])
  t.match(
    openKey(0xffffffff80000002n, 'NoSuchKey'),
    { returned: 2n, code: 0x2badc0de, status: 0xc0000034 },
    'the last error is not used',
  )
  t.match(openKey(0x7770n), { returned: 6n, status: 0xc0000008 })
  t.match(openKey(createEvent(simulation)), { returned: 6n, status: 0xc0000024 })
  t.match(openKey(0n), { returned: 6n, status: 0 })
  t.equal(simulation.call('RegCloseKey', { hKey }).returned, 0n)
  t.equal(simulation.call('RegCloseKey', { hKey }).returned, 6n)
  t.equal(simulation.call('RegCloseKey', { hKey: 0xffffffff80000002n }).returned, 0n)
})
