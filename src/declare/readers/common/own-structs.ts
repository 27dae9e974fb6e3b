import { openWidthTable } from '../../widths/table.ts'
import type { SourceStruct } from './program.ts'

/** By what a program shows that it passes a struct to a function, or copies it from or to memory. */
export interface PassedSigns {
  /** What ends a statement. */
  readonly end: RegExp
  /** Signs in one statement that names the struct. */
  passes(name: string): readonly RegExp[]
  /** A variable of its type: the first group is the name. */
  holds(name: string): RegExp
  /** A variable that is measured or copied: the first group is the name. Global. */
  readonly copies: RegExp
}

/**
 * Marks the structs that the program alone fills and reads. `texts` are its files without comments and texts. Only those
 * are asked about that have a pointer where Windows has an array: there it decides what follows.
 */
export function withOwn(
  structs: readonly SourceStruct[],
  texts: readonly string[],
  signs: PassedSigns,
): SourceStruct[] {
  const asked = structs.filter(holdsPointerForArray)
  if (asked.length === 0) return [...structs]
  const statements = texts.flatMap(text => text.split(signs.end))
  const copied = new Set(
    texts.flatMap(text => [...text.matchAll(signs.copies)].map(([, name = '']) => name)),
  )
  const passed = new Map<string, boolean>()
  const isPassed = (name: string): boolean => {
    const known = passed.get(name)
    if (known !== undefined) return known
    passed.set(name, false)
    const patterns = signs.passes(name)
    const holder = signs.holds(name)
    const found =
      statements.some(
        one =>
          one.includes(name) &&
          (patterns.some(pattern => pattern.test(one)) || copied.has(holder.exec(one)?.[1] ?? '')),
      ) ||
      structs.some(
        ({ name: outer, fields }) =>
          fields.some(({ type }) => lastName(type(8).spelled) === name) && isPassed(outer),
      )
    passed.set(name, found)
    return found
  }
  const own = new Set(asked.filter(({ name }) => !isPassed(name)))
  return structs.map(struct => (own.has(struct) ? { ...struct, isOwn: true } : struct))
}

/** `DISK_EXTENT` of `Native.DISK_EXTENT[]`. */
function lastName(spelled: string): string {
  return /(\w+)[^\w]*$/.exec(spelled.slice(-200))?.[1] ?? spelled
}

function holdsPointerForArray({ name, fields }: SourceStruct): boolean {
  const found = openWidthTable().struct(name, 'x64')
  return fields.some(
    field =>
      field.type(8).kind === 'pointer' &&
      found?.fields.some(one => one.name === field.name && one.type.kind === 'array'),
  )
}
