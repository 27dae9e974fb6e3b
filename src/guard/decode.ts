import type { TypeObject } from '../os/koffi.ts'
import type { CallContext } from './call-context.ts'
import type { Loose } from './native.ts'
import type { Scalar } from './tags.ts'
import type { TypeReader } from './types.ts'

/**
 * koffi.decode, with the tags restored on the handles that koffi.encode wrote there. For a handle found anywhere
 * else, the program knows the untagged value from then on.
 *
 * The signatures are `(ref, type)` and `(ref, offset, type)`, each optionally followed by a length.
 */
export function decodeGuarded(
  real: Loose,
  values: readonly unknown[],
  read: TypeReader,
  context: CallContext,
): unknown {
  const isPlaced =
    (typeof values[1] === 'number' || typeof values[1] === 'bigint') && values.length > 2
  const start = isPlaced ? Number(values[1]) : 0
  const decoded = real(...values)
  if (typeof decoded === 'string' || typeof decoded === 'function' || decoded === null)
    return decoded
  return putBack(decoded, read(values[isPlaced ? 2 : 1]), start, values[0], context)
}

/** Restores the tags of what was decoded at `offset` of `ref`. The objects were made by koffi for this call and are modified. */
function putBack(
  decoded: unknown,
  type: TypeObject | undefined,
  offset: number,
  ref: unknown,
  context: CallContext,
): unknown {
  if (typeof decoded === 'number' || typeof decoded === 'bigint')
    return putOnNumber(decoded, offset, ref, context)
  if (typeof decoded !== 'object' || decoded === null || ArrayBuffer.isView(decoded)) return decoded
  const holder = decoded as Record<string, unknown>
  const element = type?.primitive === 'Array' ? type.ref : type
  for (const key of Object.keys(holder)) {
    const member = type?.members?.[key]
    const place = Array.isArray(decoded)
      ? offset + Number(key) * (element?.size ?? 0)
      : offset + (member?.offset ?? 0)
    const value = putBack(
      holder[key],
      Array.isArray(decoded) ? element : member?.type,
      place,
      ref,
      context,
    )
    if (value !== holder[key]) holder[key] = value
  }
  return decoded
}

function putOnNumber(
  value: Scalar,
  offset: number,
  ref: unknown,
  { tags, views }: CallContext,
): Scalar {
  if (!tags.isFollowed(value)) return value
  const isOurs = views
    .handlesIn(ref)
    .some(
      written =>
        written.offset === offset && BigInt(tags.take(written.value) ?? -1) === BigInt(value),
    )
  if (isOurs) return tags.put(value) ?? value
  tags.expose(value)
  return value
}
