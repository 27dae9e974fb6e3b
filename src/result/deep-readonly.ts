/** A type whose members, and theirs, are not written to: what was inferred from a schema is data. */
export type DeepReadonly<T> = { readonly [K in keyof T]: DeepReadonly<T[K]> }
