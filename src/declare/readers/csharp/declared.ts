import type { PointerBytes } from '../../win32/architecture.ts'
import type { SentinelComparison } from './checks.ts'
import type { Attribute, Expression, Marshal, Parameter, TypeRef } from './syntax.ts'

export interface CsField {
  readonly name: string
  readonly type: TypeRef
  readonly line: number
  readonly marshal?: Marshal | undefined
  readonly offset?: Expression | undefined
  /** Elements of a `fixed` buffer. */
  readonly fixed?: Expression | undefined
}

interface Place {
  readonly file: string
  readonly line: number
  /** The only width of a pointer for which `#if` leaves it. */
  readonly only?: PointerBytes | undefined
}

export interface CsSignature {
  readonly result: TypeRef
  readonly resultMarshal?: Marshal | undefined
  readonly parameters: readonly Parameter[]
}

export interface CsType extends Place {
  readonly kind: 'struct' | 'class' | 'enum' | 'delegate' | 'interface'
  readonly name: string
  /** Names of the types around it, outermost first. */
  readonly path: readonly string[]
  readonly bases: readonly TypeRef[]
  readonly layout?: Attribute | undefined
  readonly fields: readonly CsField[]
  readonly signature?: CsSignature
  /** Of a delegate: `UnmanagedFunctionPointer`. */
  readonly pointer?: Attribute | undefined
}

export interface CsMethod extends Place, CsSignature {
  readonly name: string
  readonly path: readonly string[]
  readonly imported: Attribute
  /** `UnmanagedCallConv` says so, beside LibraryImport. */
  readonly isCdecl: boolean
}

/** An export that is called by its address, with the signature that it is given there. */
export interface CsAddress extends Place {
  readonly path: readonly string[]
  readonly entry: Expression
  /** The name of a delegate. */
  readonly delegate?: string
  /** Or what a function pointer says. */
  readonly signature?: CsSignature
  readonly isCdecl?: boolean
}

export interface CsConstant {
  readonly name: string
  readonly owner: string
  readonly value: Expression
}

/** What a file of C# says of foreign functions, without its tree. */
export interface CsFile {
  readonly file: string
  readonly types: readonly CsType[]
  readonly methods: readonly CsMethod[]
  readonly constants: readonly CsConstant[]
  readonly aliases: ReadonlyMap<string, { readonly type: TypeRef; readonly line: number }>
  readonly checks: readonly SentinelComparison[]
  readonly addresses: readonly CsAddress[]
}
