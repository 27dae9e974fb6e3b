import type { FeatureName } from '../mistakes/features.ts'
import { isOfFile, openOf } from './about-call.ts'
import { addressTaken, functionFacts } from './functions.ts'
import { languageOf } from './known/hosts.ts'
import { runInOtherWidth } from './other-width.ts'
import { namedFailure, type Symptom } from './symptom.ts'

/** How an observation is made in a language: one line. `{struct}`, `{call}`, `{open}` and `{argument}` are those of the failure; `address` and `callback` stand for `value` where the call takes no handle. */
type Lines = Readonly<Partial<Record<FeatureName | 'address' | 'callback', string>>>

/** What runs in Node.js and its kin, whatever calls Windows. */
const inJavaScript: Lines = {
  before: 'console.log("before {call}", handle) in front of each {call}',
  redirected: 'console.log(process.stdin.isTTY, process.stdout.isTTY)',
}

const byFfi: Readonly<Record<string, Lines>> = {
  ctypes: {
    value: 'print(hex(handle)) right before {call}',
    address: 'print(ctypes.cast({argument}, ctypes.c_void_p)) right before {call}',
    callback: 'print(ctypes.cast({argument}, ctypes.c_void_p)) right before {call}',
    layout: 'print(ctypes.sizeof({struct}), {struct}.hEvent.offset)',
    open: "print(handle, ctypes.get_last_error()) right after {open}, with ctypes.WinDLL('kernel32', use_last_error=True)",
    siblings: 'print(kernel32.GetFileType(handle)) right before {call}',
    before: 'print("before {call}", hex(handle)) in front of each {call}',
    redirected: 'print(sys.stdin.isatty(), sys.stdout.isatty())',
  },
  js: {
    ...inJavaScript,
    value: 'console.log(koffi.address?.(handle) ?? handle) right before {call}',
    address: 'console.log(koffi.address({argument})) right before {call}',
    callback: 'console.log(koffi.address({argument})) right before {call}',
    layout: 'console.log(koffi.sizeof({struct}), koffi.offsetof({struct}, "hEvent"))',
    open: 'console.log(handle, GetLastError()) right after {open}',
    siblings: 'console.log(GetFileType(handle)) right before {call}',
  },
  bun: {
    ...inJavaScript,
    value: 'console.log(handle) right before {call}',
    address: 'console.log({argument}) right before {call}',
    callback: 'console.log({argument}.ptr) right before {call}',
  },
  deno: {
    ...inJavaScript,
    value: 'console.log(Deno.UnsafePointer.value(handle)) right before {call}',
    address: 'console.log(Deno.UnsafePointer.value({argument})) right before {call}',
    callback: 'console.log(Deno.UnsafePointer.value({argument}.pointer)) right before {call}',
  },
  'node-ffi': inJavaScript,
  'ffi-napi': inJavaScript,
  'ffi-rs': inJavaScript,
  pinvoke: {
    value: 'Console.WriteLine(handle.ToInt64().ToString("X")) right before {call}',
    address: 'Console.WriteLine({argument}.ToInt64().ToString("X")) right before {call}',
    callback:
      'Console.WriteLine(Marshal.GetFunctionPointerForDelegate({argument})) right before {call}',
    layout:
      'Console.WriteLine($"{Marshal.SizeOf<{struct}>()} {Marshal.OffsetOf<{struct}>("hEvent")}")',
    open: 'Console.WriteLine(Marshal.GetLastWin32Error()) right after {open}, with SetLastError = true',
    siblings: 'Console.WriteLine(GetFileType(handle)) right before {call}',
    before: 'log each {call} with the handle and Environment.CurrentManagedThreadId',
    redirected: 'Console.WriteLine(Console.IsInputRedirected || Console.IsOutputRedirected)',
  },
  powershell: {
    value: "'{0:X}' -f $handle.ToInt64() right before {call}",
    address: "'{0:X}' -f ${argument}.ToInt64() right before {call}",
    redirected: '[Console]::IsInputRedirected, [Console]::IsOutputRedirected',
    open: '[Runtime.InteropServices.Marshal]::GetLastWin32Error() right after {open}',
  },
  vba: {
    value: 'Debug.Print Hex$(handle) right before {call}',
    address: 'Debug.Print Hex$({argument}) right before {call}',
    layout: 'Debug.Print LenB(overlapped)',
    open: 'Debug.Print handle, Err.LastDllError right after {open}',
  },
  ahk: {
    value: 'MsgBox Format("{:X}", handle) right before {call}',
    callback: 'MsgBox Format("{:X}", {argument}) right before {call}',
    open: 'MsgBox A_LastError right after {open}',
  },
  go: {
    value: 'fmt.Printf("%#x\\n", handle) right before {call}',
    address: 'fmt.Printf("%#x\\n", {argument}) right before {call}',
    callback: 'fmt.Printf("%#x\\n", {argument}) right before {call}',
    open: 'fmt.Println(handle, err) right after {open}',
    redirected: 'fmt.Println(term.IsTerminal(int(os.Stdin.Fd())))',
  },
  rust: {
    value: 'println!("{:p}", handle) right before {call}',
    address: 'println!("{:p}", {argument}) right before {call}',
    layout: 'println!("{}", std::mem::size_of::<{struct}>())',
    redirected: 'println!("{}", std::io::stdin().is_terminal())',
  },
  java: {
    value: 'System.out.println(handle.getPointer()) right before {call}',
    address: 'System.out.println({argument}) right before {call}',
  },
  delphi: {
    value: 'OutputDebugString(PChar(IntToHex(NativeUInt(Handle), 16))) right before {call}',
    address: 'OutputDebugString(PChar(IntToHex(NativeUInt({argument}), 16))) right before {call}',
    layout: 'Writeln(SizeOf({struct}))',
  },
}

/** How an observation is made in the user's language; `undefined` where that is not written down. */
export function makeObservation(feature: FeatureName, symptom: Symptom): string | undefined {
  if (feature === 'width') return runInOtherWidth(symptom)
  const language = languageOf(symptom)
  if (language === undefined) return undefined
  const key = language === 'pywin32' ? 'ctypes' : language
  const call = namedFailure(symptom) ?? 'the call'
  const taken = feature === 'value' ? addressTaken(call) : undefined
  const name = taken === undefined ? feature : taken.isCallback ? 'callback' : 'address'
  const open =
    openOf(symptom) ??
    (namedFailure(symptom) === undefined || isOfFile(call) ? 'CreateFileW' : undefined)
  if (feature === 'open' && open === undefined) return undefined
  const line = Object.hasOwn(byFfi, key) ? byFfi[key]?.[name] : undefined
  const struct = functionFacts(call)?.structs.find(({ differs }) => differs)?.name ?? 'OVERLAPPED'
  const text = line
    ?.replaceAll('each {call}', `each ${namedFailure(symptom) ?? 'call'}`)
    .replaceAll('{call}', call)
    .replaceAll('{struct}', struct)
    .replaceAll('{open}', open ?? '')
    .replaceAll('{argument}', taken?.name ?? '')
  // Only OVERLAPPED has an event.
  return struct === 'OVERLAPPED'
    ? text
    : text?.replace(
        /, ?\S*hEvent\S*(?=\))|, koffi\.offsetof\([^)]*\)| \{Marshal\.OffsetOf[^}]*\}/,
        '',
      )
}
