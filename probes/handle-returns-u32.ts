import { defineProbe, invalidHandle, retype, serial, taking } from '../src/program/index.ts'

export default defineProbe({
  id: 'handle-returns-u32',
  title: 'only results of type HANDLE declared as uint32_t',
  mistake: 'return-truncated',
  sequence: serial,
  device: 'loopback',
  change: retype({ types: ['HANDLE'], position: 'returns' }, 'uint32_t'),
  claims: [invalidHandle({ pointerBytes: 8, kernels: ['tagged'] }, taking('kernel'), 'tag-lost')],
  danger: 'none',
  why: 'The result is cut when it comes back and zero-extended when it is passed on through a right declaration. A kernel handle loses nothing by that; its 32 significant bits are a guarantee of the platform.',
  seenIn: [
    {
      title: 'pysetupdi 1: the default result type int for SetupDiGetClassDevsW',
      url: 'https://github.com/gwangyi/pysetupdi/issues/1',
    },
    {
      title: 'BDiff 11: Integer(GetStdHandle)',
      url: 'https://github.com/ddabapps/bdiff/issues/11',
    },
  ],
})
