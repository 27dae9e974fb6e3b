import { openWidthTable } from '../../widths/table.ts'
import type { SourceStruct } from './program.ts'

/** Signs in a program that a struct of some name is passed to a function, or copied from or to memory. */
export type PassedSigns = (name: string) => readonly RegExp[]

/**
 * Marks the structs that the program alone fills and reads. `texts` are its files without comments and texts. Only those
 * are asked about that have a pointer where Windows has an array: there it decides what follows.
 */
export function withOwn(
  structs: readonly SourceStruct[],
  texts: readonly string[],
  signs: PassedSigns,
): SourceStruct[] {
  const passed = new Map<string, boolean>()
  const isPassed = (name: string): boolean => {
    const known = passed.get(name)
    if (known !== undefined) return known
    passed.set(name, false)
    const patterns = signs(name)
    const holders = structs.filter(({ fields }) =>
      fields.some(({ type }) => lastName(type(8).spelled) === name),
    )
    const found =
      texts.some(text => text.includes(name) && patterns.some(pattern => pattern.test(text))) ||
      holders.some(one => isPassed(one.name))
    passed.set(name, found)
    return found
  }
  return structs.map(struct =>
    holdsPointerForArray(struct) && !isPassed(struct.name) ? { ...struct, isOwn: true } : struct,
  )
}

/** `DISK_EXTENT` of `Native.DISK_EXTENT[]`. */
function lastName(spelled: string): string {
  return /(\w+)[^\w]*$/.exec(spelled)?.[1] ?? spelled
}

function holdsPointerForArray({ name, fields }: SourceStruct): boolean {
  const found = openWidthTable().struct(name, 'x64')
  return fields.some(
    field =>
      field.type(8).kind === 'pointer' &&
      found?.fields.some(one => one.name === field.name && one.type.kind === 'array'),
  )
}
