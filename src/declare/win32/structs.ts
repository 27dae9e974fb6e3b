import { packedStructs, structs } from './truth.ts'
import type { Win32TypeName } from './types.ts'

/** One member of a struct. `count` makes it an array. */
export interface Field {
  readonly name: string
  readonly type: Win32TypeName
  readonly count?: number
}

/** Alternatives that lie over one another; each is a list of fields laid out one after the other. */
interface Union {
  readonly union: readonly (readonly Field[])[]
}

export type Member = Field | Union

structs satisfies Readonly<Record<string, readonly Member[]>>

/** A struct of the table. */
export type StructName = keyof typeof structs

/** Names of all structs. */
export const structNames = Object.keys(structs) as StructName[]

/** Whether a text names a struct of the table. */
export function isStructName(text: string): text is StructName {
  return Object.hasOwn(structs, text)
}

/** Structs that are packed to 1 byte in processes with pointers of 4 bytes. */
export const packedOn32Bits: ReadonlySet<StructName> = new Set(packedStructs)
