/** A correct binding as data, so that single mistakes can be planted in it. Types are koffi's; those of ctypes are derived. */
export interface Binding {
  readonly functions: Readonly<Record<string, readonly [result: string, ...parameters: string[]]>>
  readonly structs: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** The values that the results of CreateFileW and CreateEventW are compared with. */
  readonly sentinels: readonly [createFile: string, createEvent: string]
}

export const correctBinding: Binding = {
  functions: {
    CreateFileW: [
      'intptr_t',
      'str16',
      'uint32_t',
      'uint32_t',
      'SECURITY_ATTRIBUTES *',
      'uint32_t',
      'uint32_t',
      'intptr_t',
    ],
    CreateEventW: ['intptr_t', 'SECURITY_ATTRIBUTES *', 'int32_t', 'int32_t', 'str16'],
    ReadFile: ['int32_t', 'intptr_t', 'void *', 'uint32_t', 'uint32_t *', 'OVERLAPPED *'],
    WriteFile: ['int32_t', 'intptr_t', 'void *', 'uint32_t', 'uint32_t *', 'OVERLAPPED *'],
    GetOverlappedResult: ['int32_t', 'intptr_t', 'OVERLAPPED *', 'uint32_t *', 'int32_t'],
    ClearCommError: ['int32_t', 'intptr_t', 'uint32_t *', 'COMSTAT *'],
    SetCommTimeouts: ['int32_t', 'intptr_t', 'COMMTIMEOUTS *'],
    PurgeComm: ['int32_t', 'intptr_t', 'uint32_t'],
    DuplicateHandle: [
      'int32_t',
      'intptr_t',
      'intptr_t',
      'intptr_t',
      'intptr_t *',
      'uint32_t',
      'int32_t',
      'uint32_t',
    ],
    LoadLibraryW: ['void *', 'str16'],
    GetModuleHandleA: ['void *', 'str'],
    GetProcAddress: ['void *', 'void *', 'str'],
    HeapAlloc: ['void *', 'void *', 'uint32_t', 'uintptr_t'],
    TransmitCommChar: ['int32_t', 'intptr_t', 'int8_t'],
    Sleep: ['void', 'uint32_t'],
  },
  structs: {
    SECURITY_ATTRIBUTES: {
      nLength: 'uint32_t',
      lpSecurityDescriptor: 'void *',
      bInheritHandle: 'int32_t',
    },
    OVERLAPPED: {
      Internal: 'uintptr_t',
      InternalHigh: 'uintptr_t',
      Offset: 'uint32_t',
      OffsetHigh: 'uint32_t',
      hEvent: 'intptr_t',
    },
    COMSTAT: { flags: 'uint32_t', cbInQue: 'uint32_t', cbOutQue: 'uint32_t' },
    COMMTIMEOUTS: {
      ReadIntervalTimeout: 'uint32_t',
      ReadTotalTimeoutMultiplier: 'uint32_t',
      ReadTotalTimeoutConstant: 'uint32_t',
      WriteTotalTimeoutMultiplier: 'uint32_t',
      WriteTotalTimeoutConstant: 'uint32_t',
    },
  },
  sentinels: ['-1', '0'],
}

/** Wrong types that a careless programmer may write. */
const wrongTypes: Readonly<Record<string, readonly string[]>> = {
  intptr_t: ['int32_t', 'uint32_t', 'int64_t', 'double', 'int16_t'],
  uintptr_t: ['uint32_t', 'uint64_t', 'double', 'uint16_t'],
  'void *': ['int32_t', 'uint32_t', 'int64_t', 'float'],
  str16: ['str', 'uint32_t', 'uint64_t'],
  str: ['str16', 'int32_t', 'uint64_t'],
  int32_t: ['bool', 'int64_t', 'int16_t', 'double'],
  uint32_t: ['uint16_t', 'uint64_t', 'uint8_t', 'float', 'void *'],
  int8_t: ['int64_t', 'double'],
  void: ['int32_t', 'uint64_t'],
  'uint32_t *': ['uint16_t *', 'uint64_t *', 'uint32_t'],
  'intptr_t *': ['int32_t *', 'uint16_t *', 'uint32_t'],
  'struct *': ['uint32_t', 'int32_t', 'int64_t'],
}

/** The binding with one mistake, and its place. */
export interface Seeded {
  readonly binding: Binding
  readonly mistake: string
}

/** Plants one mistake, chosen by `pick`: a function of n that returns 0 to n - 1. */
export function plantMistake(pick: (below: number) => number): Seeded {
  const kind = pick(10)
  if (kind === 0) return plantSentinel(pick)
  if (kind <= 3) return plantField(pick)
  return plantSlot(pick)
}

function choose<T>(items: readonly T[], pick: (below: number) => number): T {
  const item = items[pick(items.length)]
  if (item === undefined) throw new Error('nothing to choose from')
  return item
}

