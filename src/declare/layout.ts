/** A member of a struct or union that is to be placed. Bytes. */
export interface Unplaced {
  readonly bytes: number
  readonly align: number
  /** Bits, for a bit field: those of one unit share it. */
  readonly bits?: number | undefined
  /** Where the program puts it, if not where the members before it lead. */
  readonly offset?: number | undefined
}

/** Where members lie, in their order, and what they fill. Bytes. */
export interface Layout {
  readonly offsets: readonly number[]
  readonly bytes: number
  readonly align: number
}

function alignUp(offset: number, align: number): number {
  return Math.ceil(offset / align) * align
}

/**
 * Lays members out as Microsoft's compiler does: each at the next multiple of its alignment, which `pack` limits; the
 * whole rounded up to the largest of them. The members of a union lie over one another.
 */
export function layOut(
  members: readonly Unplaced[],
  { isUnion = false, pack = Infinity }: { readonly isUnion?: boolean; readonly pack?: number } = {},
): Layout {
  const offsets: number[] = []
  let [end, align, bitsLeft, unit] = [0, 1, 0, 0]
  for (const { bytes, align: natural, bits, offset: given } of members) {
    const own = Math.min(pack, natural)
    const joins = bits !== undefined && unit === bytes && bitsLeft >= bits
    const next = joins ? end - unit : alignUp(end, own)
    const offset = given ?? (isUnion ? 0 : next)
    offsets.push(offset)
    bitsLeft = bits === undefined ? 0 : (joins ? bitsLeft : bytes * 8) - bits
    unit = bits === undefined ? 0 : bytes
    end = isUnion ? Math.max(end, bytes) : offset + bytes
    align = Math.max(align, own)
  }
  return { offsets, bytes: alignUp(end, align), align }
}
