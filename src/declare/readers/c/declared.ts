/** A type as C writes it: words, stars, an array. */
export interface CRef {
  /** Words of the type, without const and the like: `unsigned long`, `HANDLE`, `struct POINT`. */
  readonly words: string
  readonly pointers: number
  /** Elements of each dimension, as written. */
  readonly dimensions: readonly string[]
  readonly isFunction: boolean
}

export interface CMember {
  readonly name: string
  readonly type: CRef
  readonly line: number
  readonly bits?: number | undefined
}

export interface CStruct {
  readonly names: readonly string[]
  readonly isUnion: boolean
  readonly members: readonly CMember[]
  readonly pack: number | undefined
  readonly line: number
}

export interface CFunction {
  readonly name: string
  readonly result: CRef
  readonly parameters: readonly CRef[]
  readonly isVariadic: boolean
  readonly convention: 'stdcall' | 'cdecl' | undefined
  readonly line: number
}

export interface CTypedef {
  readonly name: string
  readonly type: CRef
  readonly line: number
}

/** What a piece of C declares. */
export interface CDeclarations {
  readonly structs: readonly CStruct[]
  readonly functions: readonly CFunction[]
  readonly typedefs: readonly CTypedef[]
  readonly callbacks: readonly CFunction[]
  readonly enums: ReadonlySet<string>
  readonly constants: ReadonlyMap<string, string>
}
