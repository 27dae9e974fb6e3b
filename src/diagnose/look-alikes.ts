import type { Exemplar } from './exemplar.ts'
import type { Diagnosis } from './classes.ts'
import type { Features } from './features.ts'

function looks(id: string, place: string, diagnosis: Diagnosis, title: string, features: Features): Exemplar {
  return { id, class: diagnosis, source: 'case', title, url: `https://github.com/${place}`, features }
}

const both = ['both'] as const

/** Public cases that look like a handle of the wrong width and are none. */
export const lookAlikes: readonly Exemplar[] = [
  looks('L01', 'pyserial/pyserial-asyncio/issues/48', 'closed-handle', 'pyserial-asyncio: a poll timer outlives the port', { outcome: ['6'], call: ['handle'], width: ['both', 'only-32'], before: ['worked'], rhythm: ['sometimes'], ffi: ['ctypes', 'ctypes-old'], hint: ['closed'] }),
  looks('L03', 'serialport/bindings-cpp/pull/238', 'hevent-misuse', 'bindings-cpp: hEvent holds a pointer of the program', { outcome: ['6'], call: ['overlapped'], width: both, siblings: ['ok'], layout: ['right'], ffi: ['native', 'js'], hint: ['event'], open: ['succeeded'] }),
  looks('L04', 'nyholku/purejavacomm/issues/52', 'overlapped-moved', 'purejavacomm: JNA copies OVERLAPPED', { outcome: ['6', 'other-code'], call: ['overlapped'], rhythm: ['sometimes'], layout: ['right'], ffi: ['java'] }),
  looks('L06', 'dotnet/corefx/issues/17396', 'unplugged', '.NET SerialPort: surprise removal', { outcome: ['gone', 'denied', '6'], call: ['overlapped', 'handle'], width: both, before: ['worked'], ffi: ['pinvoke'], hint: ['unplug', 'closed'] }),
  looks('L08', 'tdhoward/COMpipe/issues/14', 'failed-open', 'COMpipe: the open had failed with 2', { outcome: ['6'], call: ['overlapped'], value: ['ones', 'zero'], open: ['failed'], width: both, ffi: ['native'], before: ['first'] }),
  looks('L09', 'stephane/libmodbus/issues/679', 'failed-open', 'libmodbus: COM10 without its prefix', { outcome: ['not-found'], call: ['open'], open: ['failed'], value: ['ones'], width: both, ffi: ['native'] }),
  looks('L10', 'pyserial/pyserial/issues/49', 'failed-open', 'pyserial: a missing port shows as 87', { outcome: ['87'], call: ['handle'], open: ['failed'], ffi: ['ctypes', 'ctypes-old'], before: ['first'] }),
  looks('L12', 'nyholku/purejavacomm/issues/122', 'bad-parameter', 'purejavacomm: XonChar equals XoffChar', { outcome: ['87'], call: ['handle'], siblings: ['ok'], width: both, ffi: ['java', 'native'] }),
  looks('L14', 'python/cpython/issues/74015', 'inheritance', 'subprocess under pythonw or a service', { outcome: ['6'], call: ['stdio', 'process'], width: both, ffi: ['ctypes', 'ctypes-old', 'native'], hint: ['subprocess'], redirected: ['yes'] }),
  looks('L14-gitpython', 'gitpython-developers/GitPython/issues/722', 'inheritance', 'GitPython: no standard input to inherit', { outcome: ['6'], call: ['stdio'], width: both, ffi: ['ctypes', 'ctypes-old', 'native'], hint: ['subprocess'], redirected: ['yes'] }),
  looks('L15', 'gruntwork-io/terragrunt/issues/1854', 'no-console', 'terragrunt: console mode of a pipe', { outcome: ['6'], call: ['console'], width: both, redirected: ['yes'], ffi: ['go'], hint: ['console'] }),
  looks('L15-crossterm', 'crossterm-rs/crossterm/issues/497', 'no-console', 'crossterm: a redirected stream', { outcome: ['6'], call: ['console'], width: both, redirected: ['yes'], ffi: ['rust'], hint: ['console'] }),
  looks('L17', 'ConEmu/ConEmu/issues/415', 'stale-last-error', 'ConEmu: GetLastError after a WriteFile that succeeded', { outcome: ['6'], call: ['overlapped'], siblings: ['ok'], width: both, ffi: ['native'], hint: ['success'] }),
  looks('L18', 'node-ffi/node-ffi/issues/261', 'last-error-lost', 'node-ffi: GetLastError is always 0', { outcome: ['lost'], width: both, ffi: ['js'] }),
  looks('L18-koffi', 'Koromix/koffi/issues/112', 'last-error-lost', 'koffi: 126 after the call', { outcome: ['lost'], width: both, ffi: ['js'] }),
  looks('L18-jna', 'java-native-access/jna/issues/604', 'last-error-lost', 'JNA: the last error of another call', { outcome: ['lost'], width: both, ffi: ['java'] }),
  looks('L20', 'eidheim/tiny-process-library/issues/29', 'stale-last-error', 'tiny-process-library: 6 comes from the clean-up', { outcome: ['6'], call: ['stdio', 'close'], width: both, ffi: ['native'], hint: ['cleanup'], open: ['failed'] }),
  looks('L21', 'giampaolo/psutil/issues/737', 'process-bitness', 'psutil: memory of a process of the other width', { outcome: ['299'], call: ['process'], width: ['only-32', 'both'], ffi: ['native', 'ctypes'], hint: ['wow64'] }),
  looks('L23', 'mhammond/pywin32/issues/496', 'wrong-kind', 'pywin32: CF_BITMAP is no memory', { outcome: ['6'], call: ['memory'], width: both, ffi: ['native', 'ctypes', 'ctypes-old'], rhythm: ['always'] }),
  looks('L25', 'Mudb0y/openevv/issues/7', 'calling-convention', 'openevv: cdecl for stdcall', { outcome: ['crash', 'refused'], call: ['other'], width: ['only-32'], ffi: ['ctypes', 'pinvoke'], hint: ['stack'] }),
  looks('L26', 'nim-lang/Nim/issues/3363', 'bad-parameter', 'Nim: the access mask, not the width', { outcome: ['87', 'denied', 'other-code'], call: ['open'], width: ['only-64'], open: ['failed'], value: ['ones'], ffi: ['native'] }),
  looks('L30', 'oven-sh/bun/issues/35407', 'bad-parameter', 'Bun: a u32 argument arrives changed', { outcome: ['87', 'denied', 'other-code'], call: ['open'], width: ['only-64'], open: ['failed'], ffi: ['js'] })
]
