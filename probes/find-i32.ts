import { calling, defineProbe, endsIn, everyStep, find, retype } from '../src/program/index.ts'

export default defineProbe({
  id: 'find-i32',
  title: 'the find handle declared as int32_t',
  mistake: 'return-truncated',
  sequence: find,
  device: 'none',
  addresses: ['as-they-come', 'above-4gib'],
  change: retype({ types: ['HANDLE'] }, 'int32_t'),
  claims: [
    endsIn(
      { pointerBytes: 8 },
      calling('FindNextFileW', 'FindClose'),
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
  why: 'A find handle is the address of a structure in the process. It works as long as the heap lies below 4 GiB and ends the process when it does not: one PC, but not the other.',
  seenIn: [
    {
      title: 'luafilesystem 3: _findfirst as int ends LuaJIT silently on one PC',
      url: 'https://github.com/sonoro1234/luafilesystem/pull/3',
    },
    { title: 'lfs 26', url: 'https://github.com/lunarmodules/luafilesystem/issues/26' },
  ],
})
