import type { Sequence } from '../step.ts'
import { address, step, variable } from '../step-builders.ts'

const search = variable('search')

/** A directory listing: a find handle is the address of a structure in the process. */
export const find: Sequence = {
  id: 'find',
  memory: {
    pattern: { kind: 'text', text: 'C:\\windows\\*' },
    found: { kind: 'struct', struct: 'WIN32_FIND_DATAW' },
  },
  steps: [
    step(
      'find-first',
      'find',
      'FindFirstFileW',
      'the first file of a folder',
      { lpFileName: address('pattern'), lpFindFileData: address('found') },
      { keep: 'search', opens: true },
    ),
    step('find-next', 'find', 'FindNextFileW', 'the next file', {
      hFindFile: search,
      lpFindFileData: address('found'),
    }),
    step('find-close', 'find', 'FindClose', 'end the search', { hFindFile: search }),
  ],
}
