import type { MistakeId } from '../../mistakes/index.ts'
import type { Entry } from './entry.ts'

type WidthMistake = Exclude<
  MistakeId,
  | 'control'
  | 'as-published'
  | 'calling-convention'
  | 'closed-handle'
  | 'unplugged'
  | 'busy'
  | 'wrong-kind'
  | 'hevent-misuse'
  | 'bad-parameter'
  | 'stale-last-error'
  | 'last-error-lost'
  | 'failed-open'
>

/** A page for each class of mistake that is about widths. */
export const widthMistakeEntries: Readonly<Record<WidthMistake, Entry>> = {
  'return-truncated': {
    means:
      'A function that returns a handle is declared to return 32 bits, so the upper half is dropped on the way out.',
    how: [
      'The result type was left at the default of the FFI, which is `int` in ctypes and in many others.',
      'The type was written for 32-bit Windows (`Long` in VBA, `int` in C#, `DWORD` in Delphi).',
    ],
    tell: [
      'Kernel handles survive it (`tolerated`, kernel-handle). Addresses do not: HMODULE, HDEVINFO, find handles and heaps above 4 GiB crash or are refused.',
      'The value is negative, or is 0x00000000xxxxxxxx where an address is expected.',
      'It comes and goes with the placement of modules in memory.',
    ],
    cures: ['declare-handle'],
  },
  'arg-truncated': {
    means:
      'A parameter that takes a handle is declared with 32 bits, so the handle is cut on the way in.',
    how: ['The parameter is declared as `int`, `DWORD`, `uint32_t` or `Long`.'],
    tell: [
      'Kernel handles survive it: the port works on x64 as it does on ia32. The popular explanation of error 6, "the cast discards the upper 32 bits", describes this harmless case.',
      'The cut even repairs a handle whose upper half was dirty.',
      'Addresses do not survive it, nor does -1 if the FFI fills up with zeros.',
    ],
    cures: ['declare-handle'],
  },
  'arg-overflow-raise': {
    means:
      'The FFI refuses a value that does not fit into the declared or default type, and raises an error of the language. The function is never called.',
    how: [
      'In ctypes the result is declared right and the parameter is not: an address comes back whole and does not fit into the default `int`.',
      'It happens inside callbacks too, where the exception is swallowed and a message is lost.',
    ],
    tell: [
      'OverflowError or RangeError instead of an error code.',
      'Only for large values, so it may take a long session to appear.',
      'Half of a cure is the usual reason: only `restype` was set.',
    ],
    cures: ['declare-handle', 'keep-wide'],
    links: [
      {
        title: 'pywinauto 641: only rare window handles',
        url: 'https://github.com/pywinauto/pywinauto/pull/648',
      },
    ],
  },
  'sentinel-mismatch': {
    means:
      'A failed open is looked for in the wrong width, with the wrong sign, or in the wrong value, and goes unnoticed.',
    how: [
      'INVALID_HANDLE_VALUE is written as 0xFFFFFFFF, which is right in 32-bit processes only.',
      'CreateFileW is tested for 0, or CreateEventW for -1: each function has its own value.',
      'In JavaScript `=== -1` is false for a bigint and for 4294967295.',
    ],
    tell: [
      'Error 6 appears one call after the one that really failed.',
      'What koffi gives for a failed CreateFileW on x64: `void *`, `uintptr_t` and `uint64_t` 18446744073709551615n; `intptr_t`, `int64_t` and `int32_t` -1; `uint32_t` 4294967295.',
      'The wrong comparison costs nothing as long as no open fails.',
    ],
    cures: ['compare-sentinel', 'retry-open'],
  },
  'field-narrowed': {
    means:
      'The call is declared right, and the value is then kept in a variable, field or out-variable of 32 bits.',
    how: [
      'An out-variable is a DWORD where a HANDLE is written: 8 bytes go into 4.',
      'A class keeps the handle in an `int`.',
      'A field of a struct is narrower than it is in Windows.',
    ],
    tell: [
      'Kernel handles survive it. Beside an out-variable 4 bytes of something else are overwritten; the harness shows them by the fence around the variable.',
    ],
    cures: ['handle-cell', 'keep-wide'],
    links: [
      {
        title: 'serialport keeps the handle of a port in an int',
        url: 'https://github.com/serialport/bindings-cpp/blob/19820c3/src/serialport_win.cpp#L226',
      },
    ],
  },
  'arg-upper-garbage': {
    means: 'The callee reads 64 bits, the FFI wrote 32, and the rest is what lay there before.',
    how: [
      'CPython up to 3.7 on x64 leaves the upper half of every undeclared `int` argument undefined, in registers and on the stack. Newer versions use another libffi, which fills up with zeros on x64 and with the sign on ARM64 (read in its source, not measured here).',
      'koffi itself does not do it: `int32_t` is filled up with the sign and `uint32_t` with zeros, in registers and on the stack. The probes hand over a wide value to show it.',
    ],
    tell: [
      'Error 6 at random although the handle is a small number.',
      'The same script works on another version of the interpreter or after an unrelated change.',
      'Never in a 32-bit process.',
    ],
    cures: ['declare-handle'],
    links: [
      {
        title: 'prompt_toolkit 930: plain int handles work or break by luck',
        url: 'https://github.com/prompt-toolkit/python-prompt-toolkit/pull/930',
      },
    ],
  },
  'type-alias': {
    means:
      'A name stands for another size than its author thought: `long` has 32 bits on every Windows and 64 on 64-bit Unix.',
    how: [
      'HANDLE, ULONG_PTR or LPARAM is defined through `long`.',
      'A C `long` of a Unix FFI is taken for a DWORD, or the other way round.',
    ],
    tell: [
      'Everything built on the alias fails in one kind of process only.',
      'ULONG_PTR as an alias of `unsigned long` is what broke OVERLAPPED in pyserial 2.5.',
    ],
    cures: ['declare-handle', 'overlapped-struct', 'narrow-results'],
  },
  'narrowing-throws': {
    means: 'The language checks a conversion to 32 bits and throws where the value does not fit.',
    how: [
      '`IntPtr.ToInt32()` in .NET, `CLng` in VBA, a cast of a pointer in PowerShell to `[int]`.',
    ],
    tell: [
      'OverflowException, on x64 only, and only for some values; -1 passes, a large address does not.',
    ],
    cures: ['keep-wide', 'compare-sentinel'],
    links: [
      {
        title: 'HidLibrary 28: ToInt32 of a handle',
        url: 'https://github.com/mikeobrien/HidLibrary/pull/28',
      },
    ],
  },
  'struct-layout-shrunk': {
    means:
      'Members as wide as a pointer are declared with 32 bits. Later members move to the front and the struct is too short, so the callee reads and writes at other places than the program.',
    how: ['`ULONG_PTR = c_ulong`, five `int` fields for OVERLAPPED, `DWORD Internal`.'],
    tell: [
      'Only calls that take the struct fail; the same handle works everywhere else.',
      'What lies behind the struct decides: rubbish gives error 6, zeros give a wait without end.',
      'In a 32-bit process the declaration is right.',
    ],
    cures: ['overlapped-struct', 'struct-size'],
    links: [
      {
        title: 'pyserial de43290c: the cure, released in 2.6',
        url: 'https://github.com/pyserial/pyserial/commit/de43290c98d644b8b5e62c38c5a1f6209ad5ac31',
      },
    ],
  },
  'number-encoding': {
    means: 'A handle is carried in a floating-point number, which has 53 significant bits.',
    how: [
      'A JavaScript FFI gives pointers as numbers.',
      'A handle is written as a number into JSON and read again.',
    ],
    tell: [
      'Small handles survive it, and so does -1. Values above 2^53 lose their low bits: tagged handles, sign-extended handles with bit 31 set.',
    ],
    cures: ['keep-wide'],
    links: [
      {
        title: 'Bun 25886: a handle with bit 31 set loses its low 11 bits',
        url: 'https://github.com/oven-sh/bun/pull/25886',
      },
    ],
  },
  'struct-size-constant': {
    means: 'A struct that states its own size (cbSize) states the one of another architecture.',
    how: [
      'The size was written as a number: 28 for SP_DEVINFO_DATA, 5 or 6 for SP_DEVICE_INTERFACE_DETAIL_DATA.',
    ],
    tell: [
      'The call fails with 1784 (ERROR_INVALID_USER_BUFFER) or 87, not with 6, in one kind of process only.',
    ],
    cures: ['struct-size'],
    links: [
      {
        title: 'pyserial 251e5cec: cbSize by bitness',
        url: 'https://github.com/pyserial/pyserial/commit/251e5cec9b35492464e50e3b9b5c14972d7791c7',
      },
    ],
  },
  'hkey-not-sign-extended': {
    means:
      'A predefined key such as HKEY_LOCAL_MACHINE is passed as 0x0000000080000002; Windows defines it as 0xFFFFFFFF80000002 on x64.',
    how: ['The constant is written as an unsigned 32-bit number and widened with zeros.'],
    tell: [
      'Measured under Wine: it works, and even another upper half does. One report from Windows says that it worked there too. Do not count it among the sure failures.',
    ],
    cures: ['predefined-key'],
    links: [
      { title: 'cc-rs 739: it worked anyway', url: 'https://github.com/rust-lang/cc-rs/pull/739' },
    ],
  },
  'shared-prototype-pollution': {
    means:
      'Two modules share one function object, and one of them changes its declaration under the other.',
    how: [
      '`ctypes.windll.kernel32` is one object for the whole process; whoever sets `argtypes` or `restype` sets them for all.',
    ],
    tell: [
      'It depends on which modules are imported, and in which order.',
      'It cannot be shown through koffi, whose functions belong to the caller.',
    ],
    cures: ['own-prototypes', 'declare-handle'],
    links: [
      {
        title: 'pystray 90 and pywebview 720',
        url: 'https://github.com/moses-palmer/pystray/issues/90',
      },
    ],
  },
  'pseudo-handle': {
    means:
      'The pseudo handle of the process, -1, is filled up with zeros to 0x00000000FFFFFFFF and is no handle any more; or it is taken for a failure.',
    how: [
      'GetCurrentProcess is declared `uint32_t`, or its -1 is passed through a 32-bit unsigned parameter.',
      'A class treats -1 as invalid and refuses a right value.',
    ],
    tell: [
      'DuplicateHandle, GetHandleInformation and GetProcessId fail with 6 on x64 and work on ia32 (measured under Wine).',
      'Declared `int32_t` it works: the sign comes back.',
    ],
    cures: ['pseudo-handle'],
  },
  'return-upper-undefined': {
    means:
      'A function that returns 32 bits is declared to return 64, so what was left in the upper half of the register is read as part of the result.',
    how: ['BOOL or DWORD is declared as `long` of a 64-bit Unix, as `int64_t` or as `size_t`.'],
    tell: [
      'A call that failed seems to succeed, because the upper half is not zero. It depends on what the callee did before.',
    ],
    cures: ['narrow-results'],
    links: [
      {
        title: 'Go 81249: 32-bit results read from the full register',
        url: 'https://github.com/golang/go/issues/81249',
      },
    ],
  },
  'union-misplaced': {
    means:
      'The alternatives of a union are laid out one behind the other, so all later members move to the back.',
    how: [
      'OVERLAPPED is declared with Offset, OffsetHigh and Pointer in a row, because the FFI has no unions.',
    ],
    tell: [
      'hEvent lies at 32 instead of 24 on x64 and at 20 instead of 16 on ia32: wrong in both kinds of process.',
      'Nobody notices as long as hEvent is not used.',
    ],
    cures: ['overlapped-struct'],
  },
  'too-wide': {
    means: 'A HANDLE is declared with 64 bits in a 32-bit process.',
    how: ['`int64`, `uint64`, `LongLong` or `long` of .NET is used for all processes.'],
    tell: [
      'The right value stands in the low half and rubbish in the high one, so comparisons fail.',
      'As a parameter it takes two places, and all later arguments move: the handle arrives, its neighbour does not.',
      'Right on x64.',
    ],
    cures: ['narrow-results', 'declare-handle'],
  },
}
