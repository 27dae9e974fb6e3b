import type { Host } from './host.ts'

/**
 * Python and ctypes. Uses the user's own python.exe, since the registry that the other hosts come from has none.
 * Never run on Windows by us.
 */
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
