import type { Declaration } from '../../model.ts'

/** One line of what the child tells. */
export type Record =
  | {
      readonly kind: 'declaration'
      readonly declaration: Declaration
      /** The same where pointers have the other width, if that is wanted and differs. */
      readonly otherwise?: Declaration
    }
  /** The target has asked for its processor or for the width of something, and may go by it. */
  | { readonly kind: 'asked' }
  /** A source file of the target that was loaded. */
  | { readonly kind: 'loaded'; readonly file: string }
  /** A declaration inside a function that cannot be made without calling the function. */
  | { readonly kind: 'unseen'; readonly file: string; readonly line: number }
  /** A declaration inside a function that koffi does not take. */
  | {
      readonly kind: 'refused'
      readonly file: string
      readonly line: number
      readonly message: string
    }
  /** An exported function that takes no arguments, or need not. */
  | { readonly kind: 'callable'; readonly path: string }
  /** koffi itself was changed by the target. */
  | { readonly kind: 'patched'; readonly names: readonly string[] }
  /** Functions of the language were replaced by the target, so nothing it declared is certain. */
  | { readonly kind: 'tampered'; readonly names: readonly string[] }
  | { readonly kind: 'failed'; readonly entry: string; readonly message: string }
  | { readonly kind: 'too-many'; readonly limit: number }
  | { readonly kind: 'done' }

/** What the child is told, as JSON on its standard input. */
export interface ChildOrder {
  readonly architecture: 'x64' | 'ia32' | 'arm64'
  /** Whether declarations are wanted for pointers of the other width as well. */
  readonly bothWidths: boolean
  /** URLs of the modules to load, in order. */
  readonly entries: readonly string[]
  /** Patterns of exported functions to call after loading. */
  readonly call: readonly string[]
  /** Major version of koffi that the target would get. */
  readonly koffiMajor: number
}

/** Where the child tells its records: not standard output, which belongs to the target. */
export const recordDescriptor = 3

/** Lines that a target may write at most before the child stops listening. */
export const recordLimit = 100_000
