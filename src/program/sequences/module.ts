import type { Sequence } from '../step.ts'
import { address, number, step, variable } from '../step-builders.ts'

const module = variable('module')

/** A library is loaded, queried and freed: an HMODULE is its base address. */
export const moduleSequence: Sequence = {
  id: 'module',
  memory: {
    library: { kind: 'text', text: 'cabinet.dll' },
    symbol: { kind: 'ascii', text: 'FDICreate' },
    fileName: { kind: 'buffer', bytes: 520 },
  },
  steps: [
    step(
      'load',
      'module',
      'LoadLibraryW',
      'load a library',
      { lpLibFileName: address('library') },
      { keep: 'module' },
    ),
    step(
      'symbol',
      'module',
      'GetProcAddress',
      'find a function in it',
      { hModule: module, lpProcName: address('symbol') },
      { after: ['load'] },
    ),
    step(
      'file-name',
      'module',
      'GetModuleFileNameW',
      'ask for its file',
      { hModule: module, lpFilename: address('fileName'), nSize: number(260) },
      { after: ['load'] },
    ),
    step('free', 'module', 'FreeLibrary', 'free it', { hLibModule: module }, { after: ['load'] }),
  ],
}
