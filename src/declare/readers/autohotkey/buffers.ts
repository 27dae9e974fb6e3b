import type { PointerBytes } from '../../win32/architecture.ts'
import type { DllCall } from './calls.ts'
import { numberOf } from './evaluate.ts'

/** Bytes of the buffer that an argument names, by the last line before a place that makes it. */
export type BuffersAt = (
  argument: string,
  before: number,
  pointerBytes: PointerBytes,
) => number | undefined

interface MadeBuffer {
  readonly at: number
  readonly size: string
}

/** The buffers of a script by name: `VarSetCapacity(x, 24)` of version 1, `x := Buffer(24)` of version 2. */
export function buffersOf(calls: readonly DllCall[], text: string): BuffersAt {
  const made = new Map<string, MadeBuffer[]>()
  for (const { name, args, start } of calls) {
    const variable =
      name === 'varsetcapacity'
        ? args[0]
        : name === 'buffer'
          ? /([\w.]+)\s*:=\s*$/.exec(text.slice(Math.max(0, start - 100), start))?.[1]
          : undefined
    const size = name === 'buffer' ? args[0] : args[1]
    if (variable === undefined || size === undefined) continue
    const key = variable.toLowerCase()
    made.set(key, [...(made.get(key) ?? []).slice(-50), { at: start, size }])
  }
  return (argument, before, pointerBytes) => {
    const name = /^&?\s*([\w.]+?)(?:\.ptr)?$/i.exec(argument)?.[1]?.toLowerCase()
    const last =
      name === undefined
        ? undefined
        : made
            .get(name)
            ?.filter(({ at }) => at < before)
            .at(-1)
    return last && numberOf(last.size, pointerBytes)
  }
}
