import {
  openWidthTable,
  type FieldInfo,
  type StructInfo,
  type TypeInfo,
} from '../../declare/widths/table.ts'
import { section, table, text, type Page, type Section } from '../../text/page.ts'

/** What there is a page for: a struct or another type of the Windows headers. */
export interface TypePage {
  readonly kind: 'struct' | 'type'
  readonly name: string
  page(): Page
}

/** `8 bytes at 24`; a dash for a member that an architecture does not have. */
function placeOf(field: FieldInfo | undefined): string {
  return field ? `${field.bytes} at ${field.offset}` : '-'
}

function fieldRows(wide: StructInfo, narrow: StructInfo | undefined): string[][] {
  const size = (info: StructInfo | undefined): string => (info ? String(info.bytes) : '-')
  return [
    ...wide.fields.map((field, at) => [
      field.name,
      field.type.name,
      placeOf(field),
      placeOf(narrow?.fields[at]),
    ]),
    ['(size)', '', size(wide), size(narrow)],
  ]
}

function structSections(wide: StructInfo, narrow: StructInfo | undefined): readonly Section[] {
  return [
    ...section('What it means', text('A struct of the Windows headers.')),
    ...section(
      'Layout',
      table(['member', 'type', 'bytes on x64, arm64', 'on ia32'], fieldRows(wide, narrow)),
    ),
  ]
}

const kindTexts: Readonly<Partial<Record<TypeInfo['kind'], string>>> = {
  pointer: 'as wide as a pointer',
  unsigned: 'an unsigned integer',
  signed: 'a signed integer',
}

function typeSections(wide: TypeInfo, narrow: TypeInfo | undefined): readonly Section[] {
  const what = kindTexts[wide.kind]
  const [, ...behind] = wide.chain
  const widths =
    narrow && narrow.bytes !== wide.bytes
      ? `${wide.bytes} bytes on x64 and arm64, ${narrow.bytes} on ia32`
      : `${wide.bytes} bytes on every architecture`
  return section(
    'What it means',
    text(
      `A type of the Windows headers${behind.length === 0 ? '' : ` (\`${behind.join('` = `')}\`)`}: ${widths}${what === undefined ? '' : `, ${what}`}.`,
    ),
  )
}

/**
 * The page of a struct or another type of the Windows headers: `OVERLAPPED`, `overlapped`, `OVERLAPPED.hEvent`,
 * `HANDLE`. None for a name that they do not have.
 */
export function typePage(words: string): TypePage | undefined {
  const [, bare] = /^(?:struct )?(\w+)(?:\.\w+)*$/i.exec(words.trim()) ?? []
  if (bare === undefined) return undefined
  const widths = openWidthTable()
  for (const name of new Set([bare, bare.toUpperCase()])) {
    const struct = widths.struct(name, 'x64')
    const type = widths.type(name, 'x64')
    if (struct && type?.kind !== 'pointer')
      return {
        kind: 'struct',
        name: struct.name,
        page: () => ({
          title: `${struct.name} (struct)`,
          sections: structSections(struct, widths.struct(name, 'ia32')),
        }),
      }
    if (type)
      return {
        kind: 'type',
        name,
        page: () => ({
          title: `${name} (type)`,
          sections: typeSections(type, widths.type(name, 'ia32')),
        }),
      }
  }
  return undefined
}
