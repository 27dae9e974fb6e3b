import type { Host } from './host.ts'

/** Python and ctypes: the user's own python.exe, since none is published where the others come from. Never run on Windows by us. */
export const ctypes: Host = {
  id: 'ctypes',
  title: 'ctypes of a python.exe that you have',
  isTaggable: false,
  child: 'python',
  needs: () => ({ packages: [] }),
  open() {
    throw new Error('Python carries plans out by itself')
  },
}
