import { cRuntime } from './c-runtime.ts'
import { consoleFunctions } from './console-functions.ts'
import { registryFunctions } from './registry-functions.ts'
import { possibleTexts } from '../../declare/win32/possible-texts.ts'

/** A function of a runtime or a library, or a phrase of its messages, and the Win32 function that it makes. */
interface RuntimeFunction {
  /** As it stands in a stack or a message; letters as written. */
  readonly name: string
  readonly call: string
  readonly library?: 'node-serialport' | 'pyserial' | 'System.IO.Ports'
}

const rows = (call: string, ...names: readonly string[]): RuntimeFunction[] =>
  names.map(name => ({ name, call }))

/**
 * What stands for a Win32 call. Sources: the code of each runtime.
 * .NET https://github.com/dotnet/runtime/blob/main/src/libraries/System.Console/src/System/ConsolePal.Windows.cs and
 * https://github.com/dotnet/runtime/blob/main/src/libraries/System.IO.Ports/src/System/IO/Ports/SerialStream.Windows.cs;
 * CPython https://github.com/python/cpython/blob/main/Modules/posixmodule.c and Lib/subprocess.py;
 * Rust https://github.com/rust-lang/rust/tree/master/library/std/src/sys; Go https://github.com/golang/go/tree/master/src/os;
 * hidapi https://github.com/libusb/hidapi/blob/master/windows/hid.c;
 * node-serialport https://github.com/serialport/bindings-cpp/blob/main/src/serialport_win.cpp.
 */
