import type { Sequence } from '../step.ts'
import { nothing, number, step, variable } from '../step-builders.ts'

const heap = variable('heap')

/** A heap is created, used and destroyed: its handle is the address of the heap. */
export const heapSequence: Sequence = {
  id: 'heap',
  memory: {},
  steps: [
    step(
      'heap-create',
      'heap',
      'HeapCreate',
      'make a heap',
      { flOptions: number(0), dwInitialSize: number(0), dwMaximumSize: number(0) },
      { keep: 'heap' },
    ),
    step(
      'heap-alloc',
      'heap',
      'HeapAlloc',
      'take memory from it',
      { hHeap: heap, dwFlags: number(0), dwBytes: number(64) },
      { after: ['heap-create'] },
    ),
    step(
      'heap-validate',
      'heap',
      'HeapValidate',
      'let it be checked',
      { hHeap: heap, dwFlags: number(0), lpMem: nothing },
      { after: ['heap-create'] },
    ),
    step(
      'heap-destroy',
      'heap',
      'HeapDestroy',
      'destroy it',
      { hHeap: heap },
      { after: ['heap-create'] },
    ),
  ],
}