function plantSentinel(pick: (below: number) => number): Seeded {
  const place = pick(2)
  const value = choose(
    place === 0 ? ['0', '0xFFFFFFFF', '-2', '1'] : ['-1', '0xFFFFFFFF', '1'],
    pick,
  )
  const [file, event] = correctBinding.sentinels
  return {
    binding: { ...correctBinding, sentinels: place === 0 ? [value, event] : [file, value] },
    mistake: `${place === 0 ? 'CreateFileW' : 'CreateEventW'} compared with ${value}`,
  }
}

function plantField(pick: (below: number) => number): Seeded {
  const name = choose(Object.keys(correctBinding.structs), pick)
  const fields = correctBinding.structs[name] ?? {}
  const field = choose(Object.keys(fields), pick)
  const type = choose(
    (wrongTypes[fields[field] ?? ''] ?? []).filter(one => !/float|double|\*|bool/.test(one)),
    pick,
  )
  return {
    binding: {
      ...correctBinding,
      structs: { ...correctBinding.structs, [name]: { ...fields, [field]: type } },
    },
    mistake: `${name}.${field} as ${type}`,
  }
}

function plantSlot(pick: (below: number) => number): Seeded {
  const name = choose(Object.keys(correctBinding.functions), pick)
  const slots = correctBinding.functions[name] ?? ['void']
  const at = pick(slots.length)
  const old = slots[at] ?? ''
  const key = /^[A-Z]/.test(old) ? 'struct *' : old
  const type = choose(
    (wrongTypes[key] ?? []).filter(
      one => (at > 0 || one !== 'void *') && !(isOrdinal(name, at) && one === 'int32_t'),
    ),
    pick,
  )
  const changed = slots.map((slot, index) => (index === at ? type : slot)) as [string, ...string[]]
  return {
    binding: { ...correctBinding, functions: { ...correctBinding.functions, [name]: changed } },
    mistake: `${name} ${at === 0 ? 'result' : `parameter ${at}`} as ${type} instead of ${old}`,
  }
}

/** GetProcAddress takes a name or an ordinal, which fits into a 32-bit integer. */
function isOrdinal(name: string, at: number): boolean {
  return name === 'GetProcAddress' && at === 2
}

/** The binding as a JavaScript module for koffi. */
export function writeKoffi({ functions, structs, sentinels }: Binding): string {
  const quote = (type: string): string => `'${type}'`
  return [
    "import koffi from 'koffi'",
    ...Object.entries(structs).map(
      ([name, fields]) =>
        `koffi.struct('${name}', { ${Object.entries(fields)
          .map(([field, type]) => `${field}: ${quote(type)}`)
          .join(', ')} })`,
    ),
    "const lib = koffi.load('kernel32.dll')",
    ...Object.entries(functions).map(
      ([name, [result, ...parameters]]) =>
        `export const ${name} = lib.func('__stdcall', '${name}', ${quote(result)}, [${parameters.map(quote).join(', ')}])`,
    ),
    'export function open(name) {',
    '  const handle = CreateFileW(name, 0, 0, null, 3, 0, 0)',
    `  if (handle === ${sentinels[0]}) throw new Error('open')`,
    '  const event = CreateEventW(null, 1, 0, null)',
    `  if (event === ${sentinels[1]}) throw new Error('event')`,
    '}',
    '',
  ].join('\n')
}

const pythonTypes: Readonly<Record<string, string>> = {
  intptr_t: 'c_ssize_t',
  uintptr_t: 'c_size_t',
  'void *': 'c_void_p',
  str16: 'c_wchar_p',
  str: 'c_char_p',
  int32_t: 'c_int32',
  uint32_t: 'c_uint32',
  int8_t: 'c_int8',
  uint8_t: 'c_uint8',
  int16_t: 'c_int16',
  uint16_t: 'c_uint16',
  int64_t: 'c_int64',
  uint64_t: 'c_uint64',
  bool: 'c_bool',
  float: 'c_float',
  double: 'c_double',
  void: 'None',
}

function toPython(type: string): string {
  return type.endsWith(' *') && type !== 'void *'
    ? `POINTER(${toPython(type.slice(0, -2))})`
    : (pythonTypes[type] ?? type)
}

/** The binding as a Python module for ctypes. */
export function writeCtypes({ functions, structs, sentinels }: Binding): string {
  return [
    'from ctypes import *',
    ...Object.entries(structs).flatMap(([name, fields]) => [
      `class ${name}(Structure):`,
      `    _fields_ = [${Object.entries(fields)
        .map(([field, type]) => `('${field}', ${toPython(type)})`)
        .join(', ')}]`,
    ]),
    "lib = WinDLL('kernel32')",
    ...Object.entries(functions).flatMap(([name, [result, ...parameters]]) => [
      `lib.${name}.restype = ${toPython(result)}`,
      `lib.${name}.argtypes = [${parameters.map(toPython).join(', ')}]`,
    ]),
    'def open_port(name):',
    '    handle = lib.CreateFileW(name, 0, 0, None, 3, 0, 0)',
    `    if handle == ${sentinels[0]}:`,
    '        raise WinError()',
    '    event = lib.CreateEventW(None, 1, 0, None)',
    `    if event == ${sentinels[1]}:`,
    '        raise WinError()',
    '',
  ].join('\n')
}
