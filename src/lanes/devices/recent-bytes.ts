/** The newest bytes of a stream, up to a limit, independent of how it was split into pieces. */
export interface RecentBytes {
  add(piece: Uint8Array): void
  /** A copy of what is kept. */
  all(): Buffer
  clear(): void
}

/** Beyond this number, pieces are joined, so that a stream of single bytes does not need a hundred times its size. */
const maxPieces = 1024

/** Keeps the newest `limit` bytes of what is added. Uses at most about twice as much memory. */
export function keepRecentBytes(limit: number): RecentBytes {
  let pieces: Uint8Array[] = []
  let length = 0
  function replace(kept: readonly Uint8Array[]): void {
    pieces = [...kept]
    length = kept.reduce((sum, piece) => sum + piece.length, 0)
  }
  function joined(): Buffer {
    const whole = Buffer.concat(pieces)
    return whole.subarray(Math.max(0, whole.length - limit))
  }
  return {
    add(piece) {
      pieces.push(piece)
      length += piece.length
      if (pieces.length > maxPieces || length > 2 * limit) replace([Buffer.from(joined())])
    },
    all: () => joined(),
    clear: () => replace([]),
  }
}
