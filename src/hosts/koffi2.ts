import { openKoffi, type Koffi } from './koffi.ts'
import { asAddress, type Host } from './host.ts'

const version = '2.16.3'

/** koffi 2 represents pointers as objects, NULL as null. */
function pointers(koffi: Koffi) {
  return {
    give(address: bigint): unknown {
      if (address === 0n) return null
      const cell = Buffer.alloc(8)
      cell.writeBigUInt64LE(asAddress(address))
      return koffi.decode(cell, 'void *')
    },
    take: (pointer: unknown): bigint => (pointer === null ? 0n : koffi.address(pointer)),
  }
}

/** Node.js and koffi 2, which many programs still use. */
export const koffi2: Host = {
  id: 'koffi2',
  title: `koffi ${version} in Node.js`,
  isTaggable: true,
  needs: () => ({
    packages: [
      {
        name: 'koffi',
        version,
        integrity:
          'sha512-E9y1AsgYGlaxMhcZzHr8y96QF2U5XzA12GGVAfbWqIubTwPNMXQarfBzePNXHe0xtIEtNd6ifAv3GAKYGUeBAQ==',
        contents: '2Q1sh4waRxIPSPAg+0kZ64tiShw4cJxiQfqcUclCAMc=',
        megabytes: 8,
      },
    ],
  }),
  open: module => openKoffi(module, pointers),
}
