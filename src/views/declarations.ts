import type { PointerBytes } from '../declare/win32/architecture.ts'
import type { DeclaredRow } from '../result/declared-rows.ts'

/** Places with the same wrong declaration. */
export interface DeclarationRow {
  readonly pointerBytes: PointerBytes
  readonly declared: string
  readonly true: string
  /** `ReadFile hFile`, `CreateFileW returns`, `OVERLAPPED hEvent` … */
  readonly places: readonly string[]
}

/** Declared and true types; places with the same pair are combined. */
export function declarationRows(wrong: readonly DeclaredRow[]): DeclarationRow[] {
  const rows = new Map<string, DeclarationRow & { places: string[] }>()
  for (const { pointerBytes, subject, position, declared, true: truth } of wrong) {
    const name = `${pointerBytes}\n${declared}\n${truth}`
    const row = rows.get(name) ?? { pointerBytes, declared, true: truth, places: [] }
    row.places.push(`${subject} ${position}`)
    rows.set(name, row)
  }
  return [...rows.values()]
}
