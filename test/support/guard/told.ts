import type { Ended, User } from './wine-user.ts'

/** A line that the guard writes with `json:FILE`, as far as tests use it. */
export interface Line {
  readonly kind: string
  readonly handles?: number
  readonly declarations?: number
  readonly finding?: { readonly rule: string; readonly line: number }
  readonly loss?: {
    readonly function: string
    readonly position: string
    readonly reason: { readonly kind: string }
    readonly place: { readonly line: number }
  }
}

/** The guard's messages on stderr. */
export function told({ stderr }: Ended): string {
  return stderr.replaceAll('\r\n', '\n')
}

/** Reads the lines of `told.jsonl` and removes the file. */
export function readLines(user: User): readonly Line[] {
  return user
    .take('told.jsonl')
    .split('\n')
    .filter(text => text !== '')
    .map(text => JSON.parse(text) as Line)
}
