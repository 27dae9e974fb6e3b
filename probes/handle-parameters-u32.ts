import { defineProbe, invalidHandle, retype, serial, taking } from '../src/program/index.ts'

export default defineProbe({
  id: 'handle-parameters-u32',
  title: 'only parameters of type HANDLE declared as uint32_t',
  mistake: 'arg-truncated',
  sequence: serial,
  device: 'loopback',
  change: retype({ types: ['HANDLE'], position: 'parameters' }, 'uint32_t'),
  claims: [invalidHandle({ pointerBytes: 8, kernels: ['tagged'] }, taking('kernel'), 'tag-lost')],
  danger: 'none',
  why: 'The whole handle comes back and is cut on the way in. A kernel handle loses nothing by that. The cut even repairs a value whose upper half was dirty.',
  seenIn: [
    { title: 'esky 59: HMODULE passed as int', url: 'https://github.com/cloudmatrix/esky/pull/59' },
    {
      title: 'SWT-Win32-Extension 2: handles as int',
      url: 'https://github.com/cnfree/SWT-Win32-Extension/issues/2',
    },
  ],
})
