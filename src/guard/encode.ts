import type { TypeObject } from '../os/koffi.ts'
import type { CallContext } from './call-context.ts'
import { takeFromMemory } from './memory.ts'
import type { Loose } from './native.ts'
import type { TrueMemory } from './plan.ts'
import type { Scalar } from './tags.ts'
import type { TypeReader } from './types.ts'
import type { WrittenHandle } from './views.ts'

/**
 * koffi.encode without the tags: what is written may be read by anybody, so plain handles are written. Where they were
 * written is remembered, for koffi.decode and for functions that look for them elsewhere. In memory that the program
 * reads without koffi it may come by the plain handle.
 *
 * The forms are `(ref, type, value)` and `(ref, offset, type, value)`, each with a length behind or none.
 */
export function encodeGuarded(
  real: Loose,
  values: unknown[],
  read: TypeReader,
  { tags, views, lose, structOf }: CallContext,
): unknown {
  const isPlaced = typeof values[1] === 'number' || typeof values[1] === 'bigint'
  const at = isPlaced ? 3 : 2
  const start = isPlaced ? Number(values[1]) : 0
  const type = read(values[at - 1])
  // As the one field of a struct, so that a number is looked at as fields are.
  const holder = { value: values[at] }
  const changes = { objects: [], raw: [] }
  const written: WrittenHandle[] = []
  const ref = views.behindCast(values[0] as object) ?? values[0]
  const isSeen = typeof ref === 'object' || views.viewAt(ref as Scalar) !== undefined
  try {
    takeFromMemory(holder, inStruct(type), {
      tags,
      changes,
      isAsync: false,
      isWritten: false,
      truth: structOf(type.name) ?? nowhere,
      took(offset, value) {
        written.push({ offset: start + offset, value })
        if (isSeen) tags.expose(tags.take(value) ?? value)
      },
      lose: (where, value, reason) => {
        lose('koffi.encode', `${type.name}${where.replace(/^\.value/, '')}`, value, reason)
      },
    })
    views.noteHandles(ref, start, type.size, written)
    values[at] = holder.value
    return real(...values)
  } finally {
    for (const undo of changes.objects as (() => void)[]) undo()
  }
}

/** Memory of which nothing is known, and to which the rules for a function's memory do not apply. */
const nowhere: TrueMemory = { handleAt: () => undefined }

function inStruct(type: TypeObject): TypeObject {
  return {
    name: '',
    primitive: 'Record',
    size: type.size,
    alignment: 1,
    disposable: false,
    members: { value: { name: 'value', type, offset: 0 } },
  }
}
