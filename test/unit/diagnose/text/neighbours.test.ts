import t from 'tap'
import { parseText } from '../../../../src/diagnose/text/parse-text.ts'
import type { MistakeId } from '../../../../src/mistakes/index.ts'
import { byRules } from '../../../support/diagnose/by-rules.ts'

/** Texts as people, compilers and runtimes write them, and the classes that are a right answer. */
const rows: Readonly<Record<string, readonly (readonly [string, readonly MistakeId[]])[]>> = {
  'a last error that is 0, another one each time, or of another call': [
    [
      'GetLastError always returns 0 in my koffi binding, although OpenProcess fails.',
      ['last-error-lost', 'stale-last-error'],
    ],
    [
      'LoadLibraryW failed with error 0. It should be 126.',
      ['last-error-lost', 'stale-last-error'],
    ],
    [
      'WriteFile() returns TRUE but GetLastError() gives 997.',
      ['stale-last-error', 'last-error-lost'],
    ],
    [
      'win32api raises pywintypes.error: (0, "SetForegroundWindow", "No error message is available")',
      ['last-error-lost', 'stale-last-error'],
    ],
    [
      'Err.LastDllError is 0 every time, even for a path that does not exist. VBA, FindFirstFile.',
      ['last-error-lost', 'stale-last-error'],
    ],
    [
      'In Ruby Fiddle.win32_last_error gives 1008 or 0 instead of 2 for a file that is not there.',
      ['last-error-lost', 'stale-last-error'],
    ],
    [
      'We should capture the last error right after the call; a log statement in between resets it.',
      ['last-error-lost', 'stale-last-error'],
    ],
    ['CreateFile failed: 6', ['last-error-lost', 'stale-last-error', 'failed-open']],
  ],
  'conventions, as compilers, linkers and people say them': [
    [
      'Run-Time Check Failure #0 - The value of ESP was not properly saved across a function call. Visual Studio, my hook DLL.',
      ['calling-convention'],
    ],
    [
      "error C2664: 'EnumWindows': cannot convert argument 1 from 'BOOL (__cdecl *)(HWND,LPARAM)' to 'WNDENUMPROC'",
      ['calling-convention'],
    ],
    ["undefined reference to `SendMessageA@16' with MinGW 32-bit", ['calling-convention']],
    [
      'The 32-bit build crashes after the callback returns: it was declared extern "C" instead of extern "system".',
      ['calling-convention'],
    ],
    ['Run-time error 49: Bad DLL calling convention', ['calling-convention', 'too-wide']],
    ['use CallingConvention.Cdecl for sprintf-like functions', ['calling-convention']],
    ['FreePascal external cdecl missing; ESP changes', ['calling-convention']],
    [
      'jna: extends Library instead of StdCallLibrary, Invalid memory access in 32-bit JVM',
      ['calling-convention'],
    ],
    [
      'extern "C" fn callback on i686-pc-windows-msvc crash; use extern "system"',
      ['calling-convention'],
    ],
  ],
  'functions whose result nobody declared': [
    [
      "hid_open() returns a pointer, and because the return type wasn't defined, the wrong value was passed to hid_read(): a segfault on Windows",
      ['return-truncated'],
    ],
  ],
  'what nobody set to zero': [
    [
      'ReadFile fails with error 87 because the OVERLAPPED struct is not zero-initialized',
      ['bad-parameter'],
    ],
    [
      'The Offset and OffsetHigh fields of the OVERLAPPED structure must be explicitly set to 0 otherwise ReadFile/WriteFile will fail with ERROR_INVALID_PARAMETER.',
      ['bad-parameter'],
    ],
  ],
  'numbers that compilers and runtimes refuse': [
    [
      'unusable on 32-bit Windows\npanic: compileCallback: argument size is larger than uintptr\ngolang.org/x/sys/windows.NewCallback(...)',
      ['too-wide'],
    ],
    [
      'Without argtypes ctypes fails with Argument overflow while trying to pass a pointer on Windows, 64-bit Python',
      ['arg-overflow-raise'],
    ],
    [
      '# github.com/x/y\n./console.go:12:40: cannot use syscall.STD_OUTPUT_HANDLE (untyped int constant -11) as uint32 value (overflows)\nGOOS=windows go build',
      ['narrowing-throws', 'arg-overflow-raise', 'field-narrowed'],
    ],
    [
      'error: literal out of range for `i32`\n let h: i32 = 0xFFFFFFF6; // STD_INPUT_HANDLE windows',
      ['narrowing-throws', 'arg-overflow-raise', 'field-narrowed'],
    ],
    [
      '[dcc32 Error] Unit1.pas(20): E1012 Constant expression violates subrange bounds',
      ['narrowing-throws', 'arg-overflow-raise', 'field-narrowed'],
    ],
    [
      "error: type 'i32' cannot represent integer value '4294967295'\n windows.zig INVALID_HANDLE",
      ['narrowing-throws', 'arg-overflow-raise', 'field-narrowed'],
    ],
    [
      'After upgrading to Python 3.8 64-bit, windll.user32.GetParent gives ArgumentError: argument 1: <class "OverflowError">: int too long to convert',
      ['arg-overflow-raise'],
    ],
    ['wParam.ToInt32() throws OverflowException on some mice. Use ToInt64.', ['narrowing-throws']],
    ['ERangeError in TForm.WndProc when LParam is a 64-bit pointer', ['narrowing-throws']],
    [
      'thread main panicked at called `Result::unwrap()` on an `Err` value: TryFromIntError(()) HWND as i32',
      ['narrowing-throws', 'arg-overflow-raise', 'field-narrowed'],
    ],
    [
      'win32gui.EnumWindows callback: OverflowError: Python int too large to convert to C long',
      ['arg-overflow-raise', 'narrowing-throws'],
    ],
    [
      'Could not convert value 140723412341234 to u32 in Deno FFI: TypeError: Invalid FFI u32 type, expected integer',
      ['arg-overflow-raise', 'narrowing-throws'],
    ],
  ],
  'handles and addresses that are cut': [
    [
      'Compile error: Type mismatch\nhFile = CreateFile(...)\nPrivate Declare PtrSafe Function CreateFile Lib "kernel32" Alias "CreateFileA" (ByVal n As String, ByVal a As Long, ByVal s As Long, ByVal p As LongPtr, ByVal c As Long, ByVal f As Long, ByVal t As LongPtr) As LongPtr\nExcel 64-bit',
      ['field-narrowed', 'narrowing-throws'],
    ],
    [
      "[dcc64 Error] E2010 Incompatible types: 'Cardinal' and 'THandle'",
      ['arg-truncated', 'return-truncated', 'field-narrowed', 'type-alias'],
    ],
    [
      'GetModuleHandle gives -1253376000, in WinDbg it is 0x7FFAB54B0000',
      ['arg-truncated', 'return-truncated', 'field-narrowed', 'type-alias'],
    ],
    [
      'CallWindowProc crashes with access violation in 64 bit; I declared lpPrevWndFunc as c_long',
      ['arg-truncated', 'return-truncated', 'field-narrowed', 'type-alias'],
    ],
    [
      'RegOpenKeyEx(HKEY_LOCAL_MACHINE...) fails with 6 on x64 as 0x80000002 is not sign extended',
      ['hkey-not-sign-extended'],
    ],
    ['The pointer is passed as double and rounded in Lua', ['number-encoding']],
    [
      'warning C4302: truncation from HWND to long',
      ['arg-truncated', 'return-truncated', 'field-narrowed', 'type-alias'],
    ],
    [
      'error: incompatible pointer to integer conversion passing HWND to parameter of type int',
      ['arg-truncated', 'return-truncated', 'field-narrowed', 'type-alias'],
    ],
    [
      'We got reports of random crashes in 64 bit builds. The callback user data is stored in a DWORD.',
      ['arg-truncated', 'return-truncated', 'field-narrowed', 'type-alias'],
    ],
    [
      'parseInt(handle) of a 64 bit pointer loses precision so EnumChildWindows gets a wrong value',
      ['number-encoding'],
    ],
    [
      'Delphi 64: Pointer(Integer(P) + 4) raises AV',
      ['arg-truncated', 'return-truncated', 'field-narrowed', 'type-alias'],
    ],
    [
      'WPARAM is defined as Word in this unit',
      [
        'type-alias',
        'too-wide',
        'arg-truncated',
        'return-truncated',
        'field-narrowed',
        'type-alias',
      ],
    ],
    [
      'vb6 to vba7: SetTimer crashes Excel when AddressOf is passed as Long',
      ['arg-truncated', 'return-truncated', 'field-narrowed', 'type-alias'],
    ],
    [
      'rust transmute HMODULE to i32',
      ['arg-truncated', 'return-truncated', 'field-narrowed', 'type-alias'],
    ],
    [
      'LuaJIT: ffi.cdef typedef unsigned long HWND',
      ['type-alias', 'arg-truncated', 'return-truncated', 'field-narrowed', 'type-alias'],
    ],
  ],
  'structs of another size, and what they overwrite': [
    [
      'sizeof(INPUT) is 24 in my declaration, should be 28 or 40. SendInput does nothing.',
      ['struct-layout-shrunk', 'struct-size-constant', 'union-misplaced'],
    ],
    [
      'heap corruption in the 64-bit build after VariantInit, the buffer for the VARIANT is 16 bytes',
      ['struct-layout-shrunk', 'struct-size-constant', 'union-misplaced'],
    ],
    [
      'Run-Time Check Failure #2 - Stack around the variable si was corrupted. x64, GetSystemInfo',
      ['struct-layout-shrunk', 'struct-size-constant', 'union-misplaced'],
    ],
    [
      'cbSize wrong: INITCOMMONCONTROLSEX returns false, Marshal.SizeOf gives 12',
      ['struct-layout-shrunk', 'struct-size-constant', 'union-misplaced'],
    ],
    [
      'GUITHREADINFO in AutoHotkey x64 returns false with VarSetCapacity(48)',
      ['struct-layout-shrunk', 'struct-size-constant', 'union-misplaced'],
    ],
    [
      'INPUT struct: SendInput returns 0 in 64-bit Python, union must include MOUSEINPUT',
      ['struct-layout-shrunk', 'struct-size-constant', 'union-misplaced'],
    ],
    [
      'the alignment of DEVMODE is off in the unit, dmFields read garbage',
      ['struct-layout-shrunk', 'struct-size-constant', 'union-misplaced'],
    ],
    [
      'OSVERSIONINFOEX dwOSVersionInfoSize wrong -> GetVersionEx false',
      ['struct-layout-shrunk', 'struct-size-constant', 'union-misplaced'],
    ],
    [
      'JNA Structure.size() 32 but native is 40, fields not aligned',
      ['struct-layout-shrunk', 'struct-size-constant', 'union-misplaced'],
    ],
    [
      'BITMAPINFO packed wrong => CreateDIBSection returns NULL',
      ['struct-layout-shrunk', 'struct-size-constant', 'union-misplaced'],
    ],
  ],
  'libraries, programs and views of the other width': [
    ['I was loading a 32-bit DLL from 64-bit Java: LoadLibrary fails.', ['process-bitness']],
    [
      "The 'Microsoft.ACE.OLEDB.12.0' provider is not registered on the local machine.",
      ['process-bitness'],
    ],
    [
      'python.exe is 32 bit, EnumProcessModulesEx gives me only the modules of WOW64',
      ['process-bitness'],
    ],
    [
      'os.path.exists("C:\\\\Windows\\\\System32\\\\OpenSSH\\\\ssh.exe") is False in 32-bit Python, Sysnative works.',
      ['process-bitness'],
    ],
    [
      'Win32Exception: A 32 bit processes cannot access modules of a 64 bit process.',
      ['process-bitness'],
    ],
    [
      'BadImageFormatException: Could not load file or assembly, incorrect format',
      ['process-bitness'],
    ],
    ['ReadProcessMemory fails with 299 for a 64-bit game from my 32-bit tool', ['process-bitness']],
    [
      'EnumProcessModules returns nothing for 64-bit processes as our app is x86',
      ['process-bitness'],
    ],
    ['LoadLibrary("foo.dll") 193 x64 node x86 dll', ['process-bitness']],
    ['SetWindowsHookEx with a 32-bit DLL does not hook 64-bit applications', ['process-bitness']],
  ],
  'what another program has in use': [
    [
      'called `Result::unwrap()` on an `Err` value: OSError(1418): Thread does not have a clipboard open.',
      ['busy', 'failed-open'],
    ],
    [
      'pyperclip.PyperclipWindowsException: Error calling OpenClipboard ([WinError 0] The operation completed successfully.)',
      ['busy', 'last-error-lost', 'stale-last-error'],
    ],
    ['CreateNamedPipe: All pipe instances are busy. (231)', ['busy']],
    [
      "could not open port 'COM5': PermissionError(13, 'Access is denied.', None, 5)",
      ['busy', 'failed-open'],
    ],
    [
      'could not open port COM3: Access is denied, Arduino IDE serial monitor is open',
      ['busy', 'failed-open'],
    ],
    ['serial port in use by another program', ['busy', 'failed-open']],
    ['clipboard locked by another process: OpenClipboard 0x800401D0', ['busy']],
  ],
  'standard streams that are not there': [
    [
      "EInOutError with message 'I/O error 105' in my VCL application when it calls Writeln",
      ['no-console'],
    ],
    [
      "** Reason for termination = error:{case_clause,{error,{'SetConsoleModeInitIn','The handle is invalid.\\r\\n'}}} prim_tty.erl under git-bash",
      ['no-console', 'wrong-kind'],
    ],
    [
      'panic: write /dev/stdout: The handle is invalid. running as a windows service',
      ['no-console'],
    ],
    [
      'SetConsoleMode on stdin fails with "The handle is invalid" when I pipe input: echo x | app',
      ['no-console', 'wrong-kind'],
    ],
    ['pythonw: AttributeError NoneType has no attribute write, sys.stdout is None', ['no-console']],
    [
      'cmd.exec from a GUI app built with -H windowsgui: fork/exec: The handle is invalid.',
      ['inheritance', 'no-console'],
    ],
    [
      'chrome native messaging host: stdin is not a console, SetConsoleMode fails',
      ['no-console', 'wrong-kind'],
    ],
    ['tput in MSYS: GetConsoleScreenBufferInfo failed: The handle is invalid', ['no-console']],
    [
      'crossterm: enable_raw_mode fails with Os { code: 6 } when output is piped',
      ['no-console', 'wrong-kind'],
    ],
    [
      'nssm service: python multiprocessing spawn OSError: [WinError 6] The handle is invalid in _winapi.DuplicateHandle',
      ['inheritance', 'no-console', 'closed-handle'],
    ],
  ],
  'what drivers and ports refuse': [
    ['setup_commport: A device attached to the system is not functioning.\n (31)', ['driver']],
    ['GetLastError() return 87 since dcb.BaudRate = 0 was added', ['bad-parameter']],
    ['serial port: Incorrect function. (1) when setting RTS with the CH340 driver', ['driver']],
    [
      'After the laptop wakes from sleep the port gives: A device which does not exist was specified. (433)',
      ['unplugged'],
    ],
    [
      'ClearCommError failed (PermissionError(13, "The device does not recognize the command.", None, 22))',
      ['unplugged'],
    ],
    [
      'Cannot configure port, something went wrong. Original message: OSError(22, "The parameter is incorrect.", None, 87), baud rate 250000',
      ['bad-parameter', 'driver'],
    ],
    [
      'CreateFile error 87 when opening with FILE_FLAG_NO_BUFFERING and a wrong flag',
      ['bad-parameter'],
    ],
    ['USB serial adaptor resets; ReadFile ERROR_BAD_COMMAND', ['unplugged']],
    [
      'prolific PL2303 clone: SetCommState "A device attached to the system is not functioning"',
      ['driver'],
    ],
  ],
  'opens that failed, and how they are checked': [
    [
      'GetCurrentProcess_SafeHandle() returns a handle whose IsInvalid is always true, since it is -1.',
      ['pseudo-handle', 'sentinel-mismatch'],
    ],
    ['is_invalid() only tests for 0, but CreateFileW returns -1 on failure', ['sentinel-mismatch']],
    [
      'SafeFileHandle treats -1 as invalid, so the pseudo handle of the process is refused',
      ['pseudo-handle', 'sentinel-mismatch'],
    ],
    [
      'CreateFile for \\\\.\\PhysicalDrive0 returns INVALID_HANDLE_VALUE, error 5, not run as administrator',
      ['failed-open'],
    ],
    [
      'ReadFile returns 6 as CreateFile had failed and nobody looked at its result',
      ['failed-open', 'sentinel-mismatch'],
    ],
    [
      'handle != INVALID_HANDLE_VALUE is true as the constant is 0xFFFFFFFF in 64 bit',
      ['sentinel-mismatch'],
    ],
    [
      'OpenProcessToken(GetCurrentProcess()) fails with error 6 in ctypes 64-bit Python 3.8',
      ['pseudo-handle', 'arg-truncated', 'arg-upper-garbage', 'return-truncated'],
    ],
  ],
  'handles that were closed, or are of another kind': [
    [
      'error.Unexpected: GetLastError(6): The handle is invalid.\n\nsrc\\windows.zig:19:42: 0x7ff7 in unexpectedError\nsrc\\Windows.zig:275:17: in start (test.exe.obj)\n  wtry(fs.WriteFile(h, ptr, len, &n, &ovl.overlapped))',
      ['hevent-misuse', 'closed-handle', 'wrong-kind'],
    ],
    [
      'After Dispose() the background thread still calls ReadFile and gets error 6.',
      ['closed-handle'],
    ],
    ['FindNextFile fails with 6 after FindClose was called inside the loop', ['closed-handle']],
    ['CloseHandle(hKey) returns FALSE, error 6. RegOpenKeyEx gave hKey.', ['wrong-kind']],
    [
      'WriteFile fails with ERROR_INVALID_HANDLE: overlapped.hEvent contained garbage as the struct was not zeroed',
      ['hevent-misuse'],
    ],
    [
      'pipe broken: named pipe server Disconnect then Dispose => ObjectDisposedException: Cannot access a closed pipe',
      ['closed-handle'],
    ],
    [
      'select() on stdin handle: WSAENOTSOCK 10038 An operation was attempted on something that is not a socket',
      ['wrong-kind'],
    ],
    ['GetFileInformationByHandle on \\\\.\\NUL device: Incorrect function', ['wrong-kind']],
  ],
  'numbers of 64 bits for those of 32': [
    [
      'In Debug x86 PInvokeStackImbalance; the parameter was long instead of int',
      ['too-wide', 'calling-convention'],
    ],
    [
      'dwSize declared as ULong (64 bit) in VB.NET where the function has DWORD; stack imbalance in 32 bit',
      ['too-wide'],
    ],
    ['long in .NET for DWORD arguments unbalanced stack', ['too-wide', 'calling-convention']],
    [
      'ulong flags declared where native has uint: next parameter is 0 in x86',
      ['too-wide', 'struct-layout-shrunk'],
    ],
  ],
  'functions that prose writes in small letters, and those of the C runtime': [
    ['I tried on my own, but createprocess always ends with error 87.', ['bad-parameter']],
    ['The setcommstate api returns error 87 for my USB serial port', ['bad-parameter']],
    [
      'calling duplicatehandle fails: the handle is invalid',
      ['inheritance', 'closed-handle', 'wrong-kind', 'failed-open'],
    ],
    ['win32api readprocessmemory fails with error 299', ['process-bitness']],
    ['virtualqueryex function returns 0 in my x86 build on 64-bit Windows', ['process-bitness']],
    [
      'C++, x64, crash:\nlong fh = _findfirst(path.c_str(), &dir);',
      ['return-truncated', 'field-narrowed', 'type-alias'],
    ],
    [
      'FileUtils crashes on 64-bit Windows. long的范围不够, _wfindfirst 返回的是 long long',
      ['return-truncated', 'field-narrowed', 'type-alias'],
    ],
    [
      'int h = _wfindfirst(path, &data); does not work on x64',
      ['return-truncated', 'field-narrowed', 'type-alias'],
    ],
    [
      'long os = _get_osfhandle(fd); ReadFile crashes in the 64-bit build',
      ['return-truncated', 'field-narrowed', 'type-alias'],
    ],
    [
      'unsigned t = _beginthreadex(0, 0, run, 0, 0, 0); WaitForSingleObject does not work on x64',
      ['return-truncated', 'field-narrowed', 'type-alias'],
    ],
  ],
  'a value that is said to be cut': [
    [
      '64 bit compilation warning: the line converts a 64 bit hModule to a 32 bit DWORD.',
      ['arg-truncated', 'field-narrowed', 'return-truncated', 'type-alias'],
    ],
    [
      'It stores the 64-bit HWND in a DWORD.',
      ['arg-truncated', 'field-narrowed', 'return-truncated', 'type-alias'],
    ],
    [
      'We copy a 64 bit address into a 32-bit int there (Windows).',
      ['arg-truncated', 'field-narrowed', 'return-truncated', 'type-alias'],
    ],
    [
      'A cardinal value doesnt have enough digits for the affinity mask.',
      ['arg-truncated', 'field-narrowed', 'return-truncated', 'type-alias'],
    ],
    [
      'An int does not have enough bits for the handle on Win64.',
      ['arg-truncated', 'field-narrowed', 'return-truncated', 'type-alias'],
    ],
    [
      'DWORD has not enough room for a pointer in the 64-bit build.',
      ['arg-truncated', 'field-narrowed', 'return-truncated', 'type-alias'],
    ],
    [
      'Windows 64位: int的范围不够, 句柄被改变',
      ['arg-truncated', 'field-narrowed', 'return-truncated', 'type-alias'],
    ],
    [
      '指针在64位系统的 int 中放不下, SendMessage',
      ['arg-truncated', 'field-narrowed', 'return-truncated', 'type-alias'],
    ],
    [
      'Does not work on 64-bit\n\nOn 64 bit machines, IntByReference (4 bytes)\n\n    int FT_Close(int ftHandle);',
      ['arg-truncated', 'field-narrowed', 'return-truncated', 'type-alias'],
    ],
    [
      'JNA, does not work on 64-bit\nint DeviceOpen(IntByReference deviceHandle);',
      ['arg-truncated', 'field-narrowed', 'return-truncated', 'type-alias'],
    ],
    [
      'It casts the callback function to a DWORD; on 64bit builds we end up crashing in waveOutOpen.',
      ['arg-truncated', 'field-narrowed', 'return-truncated', 'type-alias'],
    ],
    [
      'Win32 timer is not 64-bit friendly: timeSetEvent stops working',
      ['arg-truncated', 'field-narrowed', 'return-truncated', 'type-alias'],
    ],
    [
      'The Windows port has not been modified to support x64: SetTimer crashes.',
      ['arg-truncated', 'field-narrowed', 'return-truncated', 'type-alias'],
    ],
  ],
  'masks of processors': [
    [
      "Can't set affinity to CPU above 30 under Windows.",
      ['arg-truncated', 'field-narrowed', 'return-truncated', 'type-alias'],
    ],
    [
      'Setting affinity does not work for Environment.ProcessorCount >= 32',
      ['arg-truncated', 'field-narrowed', 'return-truncated', 'type-alias'],
    ],
    [
      '`int cpuMask = (1 << Environment.ProcessorCount)` becomes 0',
      ['arg-truncated', 'field-narrowed', 'return-truncated', 'type-alias'],
    ],
    [
      'On a server with more than 32 cores the affinity is wrong, Windows',
      ['arg-truncated', 'field-narrowed', 'return-truncated', 'type-alias'],
    ],
    [
      'SetThreadAffinityMask: the affinity mask is an int',
      ['arg-truncated', 'field-narrowed', 'return-truncated', 'type-alias'],
    ],
    [
      'Seems you chose a Cardinal to pass the affinity mask',
      ['arg-truncated', 'field-narrowed', 'return-truncated', 'type-alias'],
    ],
    [
      'affinity limited to 32 logical CPUs on Windows x64',
      ['arg-truncated', 'field-narrowed', 'return-truncated', 'type-alias'],
    ],
    [
      'DWORD mask for the affinity loses CPU 40, SetProcessAffinityMask',
      ['arg-truncated', 'field-narrowed', 'return-truncated', 'type-alias'],
    ],
    [
      'processor affinity is declared as uint, should be UIntPtr',
      ['arg-truncated', 'field-narrowed', 'return-truncated', 'type-alias'],
    ],
    [
      'affinity only works up to 31 on Windows Server',
      ['arg-truncated', 'field-narrowed', 'return-truncated', 'type-alias'],
    ],
  ],
  'processes of two widths, in words': [
    [
      'Toolbox fails to start on x64\nDue to address size mismatch, the injector is failing to inject GWToolboxdll',
      ['process-bitness'],
    ],
    [
      'If compiled for x86 and run on a 64-bit operating system, VirtualQueryEx does not see all of the process',
      ['process-bitness'],
    ],
    ['Our x86 build on a 64-bit machine: EnumProcessModules returns nothing', ['process-bitness']],
    [
      'pointer size mismatch between the debugger and the game, ReadProcessMemory',
      ['process-bitness'],
    ],
    ['Injector fails on x64, the dll injector cannot inject into the process', ['process-bitness']],
    [
      'The title of a SystemListView item is always empty, C#',
      ['process-bitness', 'struct-layout-shrunk'],
    ],
    [
      'LVM_GETITEMTEXT: the text of all items is blank, SendMessage',
      ['process-bitness', 'struct-layout-shrunk', 'arg-truncated'],
    ],
    [
      'TreeView of another program: item text is empty (TVM_GETITEM)',
      ['process-bitness', 'struct-layout-shrunk'],
    ],
    ['Built for 32-bit and running on 64-bit Windows, Module32First fails', ['process-bitness']],
    ['CreateRemoteThread fails: address-size mismatch', ['process-bitness']],
  ],
  'last errors, handles and structs, in other words': [
    ['Last error lost when calling LOG_*() macros', ['last-error-lost', 'stale-last-error']],
    [
      'This call is resetting the error to 0, GetLastError',
      ['last-error-lost', 'stale-last-error'],
    ],
    [
      'The wrapper does not preserve the last error on Windows',
      ['last-error-lost', 'stale-last-error'],
    ],
    ['SafeFileHandle being released multiple times', ['closed-handle']],
    [
      'ObjectDisposedException: Safe handle has been closed\n   at LibUsbDotNet.WinUsb.Internal.WinUsbAPI.WinUsb_GetOverlappedResult(SafeHandle h)',
      ['closed-handle'],
    ],
    [
      'Problem in OVERLAPPED defineFields: everything after the union is misplaced.',
      ['union-misplaced', 'struct-layout-shrunk'],
    ],
    [
      'OPENFILENAMEW UDTs have 2 members that should be LongPtr but are set as Long.',
      ['struct-layout-shrunk', 'struct-size-constant'],
    ],
    [
      'If the USB cable is unplugged before SerialPort.Close() is called, UnauthorizedAccessException: Access to the port is denied',
      ['unplugged', 'busy'],
    ],
  ],
}

