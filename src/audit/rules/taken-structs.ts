import type { StructInfo, WidthTable } from '../../declare/widths/table.ts'

/** A struct has a tag and other names: it is known by its fields. */
function fieldNames({ fields }: StructInfo): string {
  return fields.map(({ name }) => name).join()
}

const takenBy = new WeakMap<WidthTable, ReadonlySet<string>>()

/** Whether an export takes the address of a struct; others travel in messages, and programs older than a field lack it. */
export function isTaken(found: StructInfo, table: WidthTable): boolean {
  let taken = takenBy.get(table)
  if (!taken) {
    const targets = new Set(
      table.functionNames.flatMap(
        one =>
          table
            .function(one, 'x64')
            ?.parameters.flatMap(({ type }) => type.target?.replace(/^const /, '') ?? []) ?? [],
      ),
    )
    taken = new Set(
      [...targets].flatMap(one => {
        const struct = table.struct(one, 'x64')
        return struct ? [fieldNames(struct)] : []
      }),
    )
    takenBy.set(table, taken)
  }
  return taken.has(fieldNames(found))
}
