import type { Host } from './host.ts'

/** C, compiled by gcc: how a program that uses a C library calls Windows. */
export const c: Host = {
  id: 'c',
  title: 'C, compiled by gcc of mingw-w64',
  isTaggable: false,
  child: 'compiled',
  needs: architecture => (architecture === 'arm64' ? undefined : { packages: [] }),
  open() {
    throw new Error('A compiled program carries plans out by itself')
  },
}
