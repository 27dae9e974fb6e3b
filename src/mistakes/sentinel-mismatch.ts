import type { Mistake } from './mistake.ts'

/** A failed open is looked for in the wrong width, sign or value. */
export const mistake: Mistake = {
  width: true,
  title: 'a failed open is checked with the wrong width, sign or value',
  means:
    'The result of an open is compared with a failure value of the wrong width or sign, or with the wrong value, so a failure goes unnoticed.',
  how: [
    'INVALID_HANDLE_VALUE is written as 0xFFFFFFFF, which is right in 32-bit processes only.',
    'CreateFileW is tested for 0, or CreateEventW for -1: each function has its own value.',
    'In JavaScript `=== -1` is false for a bigint and for 4294967295.',
  ],
  tell: [
    'Error 6 appears one call after the one that really failed.',
    'What koffi returns for a failed CreateFileW on x64: `void *`, `uintptr_t` and `uint64_t` 18446744073709551615n; `intptr_t`, `int64_t` and `int32_t` -1; `uint32_t` 4294967295.',
    'The wrong comparison does no harm as long as no open fails.',
  ],
  cure: 'compare with all bits of a pointer set: c_void_p(-1).value, new IntPtr(-1), BigInt.asIntN(64, BigInt(h)) === -1n; and read the last error of the open',
  cures: ['compare-sentinel', 'retry-open'],
  audit: ['sentinel'],
  diagnosis: {
    seen: 10,
    signs: [
      {
        title: 'the value is all ones: an open failed, and the comparison did not notice',
        shows: {
          layout: ['right'],
          check: ['wrong'],
          redirected: ['no'],
          outcome: ['6'],
          value: ['ones', 'ones-32'],
          open: ['failed'],
          width: ['only-64', 'both'],
          siblings: ['fail'],
        },
      },
    ],
    cases: [
      {
        id: 'py-pyserial-head-sentinel',
        title: 'pyserial list_ports: INVALID_HANDLE_VALUE is 0',
        url: 'https://github.com/pyserial/pyserial/blob/master/serial/tools/list_ports_windows.py',
        shows: { call: ['enumerate'], width: ['both'], ffi: ['ctypes'] },
      },
      {
        id: 'py-watchdog-123',
        title: 'watchdog: INVALID_HANDLE_VALUE is 0xFFFFFFFF',
        url: 'https://github.com/gorakhargosh/watchdog/issues/123',
        shows: {
          outcome: ['6'],
          call: ['overlapped'],
          width: ['only-64'],
          value: ['ones'],
          open: ['failed'],
          ffi: ['ctypes-old'],
        },
      },
      {
        id: 'py-xlconv-159',
        title: 'xl-converter: an int -1 compared with HANDLE(-1).value',
        url: 'https://github.com/JacobDev1/xl-converter/issues/159',
        shows: {
          outcome: ['6'],
          call: ['handle'],
          value: ['ones'],
          open: ['failed'],
          ffi: ['ctypes'],
          rhythm: ['always'],
        },
      },
      {
        id: 'cs-nlog-730',
        title: 'NLog: INVALID_HANDLE compared as Int32',
        url: 'https://github.com/NLog/NLog/pull/732',
        shows: {
          outcome: ['6', 'wrong-result'],
          call: ['open', 'handle'],
          width: ['only-64'],
          open: ['failed'],
          ffi: ['pinvoke'],
        },
      },
      {
        id: 'cs-pwsh-3544',
        title: 'PowerShell: INVALID_HANDLE_VALUE is zero',
        url: 'https://github.com/PowerShell/PowerShell/pull/3544',
        shows: {
          outcome: ['wrong-result'],
          call: ['process'],
          width: ['both'],
          value: ['ones'],
          ffi: ['pinvoke'],
        },
      },
      {
        id: 'js-bun-34765',
        title: 'Bun tests: a check that can never fire',
        url: 'https://github.com/oven-sh/bun/pull/34765',
        shows: {
          outcome: ['6'],
          call: ['overlapped'],
          value: ['ones'],
          open: ['failed'],
          ffi: ['js'],
        },
      },
      {
        id: 'zig-457',
        title: 'Zig: INVALID_HANDLE_VALUE of a fixed size',
        url: 'https://github.com/ziglang/zig/pull/457',
        shows: { call: ['open'], width: ['only-64', 'only-32'], ffi: ['native'] },
      },
      {
        id: 'pl-unicode-8',
        title: 'Win32::Unicode: one constant for two shapes',
        url: 'https://github.com/xaicron/p5-win32-unicode/pull/8',
        shows: {
          outcome: ['wrong-result'],
          call: ['open', 'find'],
          value: ['ones', 'ones-32'],
          ffi: ['other'],
        },
      },
    ],
  },
}
