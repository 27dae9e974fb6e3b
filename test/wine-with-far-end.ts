import type { Peer } from '../src/device/peer.ts'
import { openPty, type Pty } from '../src/device/pty.ts'
import type { Engine } from '../src/engine/engine.ts'
import { wine } from '../src/engine/wine.ts'

/** Wine, with another far end than the echo; `spoil` is what happens to the wire once it is a port. */
export function wineWithFarEnd(peer: Peer, spoil: (pty: Pty) => void = () => undefined): Engine {
  return { id: 'wine', prepare: async (architecture, notice) => {
    const ready = await wine.prepare(architecture, notice)
    if (!ready.ready || !ready.linkPort) return ready
    const { linkPort } = ready
    return { ...ready, linkPort: async () => {
      const pty = await openPty(peer)
      const port = await linkPort(pty.path)
      spoil(pty)
      return { name: port.name, release: async () => { await port.release(); await pty.close() } }
    } }
  } }
}
