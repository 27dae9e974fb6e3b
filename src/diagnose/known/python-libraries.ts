import type { CallingLibrary } from './library.ts'

/** Libraries of Python that call Win32, the more special first. */
export const pythonLibraries: readonly CallingLibrary[] = [
  {
    name: 'pyserial-asyncio',
    tell: /serial_asyncio[\\/]/,
    right: 'read',
    faults: [
      {
        tell: [/_poll_read\b/, /ClearCommError failed/],
        mistake: 'closed-handle',
        what: 'the timer of the transport asks the port for data after it was closed',
        cure: 'close the transport, and not the port below it; install a newer pyserial-asyncio: pip install -U pyserial-asyncio',
        url: 'https://github.com/pyserial/pyserial-asyncio/issues/48',
      },
    ],
    source: 'https://github.com/pyserial/pyserial-asyncio/blob/master/serial_asyncio/__init__.py',
  },
  {
    name: 'pyserial',
    tell: /serialwin32\.py|serial\.serialutil\.SerialException|\bserial[\\/]win32\.py|\bpyserial[ =-]{1,4}v?\d/i,
    version: [/\bpyserial[ =-]{1,4}v?(\d+\.\d+(?:\.\d+)?)/i],
    right: { since: '2.6' },
    byLine: [
      {
        version: '2.5',
        tell: /serialwin32\.py", line (?:226|236|255)\b[^]{0,400}(?:ReadFile|WriteFile) failed/,
      },
      {
        version: '3.1 or newer',
        tell: /(?:ClearCommError|GetOverlappedResult) failed \(\w{1,40}Error\(/,
      },
      {
        version: '2.6',
        tell: /serialwin32\.py", line (?:235|245|264)\b[^]{0,400}(?:ReadFile|WriteFile) failed/,
      },
      { version: '2.7', tell: /serialwin32\.py", line (?:239|252|260|270|289|416)\b/ },
      // Not line 287: 3.5 reports ReadFile there too.
      { version: '3.0', tell: /serialwin32\.py", line (?:254|269|277|307|425)\b/ },
      // Before 2.7 these carry the text of the exception, not its class.
      { version: '2.7 or newer', tell: /(?:ReadFile|WriteFile) failed \(\w{1,40}Error\(/ },
    ],
    faults: [
      {
        tell: [
          /serialwin32\.py", line (?:226|236|255)\b|pyserial[ =-]{1,4}2\.5/,
          /ReadFile|WriteFile|_overlappedRead|\b(?:read|write|leer|escribir|lire|lesen|schreiben|leggere|ler)\b|читать/i,
        ],
        mistake: 'struct-layout-shrunk',
        what: 'pyserial 2.5 declares ULONG_PTR in OVERLAPPED with 32 bits; 2.6 has the cure',
        cure: 'install a newer pyserial: pip install -U pyserial',
        url: 'https://github.com/pyserial/pyserial/commit/de43290c98d644b8b5e62c38c5a1f6209ad5ac31',
      },
      {
        tell: [
          /ClearCommError failed|GetOverlappedResult failed|WriteFile failed|ReadFile failed/,
          /inWaiting|in_waiting|in read|in write|, None, 22\)/,
        ],
        mistake: 'unplugged',
        what: 'the port worked before: pyserial reports an unplugged device by the first call that fails',
        cure: 'close the port in the program and open it again once the device is back; look at cable, hub and power saving of USB',
        url: 'https://github.com/pyserial/pyserial/blob/v3.5/serial/serialwin32.py',
      },
    ],
    source: 'https://github.com/pyserial/pyserial/blob/v3.5/serial/win32.py',
  },
  {
    name: 'win_unicode_console',
    tell: /win_unicode_console[\\/]/,
    right: 'unknown',
    faults: [
      {
        tell: [/win_unicode_console[\\/]streams\.py/],
        mistake: 'arg-upper-garbage',
        what: 'win_unicode_console calls WriteConsoleW without argtypes, so that the upper half of the handle is left over on x64',
        cure: 'take it out: CPython 3.6 and newer write Unicode to the console by themselves',
        url: 'https://github.com/Drekin/win-unicode-console/issues/32',
      },
    ],
    source: 'https://github.com/Drekin/win-unicode-console',
  },
  {
    name: 'PyAutoGUI',
    tell: /pyautogui[\\/]|_pyautogui_win/,
    right: 'unknown',
    faults: [
      {
        tell: [/_sendMouseEvent|ctypes\.WinError/],
        mistake: 'stale-last-error',
        what: 'PyAutoGUI reads the last error after mouse_event, which returns nothing and sets none; the code is that of an earlier call',
        cure: 'install a newer PyAutoGUI: pip install -U pyautogui',
        url: 'https://github.com/asweigart/pyautogui/issues/117',
      },
    ],
    source: 'https://github.com/asweigart/pyautogui/blob/master/pyautogui/_pyautogui_win.py',
  },
  {
    name: 'prompt_toolkit',
    tell: /prompt_toolkit[\\/]/,
    // Read in the tags: 1.0.16 and 2.0.2 pass the handle as a plain int without argtypes, 1.0.18, 2.0.10 and 3.0.0 in a HANDLE.
    right: { since: '3.0.0' },
    version: [/\bprompt[_-]toolkit[ =-]{1,4}v?(\d+\.\d+(?:\.\d+)?)/i],
    faults: [],
    source:
      'https://github.com/prompt-toolkit/python-prompt-toolkit/blob/main/src/prompt_toolkit/output/win32.py',
  },
  {
    name: 'colorama',
    tell: /colorama[\\/]/,
    right: 'read',
    faults: [],
    source: 'https://github.com/tartley/colorama/blob/master/colorama/win32.py',
  },
  {
    name: 'click',
    tell: /click[\\/]_winconsole\.py|click[\\/]_compat\.py|click[\\/]termui/,
    // GetConsoleMode is not declared, and is passed a plain int.
    right: 'unknown',
    faults: [],
    source: 'https://github.com/pallets/click/blob/main/src/click/_winconsole.py',
  },
  {
    name: 'rich',
    tell: /rich[\\/](?:_win32_console|console|_windows)\.py/,
    right: 'read',
    faults: [],
    source: 'https://github.com/Textualize/rich/blob/master/rich/_win32_console.py',
  },
  {
    name: 'tqdm',
    tell: /tqdm[\\/]utils\.py/,
    // GetStdHandle and GetConsoleScreenBufferInfo are not declared.
    right: 'unknown',
    faults: [],
    source: 'https://github.com/tqdm/tqdm/blob/master/tqdm/utils.py',
  },
  {
    name: 'paramiko',
    tell: /paramiko[\\/](?:_winapi|win_pageant)\.py/,
    right: 'unknown',
    faults: [
      {
        tell: [/OverflowError|int too long/],
        mistake: 'arg-overflow-raise',
        what: 'paramiko passes 64-bit addresses to functions without argtypes',
        cure: 'install a newer paramiko: pip install -U paramiko',
        url: 'https://github.com/paramiko/paramiko/issues/758',
      },
    ],
    source: 'https://github.com/paramiko/paramiko/blob/main/paramiko/_winapi.py',
  },
  {
    name: 'watchdog',
    tell: /watchdog[\\/]observers[\\/](?:winapi|read_directory_changes)\.py/,
    // Commit 12d60a9 of its repository: before it, INVALID_HANDLE_VALUE was 0xFFFFFFFF on x64 too.
    right: { since: '0.8.0' },
    version: [/\bwatchdog[ =-]{1,4}v?(\d+\.\d+(?:\.\d+)?)/i],
    faults: [],
    source: 'https://github.com/gorakhargosh/watchdog/blob/master/src/watchdog/observers/winapi.py',
  },
  {
    name: 'psutil',
    tell: /psutil[\\/](?:_pswindows|__init__)\.py|_psutil_windows/,
    right: 'compiled',
    faults: [],
    source: 'https://github.com/giampaolo/psutil/tree/master/psutil/arch/windows',
  },
  {
    name: 'pywinpty',
    tell: /winpty[\\/]|\bwinpty\b/,
    right: 'compiled',
    faults: [],
    source: 'https://github.com/andfoy/pywinpty/tree/main/src',
  },
  {
    name: 'pywin32',
    tell: /\bpywintypes\.error|\bwin32(?:api|file|pipe|event|process|service|gui|con|console)\.error|\bwin32(?:file|pipe|api|event|process|console|gui)\.[A-Z][A-Za-z]{3,40}\(/,
    right: 'compiled',
    faults: [],
    source: 'https://github.com/mhammond/pywin32/tree/main/win32/src',
  },
  {
    name: "CPython's subprocess",
    tell: /[\\/]subprocess\.py", line \d+|\b(?:bpo-?|issue)37380\b/,
    right: 'compiled',
    faults: [
      {
        tell: [/in _cleanup\b|\b(?:bpo-?|issue)37380\b/],
        mistake: 'closed-handle',
        what: 'Popen asks for the processes that it started before, and the handle of one of them is closed already',
        cure: 'install Python 3.8 or newer; before, wait for each process that you start: proc.wait()',
        url: 'https://github.com/python/cpython/pull/15707',
      },
      {
        tell: [/in _make_inheritable|in _get_handles|GetStdHandle/],
        mistake: 'inheritance',
        what: 'subprocess duplicates the standard handles of the process, and one of them is missing: a windowed program, a service and pythonw have no console',
        cure: 'give all three streams: stdin=subprocess.DEVNULL, stdout=…, stderr=…',
        url: 'https://github.com/python/cpython/issues/48155',
      },
      {
        tell: [
          /_WaitForSingleObject|_internal_poll|GetExitCodeProcess|in poll|in _wait|in wait|TerminateProcess|in kill|in terminate|in __del__/,
        ],
        mistake: 'closed-handle',
        what: 'the handle of the child is closed already when poll or wait asks for it: two owners, or the interpreter is shutting down',
        cure: 'wait for the process in one place, before the program ends; do not touch it in __del__ or from a second thread',
        url: 'https://github.com/python/cpython/issues/81561',
      },
    ],
    source: 'https://github.com/python/cpython/blob/main/Lib/subprocess.py',
  },
  {
    name: 'PyInstaller',
    tell: /\bPyInstaller\b|pyinstaller|--noconsole\b|--windowed\b/,
    // It freezes programs, and makes none of their calls.
    right: 'unknown',
    faults: [
      {
        tell: [/\[WinError 6\]|\[Error 6\]|None, 6/],
        mistake: 'inheritance',
        what: 'a program that was frozen without a console has no standard handles, and subprocess tries to pass them to a child process',
        cure: 'give all three streams: stdin=subprocess.DEVNULL, stdout=…, stderr=…',
        url: 'https://github.com/pyinstaller/pyinstaller/pull/6364',
      },
    ],
    source: 'https://github.com/pyinstaller/pyinstaller/wiki/Recipe-subprocess',
  },
  {
    name: "CPython's multiprocessing",
    tell: /[\\/]multiprocessing[\\/]\w+\.py", line \d+/,
    right: 'compiled',
    faults: [
      {
        tell: [
          /DuplicateHandle|CloseHandle|WaitForMultipleObjects|_winapi\.|reduction\.py|connection\.py|popen_spawn_win32/,
        ],
        mistake: 'closed-handle',
        what: 'a pipe or a process of multiprocessing is used after its handle was closed: the other process has ended, or the object was not kept alive',
        cure: 'keep the parent process and its pipes alive until the child has started; close each end once',
        url: 'https://github.com/python/cpython/blob/main/Lib/multiprocessing/reduction.py',
      },
    ],
    source: 'https://github.com/python/cpython/tree/main/Lib/multiprocessing',
  },
  {
    name: "CPython's asyncio",
    tell: /[\\/]asyncio[\\/](?:windows_events|proactor_events|windows_utils|base_subprocess)\.py|_overlapped\./,
    right: 'compiled',
    faults: [
      {
        tell: [/asyncio/],
        mistake: 'closed-handle',
        what: 'a transport or the loop is closed while an operation on its handle is under way',
        cure: 'close transports and await their end before the loop is closed',
        url: 'https://github.com/python/cpython/blob/main/Lib/asyncio/windows_events.py',
      },
    ],
    source: 'https://github.com/python/cpython/blob/main/Lib/asyncio/windows_events.py',
  },
  {
    name: 'CPython',
    tell: /os\.get_terminal_size|\bwith open\(|= (?:io\.)?open\(|\bnt\.[a-z_]+\(|_winapi\.[A-Z]|msvcrt\./,
    right: 'compiled',
    faults: [],
    source: 'https://github.com/python/cpython/blob/main/Modules/_winapi.c',
  },
]
