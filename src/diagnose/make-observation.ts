import type { FeatureName } from '../mistakes/features.ts'
import { functionFacts } from './functions.ts'
import type { Symptom } from './symptom.ts'

/** How an observation is made in a language: one line. `{struct}` and `{call}` are those of the failure. */
type Lines = Readonly<Partial<Record<FeatureName, string>>>

const byFfi: Readonly<Record<string, Lines>> = {
  ctypes: {
    width: 'py -3-32 port.py',
    value: 'print(hex(handle)) right before {call}',
    layout: 'print(ctypes.sizeof({struct}), {struct}.hEvent.offset)',
    open: "print(handle, ctypes.get_last_error()) right after CreateFileW, with ctypes.WinDLL('kernel32', use_last_error=True)",
    siblings: 'print(kernel32.GetFileType(handle)) right before {call}',
    before: 'print("before {call}", hex(handle)) in front of each {call}',
    redirected: 'print(sys.stdin.isatty(), sys.stdout.isatty())',
  },
  js: {
    width: 'start the same script with a 32-bit node.exe (node -p process.arch prints ia32)',
    value: 'console.log(koffi.address?.(handle) ?? handle) right before {call}',
    layout: 'console.log(koffi.sizeof({struct}), koffi.offsetof({struct}, "hEvent"))',
    open: 'console.log(handle, GetLastError()) right after CreateFileW',
    siblings: 'console.log(GetFileType(handle)) right before {call}',
    before: 'console.log("before {call}", handle) in front of each {call}',
    redirected: 'console.log(process.stdin.isTTY, process.stdout.isTTY)',
  },
  pinvoke: {
    width: 'build with <PlatformTarget>x86</PlatformTarget> and run it again',
    value: 'Console.WriteLine(handle.ToInt64().ToString("X")) right before {call}',
    layout:
      'Console.WriteLine($"{Marshal.SizeOf<{struct}>()} {Marshal.OffsetOf<{struct}>("hEvent")}")',
    open: 'Console.WriteLine(Marshal.GetLastWin32Error()) right after CreateFile, with SetLastError = true',
    siblings: 'Console.WriteLine(GetFileType(handle)) right before {call}',
    before: 'log each {call} with the handle and Environment.CurrentManagedThreadId',
    redirected: 'Console.WriteLine(Console.IsInputRedirected || Console.IsOutputRedirected)',
  },
  powershell: {
    width: '& $env:SystemRoot\\SysWOW64\\WindowsPowerShell\\v1.0\\powershell.exe -File script.ps1',
    value: "'{0:X}' -f $handle.ToInt64() right before {call}",
    redirected: '[Console]::IsInputRedirected, [Console]::IsOutputRedirected',
    open: '[Runtime.InteropServices.Marshal]::GetLastWin32Error() right after the open',
  },
  vba: {
    value: 'Debug.Print Hex$(handle) right before {call}',
    layout: 'Debug.Print LenB(overlapped)',
    open: 'Debug.Print handle, Err.LastDllError right after CreateFile',
    width: 'open the same file in a 32-bit Office',
  },
  ahk: {
    value: 'MsgBox Format("{:X}", handle) right before {call}',
    open: 'MsgBox A_LastError right after CreateFileW',
    width: 'run it with AutoHotkey32.exe (U32)',
  },
  go: {
    width: 'GOARCH=386 go run .',
    value: 'fmt.Printf("%#x\\n", handle) right before {call}',
    open: 'fmt.Println(handle, err) right after CreateFile',
    redirected: 'fmt.Println(term.IsTerminal(int(os.Stdin.Fd())))',
  },
  rust: {
    width: 'cargo run --target i686-pc-windows-msvc',
    value: 'println!("{:p}", handle) right before {call}',
    layout: 'println!("{}", std::mem::size_of::<{struct}>())',
    redirected: 'println!("{}", std::io::stdin().is_terminal())',
  },
  java: {
    width: 'start it with a 32-bit Java',
    value: 'System.out.println(handle.getPointer()) right before {call}',
  },
  delphi: {
    width: 'build for the platform Win32 and run it again',
    value: 'OutputDebugString(PChar(IntToHex(NativeUInt(Handle), 16))) right before {call}',
    layout: 'Writeln(SizeOf({struct}))',
  },
}

/** How an observation is made in the user's language; `undefined` where that is not written down. */
export function makeObservation(
  feature: FeatureName,
  { ffiName, failed }: Symptom,
): string | undefined {
  if (ffiName === undefined) return undefined
  const key = ffiName === 'pywin32' ? 'ctypes' : ffiName
  const line = Object.hasOwn(byFfi, key) ? byFfi[key]?.[feature] : undefined
  const call = failed.find(one => one.call !== '')?.call ?? 'the call'
  const struct = functionFacts(call)?.structs.find(({ differs }) => differs)?.name ?? 'OVERLAPPED'
  const text = line?.replaceAll('{call}', call).replaceAll('{struct}', struct)
  // Only OVERLAPPED has an event.
  return struct === 'OVERLAPPED'
    ? text
    : text?.replace(
        /, ?\S*hEvent\S*(?=\))|, koffi\.offsetof\([^)]*\)| \{Marshal\.OffsetOf[^}]*\}/,
        '',
      )
}
