import { gated } from '../patterns/gated.ts'
import type { CallingLibrary } from './library.ts'

/** Libraries of other languages that call Win32, the more special first. */
export const otherLibraries: readonly CallingLibrary[] = [
  {
    name: 'node-serialport',
    tell: gated(
      /(?:ReadIOCompletion|WriteIOCompletion|ReadFileEx|WriteFileEx|GetOverlappedResult)\): /,
      /(?:Reading from|Writing to) COM port/,
      /@serialport[\\/]bindings/,
      /Opening COM\d+: /,
      /\bOpen \([GS]etCommState\)/,
      /serialport[\\/]/,
      /\bfrom ['"]serialport['"]/,
      /\brequire\(['"]serialport['"]\)/,
      /\bSerialPort(?: Bindings)? Version\b/,
    ),
    version: [/@serialport[\\/]bindings-cpp@(\d+\.\d+\.\d+)/],
    right: 'compiled',
    faults: [
      {
        tell: [
          /\(?GetOverlappedResult\)?: Invalid handle|\b(?:ARM64|arm64|Windows (?:on )?ARM)\b/i,
        ],
        mistake: 'hevent-misuse',
        what: 'the compiled binding keeps a pointer of its own in OVERLAPPED.hEvent, and GetOverlappedResult takes it for an event',
        cure: 'build @serialport/bindings-cpp with the change of its pull request 238; no release up to 13.0.0 has it',
        url: 'https://github.com/serialport/bindings-cpp/pull/238',
      },
    ],
    source: 'https://github.com/serialport/bindings-cpp/blob/main/src/serialport_win.cpp',
  },
  {
    name: 'RXTX',
    tell: /\btermios\.c\(\d+\)|\bgnu\.io\.|\b(?:lib)?nrjavaserial\b/i,
    right: 'compiled',
    faults: [
      {
        tell: [
          /\b(?:lib)?nrjavaserial\b/i,
          /\bRXTXPort\.(?:readArray|readByte|writeArray|eventLoop)/,
        ],
        mistake: 'type-alias',
        what: 'nrjavaserial casts a long of Java, which has 64 bits and holds an address, to a long of C, which has 32 on Windows',
        cure: 'build nrjavaserial with the change of its issue 131, or install one that has it; 3.9.3 does not',
        url: 'https://github.com/NeuronRobotics/nrjavaserial/issues/131',
      },
    ],
    source: 'https://github.com/NeuronRobotics/nrjavaserial/tree/master/src/main/c/src/windows',
  },
  {
    name: 'PureJavaComm',
    tell: /\bjtermios\.windows\.|\bpurejavacomm\./,
    right: 'assumed',
    faults: [
      {
        tell: [/^(?![^]*\b(?:unplug|disconnect|remov))[^]*JTermiosImpl\.select/i],
        mistake: 'overlapped-moved',
        what: 'JNA gives GetOverlappedResult another copy of the OVERLAPPED than the call that started the transfer',
        cure: 'pass the pointer of one OVERLAPPED to both calls, as its issue 52 shows; 1.0.0 does not',
        url: 'https://github.com/nyholku/purejavacomm/issues/52',
      },
    ],
    source:
      'https://github.com/nyholku/purejavacomm/blob/master/src/jtermios/windows/JTermiosImpl.java',
  },
  {
    name: 'jSerialComm',
    tell: /com\.fazecast\.jSerialComm|\bjSerialComm\b/,
    right: 'compiled',
    faults: [],
    source: 'https://github.com/Fazecast/jSerialComm/tree/master/src/main/c/Windows',
  },
  {
    name: 'System.IO.Ports',
    tell: /System\.IO\.Ports\./,
    right: 'assumed',
    faults: [
      {
        tell: [
          /SerialStream\.Dispose/,
          /Access to the port|UnauthorizedAccess|code 22|does not recognize the command/,
        ],
        mistake: 'unplugged',
        what: 'SerialPort drops DTR when it is closed, and the port refuses: its device went away while it was open',
        cure: 'take the exception of Close and Dispose as the end of the device; open the port again once it is back',
        url: 'https://github.com/dotnet/corefx/issues/17396',
      },
    ],
    source: 'https://github.com/dotnet/runtime/tree/main/src/libraries/System.IO.Ports/src',
  },
  {
    name: 'System.Console',
    tell: /System\.Console(?:Pal)?\.|\[(?:System\.)?Console\]::|console output buffer information|RawUI\.|ConsoleHost/,
    right: 'assumed',
    faults: [],
    source:
      'https://github.com/dotnet/runtime/blob/main/src/libraries/System.Console/src/System/ConsolePal.Windows.cs',
  },
  {
    name: 'node-pty',
    tell: /node-pty[\\/]|conpty_console_list_agent|windowsPtyAgent/,
    right: 'compiled',
    faults: [],
    source: 'https://github.com/microsoft/node-pty/tree/main/src/win',
  },
  {
    name: 'win32-api',
    tell: /win32-(?:api|def)[\\/]/,
    right: 'unknown',
    faults: [],
    source: 'https://github.com/waitingsong/node-win32-api',
  },
  {
    name: 'chef',
    tell: /finalizer for\s{1,3}Win32::Handle|chef[\\/]win32[\\/]/,
    right: 'unknown',
    faults: [
      {
        tell: [/\bWin32::Handle\b/, /18446744073709551615|handle: -1\b|CloseHandle/],
        mistake: 'pseudo-handle',
        what: 'the finalizer closes the pseudo handle -1 of GetCurrentProcess: it is compared with 0xFFFFFFFF, and on x64 it is 0xFFFFFFFFFFFFFFFF',
        cure: 'install a chef with the change of its pull request 13229',
        url: 'https://github.com/chef/chef/pull/13229',
      },
    ],
    source: 'https://github.com/chef/chef/blob/main/lib/chef/win32/handle.rb',
  },
  {
    name: 'crossterm',
    tell: /\bcrossterm\b/,
    right: 'assumed',
    faults: [],
    source: 'https://github.com/crossterm-rs/crossterm',
  },
  {
    name: "Rust's standard library",
    tell: /Command::(?:spawn|output|status)|std::(?:process|io|fs)::|library[\\/]std[\\/]src/,
    right: 'assumed',
    faults: [],
    source: 'https://github.com/rust-lang/rust/tree/master/library/std/src/sys',
  },
  {
    name: "Go's standard library",
    tell: /^(?:\S+: )?(?:open|read|write|close|fork\/exec) [^:\n]{1,120}: |golang\.org\/x\/(?:sys(?!\/windows\.(?:NewCallback|\(\*(?:Lazy)?Proc\)))|term|crypto\/ssh\/terminal)|\bos\.\(\*File\)|\bos\/exec\b/m,
    right: 'assumed',
    faults: [],
    source: 'https://github.com/golang/go/tree/master/src/os',
  },
  {
    name: '.NET',
    tell: gated(
      /\b(?:MS\.Win32|System\.Windows\.Forms|System\.Drawing)\.(?:Unsafe|Safe)NativeMethods\./,
      /\bInterop\+[A-Z]\w{2,20}[.+]/,
      /\b(?:at|bei|à|en|в|in) (?:System|Microsoft\.Win32\.SafeHandles)\.(?:IO|Diagnostics|Threading|Net)\./,
    ),
    right: 'assumed',
    faults: [],
    source: 'https://github.com/dotnet/runtime/tree/main/src/libraries',
  },
]
