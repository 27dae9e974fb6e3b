import { defineProbe, endsIn, moduleSequence, passAs, taking } from '../src/program/index.ts'

export default defineProbe({
  id: 'module-checked-32',
  title: 'HMODULE converted to 32 bits with a check',
  mistake: 'arg-overflow-raise',
  sequence: moduleSequence,
  device: 'none',
  addresses: ['as-they-come', 'above-4gib'],
  change: passAs({ types: ['HMODULE'] }, 'checked-32'),
  claims: [endsIn({ pointerBytes: 8 }, taking('pointer-like'), 'lucky', 'other-error')],
  danger: 'none',
  why: 'ctypes refuses an undeclared int argument that does not fit into 32 bits: OverflowError instead of a wrong call, and only on machines or days on which the address is high. Usually the result had been declared and the argument not.',
  seenIn: [
    {
      title: 'xpra 2876: argument 11, OverflowError',
      url: 'https://github.com/Xpra-org/xpra/issues/2876',
    },
    { title: 'pywinauto 641', url: 'https://github.com/pywinauto/pywinauto/pull/648' },
    { title: 'Chef 11472: :long on x64', url: 'https://github.com/chef/chef/pull/11472' },
  ],
})
