import type { Ended, User } from './wine-user.ts'

/** A line of what the guard writes with `json:FILE`, as far as tests look at it. */
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

/** What was told on stderr. */
export function told({ stderr }: Ended): string {
  return stderr.replaceAll('\r\n', '\n')
}

/** What was written to `told.jsonl`, and removes it. */
export function readLines(user: User): readonly Line[] {
  return user
    .take('told.jsonl')
    .split('\n')
    .filter(text => text !== '')
    .map(text => JSON.parse(text) as Line)
}
