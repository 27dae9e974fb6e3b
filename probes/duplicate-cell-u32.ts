import {
  calling,
  defineProbe,
  endsIn,
  invalidHandle,
  narrowVariables,
  processSequence,
  using,
} from '../src/program/index.ts'

export default defineProbe({
  id: 'duplicate-cell-u32',
  title: 'the variable that receives a HANDLE declared as uint32_t',
  mistake: 'field-narrowed',
  sequence: processSequence,
  device: 'none',
  change: narrowVariables('HANDLE', 'uint32_t'),
  claims: [
    endsIn({ pointerBytes: 8 }, calling('DuplicateHandle'), 'wrong-data'),
    invalidHandle({ pointerBytes: 8, kernels: ['tagged'] }, using('duplicate'), 'tag-lost'),
    endsIn({ pointerBytes: 8 }, using('event'), 'same', 'lucky', 'not-reached'),
  ],
  danger: 'none',
  why: 'DuplicateHandle writes 8 bytes into a variable of 4: the upper half of the handle lands in whatever lies behind. The value that is left still works, the memory behind is lost.',
  seenIn: [
    {
      title: 'pywinusb 7: c_ulong for a pointer-sized result',
      url: 'https://github.com/rene-aguirre/pywinusb/issues/7',
    },
  ],
})
