import {
  calling,
  defineProbe,
  endsIn,
  everyStep,
  heapSequence,
  retype,
} from '../src/program/index.ts'

export default defineProbe({
  id: 'heap-i32',
  title: 'the heap handle declared as int32_t',
  mistake: 'return-truncated',
  sequence: heapSequence,
  device: 'none',
  addresses: ['as-they-come', 'above-4gib'],
  change: retype({ types: ['HANDLE'] }, 'int32_t'),
  claims: [
    endsIn(
      { pointerBytes: 8 },
      calling('HeapAlloc', 'HeapValidate', 'HeapDestroy'),
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
  why: 'A heap handle is the address of the heap. Below 4 GiB a cut loses nothing; above, the callee follows an address that is not the heap.',
  seenIn: [
    {
      title: 'pyperclip 25: GlobalAlloc with the default result type, access violation',
      url: 'https://github.com/asweigart/pyperclip/issues/25',
    },
  ],
})
