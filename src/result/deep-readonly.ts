/** A type with all members readonly at every level, since what is inferred from a schema is data. */
export type DeepReadonly<T> = { readonly [K in keyof T]: DeepReadonly<T[K]> }
