import { namedStandIns } from './runtime-functions.ts'

/**
 * Functions of runtimes that people name, and that texts have in too many other places, behind the one of Windows that they
 * call. Sources: those of runtime-functions.ts, and for processes
 * https://github.com/dotnet/runtime/blob/main/src/libraries/System.Diagnostics.Process/src/System/Diagnostics/ProcessManager.Win32.cs
 */
const named: readonly (readonly [call: string, ...names: readonly string[]])[] = [
  ['CreateFileW', 'SerialPort.Open', 'serial.Serial', 'SerialPort.open', 'File.Open'],
  [
    'ReadFile',
    ...['SerialPort.ReadLine', 'SerialPort.ReadByte', 'SerialPort.ReadExisting', 'Serial.read'],
    ...['Serial.readline', 'Console.Read', 'Console.ReadLine', 'stdin.read'],
  ],
  [
    'WriteFile',
    ...['SerialPort.WriteLine', 'Serial.write', 'Console.Write', 'Console.WriteLine'],
    ...['stdout.write', 'FileStream.WriteByte'],
  ],
  ['ClearCommError', 'Serial.in_waiting', 'Serial.inWaiting', 'SerialPort.BytesToRead'],
  ['CloseHandle', 'SerialPort.Close', 'SerialPort.Dispose', 'Serial.close', 'SafeHandle.Dispose'],
  [
    'DuplicateHandle',
    ...['subprocess.Popen', 'subprocess.run', 'subprocess.call', 'subprocess.check_output'],
    ...['subprocess.check_call', 'asyncio.create_subprocess_exec', 'Popen.__init__'],
  ],
  [
    'CreateProcessW',
    ...['Process.Start', 'child_process.spawn', 'child_process.exec', 'child_process.fork'],
    ...['Runtime.exec', 'ProcessBuilder.start', 'os.popen', 'cmd.Start', 'cmd.Run', 'IO.popen'],
  ],
  ['WaitForSingleObject', 'Popen.wait', 'Popen.poll', 'Process.join', 'Process.wait'],
  ['TerminateProcess', 'Popen.kill', 'Popen.terminate', 'Process.Kill', 'process.kill'],
  ['EnumProcessModules', 'Process.Modules', 'Process.MainModule'],
  ['GetConsoleMode', 'tty.ReadStream', 'tty.WriteStream'],
  ['SetConsoleCursorInfo', 'Console.CursorSize'],
]

/** How a function is named by those who leave the namespace, the brackets of PowerShell or `get_` out: the class and the member, in small letters. */
function plainName(name: string): string {
  return name
    .replace(/[[\]]/g, '')
    .replace(/\(.*$/s, '')
    .split(/\.+|::/)
    .slice(-2)
    .map(part => part.replace(/^[gs]et_(?=[A-Z])/, ''))
    .join('.')
    .toLowerCase()
}

let byName: ReadonlyMap<string, string> | undefined

/** The function of Windows that a function of a runtime calls, as a person names it: `Console.WindowWidth`, `os.get_terminal_size`. `undefined` for a name that is not known. */
export function callBehind(name: string): string | undefined {
  byName ??= new Map(
    // Of a name that reads and writes, the first in the tables counts.
    [
      ...namedStandIns(),
      ...named.flatMap(([call, ...names]) => names.map(own => [own, call] as const)),
    ]
      .toReversed()
      .map(([own, call]) => [plainName(own), call]),
  )
  return byName.get(plainName(name))
}
