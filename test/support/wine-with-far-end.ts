import { openFarEnd, type FarEnd } from '../../src/lanes/devices/far-end.ts'
import type { Peer } from '../../src/lanes/devices/peer.ts'
import type { Engine } from '../../src/lanes/engines/engine.ts'
import { wine } from '../../src/lanes/engines/wine.ts'

/** Wine with another far end than the echo; `spoil` is called with the wire once it is a port. */
export function wineWithFarEnd(
  peer: Peer,
  spoil: (wire: FarEnd) => unknown = () => undefined,
): Engine {
  return {
    id: 'wine',
    prepare: async (architecture, notice) => {
      const ready = await wine.prepare(architecture, notice)
      if (!ready.ready || !ready.linkPort) return ready
      const { linkPort } = ready
      return {
        ...ready,
        linkPort: async () => {
          const wire = await openFarEnd(peer)
          const port = await linkPort(wire.path)
          await spoil(wire)
          return {
            name: port.name,
            release: async () => {
              await port.release()
              await wire.close()
            },
          }
        },
      }
    },
  }
}