const table: readonly RuntimeFunction[] = [
  ...cRuntime.flatMap(([call, ...names]) => rows(call, ...names)),
  // asyncio hands the pipe to an I/O completion port: https://github.com/python/cpython/blob/main/Lib/asyncio/windows_events.py
  ...rows('CreateIoCompletionPort', 'connect_read_pipe', 'connect_write_pipe'),
  ...consoleFunctions.flatMap(([call, ...names]) => rows(call, ...names)),
  ...rows('GetStdHandle', '_get_osfhandle', 'get_osfhandle', 'msvcrt.get_osfhandle'),
  ...rows('GetStdHandle', '_get_handles'),
  ...rows(
    'DuplicateHandle',
    '_make_inheritable',
    'Command::spawn',
    'Command::new(',
    'Command::output',
    'Command::status',
    'duplicate_handle',
    'Stdio::null',
    'Stdio::inherit',
    '`spawn()`',
  ),
  ...rows(
    'CreateProcess',
    'Failed to spawn',
    '_execute_child',
    'StartWithCreateProcess',
    'os/exec',
    'exec.Command',
    'fork/exec',
  ),
  ...rows(
    'CreateFileW',
    'could not open port',
    'System.IO.Ports.SerialPort.Open',
    'SerialStream..ctor',
    'SerialPort.open(',
    '.openPort(',
    'CommPortIdentifier.open',
    'serial.OpenPort',
    'Error opening',
    'failed to open file',
  ),
  ...rows('CreateFileW', ' with open(', '= open(', '= io.open('),
  ...rows('WriteFile', 'stdout.write(', 'SyncWriteStream.write', 'SonicBoom.flushSync'),
  ...registryFunctions.flatMap(([call, ...names]) => rows(call, ...names)),
  ...rows('SetCommState', 'Cannot configure port'),
  ...rows('ClearCommBreak', 'serial break state', 'set_BreakState'),
  ...rows('ReportEventW', 'EventLogInternal.InternalWriteEvent', 'EventLog.WriteEntry'),
  ...rows('LocalFree', 'Marshal.FreeHGlobal', 'FreeHGlobal'),
  ...rows(
    'LoadLibraryW',
    'DllNotFoundException',
    'Unable to load DLL',
    'Unable to load shared library',
    'Unable to load library',
    'DLL load failed',
    'Could not find module',
    '_dlopen(',
    'Module._extensions..node',
    'process.dlopen',
    'Dynamic Linking Error',
    'Could not open library',
    'could not load library',
    'Unable to load dynamic library',
    'Failed to load dynamic library',
    'Failed to load shared library',
    'Failed to load native library',
    'Failed to open library',
    'Cannot load library',
    'cannot load library',
    'error loading module',
    "Can't find dependent libraries",
    'NativeLibrary.Load',
    'System.loadLibrary',
    'Runtime.loadLibrary0',
    // Ruby, of an extension; Julia says `LoadError:` of any error in a file.
    'LoadError: 126:',
    'LoadError: 193:',
  ),
  ...rows('GetProcAddress', 'Dynamic Symbol Retrieval Error'),
  ...rows('SetEvent', 'EventWaitHandle.Set('),
  ...rows('ResetEvent', 'EventWaitHandle.Reset('),
  ...rows(
    'WaitForSingleObject',
    'Process.WaitForExit',
    'WaitHandle.WaitOne',
    'WaitHandle.InternalWaitOne',
  ),
  ...rows('WaitForMultipleObjects', 'WaitHandle.WaitAny', 'WaitHandle.WaitAll'),
  ...rows('ReleaseMutex', 'Mutex.ReleaseMutex'),
  ...rows('ReleaseSemaphore', 'Semaphore.Release'),
  ...rows(
    'EnumProcessModules',
    'NtProcessManager.GetModules',
    'Process.get_Modules',
    'Process.get_MainModule',
  ),
  ...rows('GetExitCodeProcess', 'Process.get_ExitCode', 'Process.get_HasExited'),
  ...rows('TerminateProcess', 'Process.Kill('),
  ...rows('WriteFile', 'FileStream.WriteCore', 'FileStream.Write(', 'RandomAccess.WriteAtOffset'),
  ...rows('ReadFile', 'FileStream.ReadCore', 'FileStream.Read(', 'RandomAccess.ReadAtOffset'),
  ...rows('FlushFileBuffers', 'FileStream.Flush', 'SerialStream.Flush'),
  ...rows(
    'EscapeCommFunction',
    'SerialStream.Dispose',
    'SerialStream.set_RtsEnable',
    'SerialStream.set_DtrEnable',
    'SerialPort.set_RtsEnable',
    'SerialPort.set_DtrEnable',
    '.SetRts(',
    '.SetDtr(',
    '_update_rts_state',
    '_update_dtr_state',
  ),
  // https://github.com/dotnet/winforms/blob/main/src/System.Windows.Forms/System/Windows/Forms/OLE/Clipboard.cs
  ...rows(
    'OpenClipboard',
    'CLIPBRD_E_CANT_OPEN',
    'OpenClipboard Failed',
    'Open clipboard',
    'open clipboard',
    'Clipboard.SetText',
    'Clipboard.GetText',
    'Clipboard.SetDataObject',
    'Clipboard.GetDataObject',
  ),
  ...rows('ConnectNamedPipe', 'NamedPipeServerStream.WaitForConnection'),
  // https://github.com/dotnet/winforms/blob/main/src/System.Windows.Forms/System/Windows/Forms/SendKeys/SendKeys.cs
  ...rows('SendInput', 'SendKeys.Send'),
  ...rows('WriteFile', 'hid_write', 'Cannot write to hid device'),
  ...rows('ReadFile', 'hid_read', 'could not read from HID device'),
  ...rows('CreateFileW', 'hid_open'),
  ...rows(
    'CloseHandle',
    'NtClose',
    'ZwClose',
    'Handle.Close',
    'PyHANDLE.Close',
    '_winapi.CloseHandle',
  ),
  ...rows(
    'ReadFile',
    'NtReadFile',
    'ZwReadFile',
    'IRP_MJ_READ',
    'SerialStream.Read',
    'SerialPort.Read',
  ),
  ...rows(
    'WriteFile',
    'NtWriteFile',
    'ZwWriteFile',
    'IRP_MJ_WRITE',
    'SerialStream.Write',
    'SerialPort.Write',
  ),
  ...rows('DeviceIoControl', 'NtDeviceIoControlFile', 'IRP_MJ_DEVICE_CONTROL'),
  ...rows('DuplicateHandle', 'NtDuplicateObject'),
  ...rows('WaitForSingleObject', 'NtWaitForSingleObject', 'internal_poll('),
  ...rows('WaitCommEvent', 'SerialStream.EventLoopRunner'),
  ...rows(
    'ClearCommError',
    'SerialStream.get_BytesToRead',
    'SerialStream.get_BytesToWrite',
    'SerialPort.get_BytesToRead',
    'SerialPort.get_BytesToWrite',
  ),
  ...rows(
    'PurgeComm',
    'SerialStream.DiscardInBuffer',
    'SerialStream.DiscardOutBuffer',
    'SerialPort.DiscardInBuffer',
    'SerialPort.DiscardOutBuffer',
  ),
  ...rows(
    'GetCommModemStatus',
    'SerialStream.get_CtsHolding',
    'SerialStream.get_DsrHolding',
    'SerialStream.get_CDHolding',
  ),
  ...rows(
    'GetQueuedCompletionStatus',
    '_overlapped.GetQueuedCompletionStatus',
    'IocpProactor._poll',
  ),
  ...rows('ReadDirectoryChangesW', 'read_directory_changes', 'FileSystemWatcher.Monitor'),
  ...rows('GetFinalPathNameByHandleW', '_getfinalpathname'),
  ...rows('SetCommTimeouts', 'SerialStream.set_ReadTimeout', 'SerialStream.set_WriteTimeout'),
  ...(
    [
      ['(ReadIOCompletion)', 'ReadFile'],
      ['(WriteIOCompletion)', 'WriteFile'],
      ['(ReadFileEx)', 'ReadFile'],
      ['(WriteFileEx)', 'WriteFile'],
      ['Reading from COM port', 'ReadFile'],
      ['Writing to COM port', 'WriteFile'],
      ['Opening COM', 'CreateFileW'],
      ['Open (SetCommState)', 'SetCommState'],
      ['Open (GetCommState)', 'GetCommState'],
    ] as const
  ).map(([name, call]) => ({ name, call, library: 'node-serialport' as const })),
]

/** A call that a line stands for. */
export interface StandIn {
  readonly call: string
  /** The function of the runtime, or the phrase. */
  readonly via: string
  readonly at: number
}

const possible = possibleTexts(table.map(({ name }) => name))

/** Win32 calls that a line stands for by a function of a runtime, in the order of the table. */
export function standInsIn(line: string): readonly StandIn[] {
  return possible(line).flatMap(index => {
    const own = table[index]
    const at = own ? line.indexOf(own.name) : -1
    return !own || at === -1 ? [] : [{ call: own.call, via: own.name.replace(/\($/, ''), at }]
  })
}

/** The names in the table that are those of functions, with the call that each stands for; phrases of messages are left out. */
export function namedStandIns(): readonly (readonly [name: string, call: string])[] {
  return table.flatMap(({ name, call }) =>
    /^[\w.:[\]]+(?:\(\)?)?$/.test(name) ? [[name, call] as const] : [],
  )
}
