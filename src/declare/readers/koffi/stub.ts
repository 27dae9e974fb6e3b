import type { DeclaredType } from '../../model.ts'

type Loose = (...values: unknown[]) => unknown

/** What a declared function gives back when the target calls it: nothing, zero or null, never an effect. */
export function makeStub(result: DeclaredType, info: unknown): Loose {
  const value =
    result.kind === 'pointer'
      ? null
      : result.kind === 'void'
        ? undefined
        : result.kind === 'struct'
          ? {}
          : 0
  const stub = (): unknown => value
  const asynchronous = (...values: unknown[]): void => {
    const done = values.at(-1)
    if (typeof done === 'function')
      queueMicrotask(() => {
        ;(done as Loose)(null, value)
      })
  }
  return Object.assign(stub, { async: asynchronous, info })
}