for (const [kind, texts] of Object.entries(rows))
  t.test(kind, async t => {
    for (const [text, accepted] of texts) {
      const [first] = byRules(parseText(text)).ranking
      t.ok(
        first !== undefined && accepted.includes(first.class),
        `${text.slice(0, 80)}: ${first?.class}`,
      )
    }
  })

t.test('an address and its lower half', async t => {
  const said = (text: string): readonly MistakeId[] =>
    parseText(text).described?.flatMap(({ classes }) => classes) ?? []
  t.ok(said('base 140695946657792, and 1407975424 with the other tool').includes('field-narrowed'))
  t.ok(said('0x7FFAB54B0000 becomes -1253376000').includes('return-truncated'))
  t.ok(said('0x7FFAB54B0000 becomes 0xFFFFFFFFB54B0000').includes('return-truncated'))
  for (const text of [
    'it failed with 0xFFFFFFFF80070005, which is 0x80070005',
    '0x7FFAB54B0000 and 0x7FFAB54B1000',
    'handle 0x0000000000000054, then 0x54',
    '0x100000054 bytes of 84',
  ])
    t.same(said(text), [], text)
})

t.test('what is like it and means nothing of the kind', async t => {
  for (const text of [
    'exit code 0',
    '0 errors, 0 warnings: error 0',
    'The stack of cards was corrupted',
    'const x = 4294967295',
    'Build for 32-bit only',
  ])
    t.same(parseText(text).described ?? [], [], text)
})

t.test('PtrSafe in a declaration is not what is missing', async t => {
  t.equal(
    parseText('Private Declare PtrSafe Function Beep Lib "kernel32" () As Long\nit fails').also
      ?.hint,
    undefined,
  )
  t.same(parseText('add PtrSafe to the declaration; it fails').also?.hint, ['ptrsafe'])
})
