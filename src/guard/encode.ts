import type { TypeObject } from '../os/koffi.ts'
import type { CallContext } from './call-context.ts'
import { takeFromMemory } from './memory.ts'
import type { Loose } from './native.ts'
import type { TrueMemory } from './plan.ts'
import type { Scalar } from './tags.ts'
import type { TypeReader } from './types.ts'
import type { WrittenHandle } from './views.ts'

/**
 * koffi.encode without the tags: any code may read what is written, so plain handles are written. Their places are
 * remembered, for koffi.decode and for functions that read them at another offset. Where the program reads the
 * memory without koffi, it may see the plain handle.
 *
 * The signatures are `(ref, type, value)` and `(ref, offset, type, value)`, each optionally followed by a length.
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
  // Wrapped as the only field of a struct, so that a number is treated like a field.
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

/** Memory about which nothing is known, and to which the rules for function arguments do not apply. */
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
