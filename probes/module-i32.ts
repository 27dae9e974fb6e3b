import {
  calling,
  defineProbe,
  endsIn,
  everyStep,
  moduleSequence,
  retype,
} from '../src/program/index.ts'

export default defineProbe({
  id: 'module-i32',
  title: 'HMODULE declared as int32_t',
  mistake: 'return-truncated',
  sequence: moduleSequence,
  device: 'none',
  addresses: ['as-they-come', 'above-4gib'],
  change: retype({ types: ['HMODULE'] }, 'int32_t'),
  claims: [
    endsIn(
      { pointerBytes: 8 },
      calling('GetProcAddress', 'GetModuleFileNameW', 'FreeLibrary'),
      'lucky',
      'crashed',
      'other-error',
      'invalid-handle',
      'not-reached',
      'wrong-data',
    ),
    endsIn({ pointerBytes: 8 }, everyStep, 'same', 'lucky', 'not-reached'),
  ],
  danger: 'memory',
  why: 'An HMODULE is the address where the library lies. Cut, it names no module: the calls fail with ERROR_MOD_NOT_FOUND (126) or take another module, not with error 6.',
  seenIn: [
    {
      title: 'CPython 74472: FreeLibrary fails on 64 bits only',
      url: 'https://github.com/python/cpython/issues/74472',
    },
    { title: 'esky 59: HMODULE as int', url: 'https://github.com/cloudmatrix/esky/pull/59' },
  ],
})
