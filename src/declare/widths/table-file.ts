import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isSource, ownFile } from '../../os/own-module.ts'
import { packageFolder } from '../../os/package-folder.ts'
import { packText, readPacked } from '../../os/packed-json.ts'
import type { EncodedFunction, EncodedTable, EncodedType } from './encode.ts'
import { linesOf, rowsOf, startsOf, type LineList } from './rows.ts'

/** Everything but the lists of lines, which follow the head of the file as they are, so that opening it parses none of them. */
type Facts = Omit<EncodedTable, 'names' | 'typeNames' | 'types' | 'functionNames' | 'functions'>

/** The first line of the file, in JSON. Lengths and starts in characters. */
interface Head extends Facts {
  readonly sections: readonly { readonly length: number; readonly starts: readonly number[] }[]
}

/** The opened file. A line or a row is found by its number, without splitting or parsing the others. */
export interface OpenedTable extends Facts {
  readonly names: LineList
  readonly typeNames: LineList
  readonly types: (index: number) => EncodedType | undefined
  readonly functionNames: LineList
  readonly functions: (index: number) => EncodedFunction | undefined
}

/** The table as the text of its file. Throws where it has letters beyond ASCII, which the reader does not expect. */
export function tableText(table: EncodedTable): string {
  const { names, typeNames, types, functionNames, functions, ...facts } = table
  const texts = [names, typeNames, types, functionNames, functions]
  const head: Head = {
    ...facts,
    sections: texts.map(text => ({ length: text.length, starts: startsOf(text) })),
  }
  const text = `${JSON.stringify(head)}\n${texts.join('')}`
  if (/[^\0-\x7f]/.test(text)) throw new Error('The width table has letters beyond ASCII')
  return text
}

/** Writes the table as a file of the package. */
export function packTable(table: EncodedTable): Buffer {
  return packText(tableText(table))
}

/** The table as the repository has it. */
export const packedTableFile = join(packageFolder, 'src/declare/widths/win32.txt.br')

/** The file of a build that holds it decompressed: to do so at each start takes 12 to 17 ms (Node 20). */
export const builtTable = 'declare/widths/win32.txt'

/** Opens the table. Throws where its file cannot be read, or is of another version. */
export function readTable(): OpenedTable {
  const text = isSource
    ? readPacked(packedTableFile).toString('latin1')
    : readFileSync(ownFile(builtTable), 'latin1')
  const end = text.indexOf('\n')
  const { sections: places, ...facts } = JSON.parse(text.slice(0, end)) as Head
  if (facts.schemaVersion !== 3)
    throw new Error(
      `Cannot read the width table: schemaVersion is ${String(facts.schemaVersion)}, newest known is 3`,
    )
  let at = end + 1
  const [names, typeNames, types, functionNames, functions] = places.map(({ length, starts }) => {
    at += length
    return linesOf(text.slice(at - length, at), starts)
  }) as [LineList, LineList, LineList, LineList, LineList]
  return {
    ...facts,
    names,
    typeNames,
    types: rowsOf<EncodedType>(types),
    functionNames,
    functions: rowsOf<EncodedFunction>(functions),
  }
}
