import {
  both,
  calling,
  defineProbe,
  invalidHandle,
  retype,
  serial,
  taking,
} from '../src/program/index.ts'

export default defineProbe({
  id: 'shared-prototype',
  title: 'four functions declared by another module, HANDLE as uint32_t',
  mistake: 'shared-prototype-pollution',
  sequence: serial,
  device: 'loopback',
  change: retype(
    {
      types: ['HANDLE'],
      functions: ['SetupComm', 'GetCommProperties', 'SetCommBreak', 'CloseHandle'],
    },
    'uint32_t',
  ),
  claims: [
    invalidHandle(
      { pointerBytes: 8, kernels: ['tagged'] },
      both(
        calling('SetupComm', 'GetCommProperties', 'SetCommBreak', 'CloseHandle'),
        taking('kernel'),
      ),
      'tag-lost',
    ),
  ],
  danger: 'none',
  why: 'In ctypes all users of windll.kernel32 share one object for each function: what one module declares holds for all of them, by the order of imports. koffi makes an object for each declaration, so the way in can not be shown here; what it leads to can: some functions of a program are declared by another module, and only their calls fail.',
  seenIn: [
    {
      title: 'pystray 90: the shared windll object, cured by a WinDLL of its own',
      url: 'https://github.com/moses-palmer/pystray/issues/90',
    },
    {
      title: 'pywebview 486: importing one module breaks the other',
      url: 'https://github.com/r0x0r/pywebview/issues/486',
    },
  ],
})
